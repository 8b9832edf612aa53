"""What flow asks of the threads of orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.orders.thread import Thread


class Threads(Records[Thread], Protocol):
    """Threads, each by the id of its order. `zones`: of these alone; None: of all."""

    def lock_many(self, ids: Sequence[str]) -> dict[str, Thread]: ...

    def unread_by(self, name: str, since: datetime) -> list[Thread]:
        """All with something that they have not read, last written since then; the latest first."""
        ...

    def waiting(self, start: int, limit: int, zones: Sequence[str] | None = None) -> list[Thread]:
        """So many that wait for the control room, from that one on, the longest first."""
        ...

    def count_waiting(self, zones: Sequence[str] | None = None) -> int:
        """How many wait for the control room."""
        ...

    def telling_before(self, moment: datetime, limit: int) -> list[Thread]:
        """So many of those that were last written before, in which words stand; the oldest."""
        ...
