"""Threads in memory, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Threads
from yeshi.orders.thread import Thread


class MemoryThreads(MemoryRecords[Thread], Threads):
    """Threads."""

    def unread_by(self, name: str, since: datetime) -> list[Thread]:
        """All with something that they have not read, last written since then; the latest first."""
        found = (one for one in self.all() if name in one.unread and one.last_at >= since)
        by_id = sorted(found, key=attrgetter("id"))
        return sorted(by_id, key=attrgetter("last_at"), reverse=True)

    def waiting(self, start: int, limit: int, zones: Sequence[str] | None = None) -> list[Thread]:
        """So many that wait for the control room, from that one on, the longest first."""
        found = sorted(self._waiting(zones), key=attrgetter("waits_since", "id"))
        return found[start : start + limit]

    def count_waiting(self, zones: Sequence[str] | None = None) -> int:
        """How many wait for the control room."""
        return len(self._waiting(zones))

    def telling_before(self, moment: datetime, limit: int) -> list[Thread]:
        """So many of those that were last written before, in which words stand; the oldest."""
        found = (one for one in self.all() if one.last_at < moment and one.tells)
        return sorted(found, key=attrgetter("last_at"))[:limit]

    def _waiting(self, zones: Sequence[str] | None) -> list[Thread]:
        return [
            one
            for one in self.all()
            if one.waits_since is not None and (zones is None or one.zone in zones)
        ]
