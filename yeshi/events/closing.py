"""Business days that are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class DayClosed(Event):
    """A treasurer closed a business day, with so many things that were explained, not at zero."""

    kind: ClassVar[str] = "day.closed"
    day: date
    left: int

    @property
    def subject(self) -> str:
        return self.day.isoformat()
