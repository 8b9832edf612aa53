"""What flow asks of who wants to have a stall or to ride."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.people.newcomer import Newcomer


class Newcomers(Records[Newcomer], Protocol):
    """Who asks to have a stall or to ride."""

    def waiting(self, limit: int) -> list[Newcomer]:
        """So many of those who wait for an answer, who asked first first."""
        ...

    def decided(self, limit: int) -> list[Newcomer]:
        """So many of those who do not, the last decided first."""
        ...

    def count_waiting(self) -> int:
        """How many wait for an answer."""
        ...

    def forget(self, ids: Sequence[str]) -> None:
        """Keep these no more."""
        ...
