"""What belongs to a programme, in memory."""

from __future__ import annotations

from typing import Protocol, TypeVar

from yeshi.adapters.memory.records import Check, MemoryRecords, Undo


class _Belongs(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def programme(self) -> str: ...


T = TypeVar("T", bound=_Belongs)


class MemoryOfProgramme(MemoryRecords[T]):
    """Things of a programme."""

    def __init__(self, undo: Undo, check: Check | None = None) -> None:
        super().__init__(undo, {"programme": lambda thing: thing.programme}, check)

    def of_programme(self, programme: str) -> list[T]:
        """Those of the programme, by id."""
        return sorted(self.where("programme", programme), key=lambda thing: thing.id)
