"""What is written to one another of an order; no words are in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class OfThread(Event):
    """What happens to the thread of an order; who is named is `customer`, `control`, `stall:ID`
    or `courier:ID`."""

    order: str

    @property
    def subject(self) -> str:
        return self.order


@dataclass(frozen=True, slots=True)
class ThreadWritten(OfThread):
    """Somebody wrote the message of that number to somebody."""

    kind: ClassVar[str] = "thread.written"
    number: int
    by: str
    to: str

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, *_ids(self.by, self.to))


@dataclass(frozen=True, slots=True)
class ThreadRead(OfThread):
    """Somebody read what was written to them up to that number; the control room dealt with it."""

    kind: ClassVar[str] = "thread.read"
    number: int
    by: str

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.order, *_ids(self.by))


def _ids(*names: str) -> tuple[str, ...]:
    return tuple(id_ for one in names if (id_ := one.partition(":")[2]))
