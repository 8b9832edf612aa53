"""What every event has: a kind, a subject, the parties it concerns; and its place in the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; each kind is a subclass."""

    kind: ClassVar[str] = ""

    @property
    def subject(self) -> str:
        """The id of the thing it happened to."""
        raise NotImplementedError

    @property
    def concerns(self) -> tuple[str, ...]:
        """The ids of all whose pages show it."""
        return (self.subject,)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event in the record: its number, its moment, the business day it counts to, and by whom.

    `by`: the actor's name, as `person:li`; "" where it was not kept.
    """

    seq: int
    at: datetime
    day: date
    event: Event
    by: str = ""
