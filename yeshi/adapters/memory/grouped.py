"""Things that belong to another thing, in memory: a programme's students, an accord's meetings."""

from __future__ import annotations

from operator import attrgetter
from typing import TypeVar

from yeshi.adapters.memory.records import Check, MemoryRecords, Undo

T = TypeVar("T")


class MemoryGrouped(MemoryRecords[T]):
    """Things by the id that their field `owner` holds."""

    def __init__(self, undo: Undo, owner: str, check: Check | None = None) -> None:
        super().__init__(undo, {"owner": attrgetter(owner)}, check)

    def of(self, owner: str) -> list[T]:
        """Those of that owner, by id."""
        return sorted(self.where("owner", owner), key=attrgetter("id"))
