"""Who asks to have a stall or to ride, in memory, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Newcomers
from yeshi.people.newcomer import Newcomer, NewcomerState


class MemoryNewcomers(MemoryRecords[Newcomer], Newcomers):
    """Who asks to have a stall or to ride."""

    indexes = {"waiting": lambda one: one.state is NewcomerState.WAITING}

    def waiting(self, limit: int) -> list[Newcomer]:
        """So many of those who wait for an answer, who asked first first."""
        return sorted(self.where("waiting", True), key=lambda one: (one.made_at, one.id))[:limit]

    def decided(self, limit: int) -> list[Newcomer]:
        """So many of those who do not, the last decided first."""
        found = sorted(self.where("waiting", False), key=attrgetter("id"))
        return sorted(found, key=attrgetter("decided_at"), reverse=True)[:limit]

    def count_waiting(self) -> int:
        """How many wait for an answer."""
        return len(list(self.where("waiting", True)))

    def forget(self, ids: Sequence[str]) -> None:  # type: ignore[override]
        """Keep these no more."""
        for thing in self.get_many(ids).values():
            super().forget(thing)
