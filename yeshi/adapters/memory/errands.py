"""Errands and printed reports in memory, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from heapq import nsmallest
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.errand import Errand, ErrandState, is_due
from yeshi.flow.ports import Errands, Prints
from yeshi.flow.printed import Print

# Besides waiting ones, which stand by when they are due.
_LATEST = {
    ErrandState.RUNNING: attrgetter("begun_at", "id"),
    ErrandState.DONE: attrgetter("ended_at", "id"),
    ErrandState.GIVEN_UP: attrgetter("ended_at", "id"),
}


class MemoryErrands(MemoryRecords[Errand], Errands):
    """Errands, whatever their kind."""

    indexes = {"state": attrgetter("state"), "kind": attrgetter("kind")}

    def enter(self, errand: Errand) -> None:
        """Keep a new errand; nothing is changed where one of its id is there already."""
        if self.get(errand.id) is None:
            self.add(errand)

    def next_due(self, kinds: Sequence[str], now: datetime, limit: int) -> list[Errand]:
        """The first so many of those kinds that are due; in memory all work is exclusive."""
        waiting = self.where("state", ErrandState.WAITING)
        due = (one for one in waiting if one.kind in kinds and is_due(one, now))
        return nsmallest(limit, due, key=attrgetter("again_at", "id"))

    def running(self, kinds: Sequence[str]) -> list[Errand]:
        """Those of the kinds that are being run, by id."""
        found = (one for one in self.where("state", ErrandState.RUNNING) if one.kind in kinds)
        return sorted(found, key=attrgetter("id"))

    def open_of(self, kind: str) -> list[Errand]:
        """Those of the kind that wait or are being run, by id."""
        found = (one for one in self.where("kind", kind) if one.is_open)
        return sorted(found, key=attrgetter("id"))

    def in_state(self, state: ErrandState, limit: int) -> list[Errand]:
        """Those in the state: waiting ones by when they are due, others the latest first."""
        found = self.where("state", state)
        if state is ErrandState.WAITING:
            return sorted(found, key=attrgetter("again_at", "id"))[:limit]
        return sorted(found, key=_LATEST[state], reverse=True)[:limit]

    def counts(self) -> dict[ErrandState, int]:
        """How many there are in each state, 0 for none."""
        return {state: len(list(self.where("state", state))) for state in ErrandState}

    def forget_done(self, before: datetime) -> int:
        """Forget those that were done before that moment; how many they were."""
        done = list(self.where("state", ErrandState.DONE))
        gone = [one for one in done if one.ended_at is not None and one.ended_at < before]
        for one in gone:
            self.forget(one)
        return len(gone)


class MemoryPrints(MemoryRecords[Print], Prints):
    """Printed reports."""

    indexes = {"name": attrgetter("name")}

    def newest(self, name: str) -> Print | None:
        """The one of that name as of the latest moment; None before any."""
        return max(self.where("name", name), key=attrgetter("as_of", "id"), default=None)

    def forget_older(self, name: str, as_of: datetime) -> int:
        """Forget those of that name as of earlier moments; how many they were."""
        return self._forget([one for one in self.where("name", name) if one.as_of < as_of])

    def forget_made(self, before: datetime) -> int:
        """Forget those that were made before that moment; how many they were."""
        return self._forget([one for one in self.all() if one.made_at < before])

    def _forget(self, gone: Sequence[Print]) -> int:
        for one in gone:
            self.forget(one)
        return len(gone)
