"""What flow keeps of what happened, and of the commands that were answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from yeshi.base.refused import Refused
from yeshi.events.record import Event, Recorded


@dataclass(frozen=True, slots=True)
class Done:
    """The answer of a command that was carried out: ids of what came of it, by name."""

    data: dict[str, str] = field(default_factory=dict)


Answer = Done | Refused


@dataclass(frozen=True, slots=True)
class Remembered:
    """A command as it was answered under a key; `asked` is the digest of what was asked."""

    command: str
    asked: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which acts by hand are looked for; "" or None: any. `thing`: the id of what was acted on."""

    day: date | None = None
    by: str = ""
    kind: str = ""
    thing: str = ""


class Events(Protocol):
    """The record of what happened."""

    def append(
        self, events: Sequence[Event], at: datetime, day: date, by: str = ""
    ) -> list[Recorded]: ...
    def after(self, seq: int, limit: int) -> list[Recorded]: ...

    def kept_after(self, seq: int, limit: int) -> list[Recorded]:
        """As `after`, but all that is kept by now: more may still come between."""
        ...

    def of_day(self, day: date, after: int = 0) -> Iterator[Recorded]: ...
    def last(self) -> Recorded | None: ...

    def by_hand(self, sought: Sought, before: int, limit: int) -> list[Recorded]:
        """So many acts by hand (events/kinds.py) of a lower number, the latest first."""
        ...

    def back_from(self, before: int, limit: int) -> list[Recorded]:
        """So many events of a lower number, the latest first."""
        ...

    def of_subject(self, subject: str) -> list[Recorded]:
        """What happened to the thing of that id, the earliest first."""
        ...


class Commands(Protocol):
    """Commands that were answered, by idempotency key."""

    def claim(self, key: str, command: str, at: datetime, asked: str = "") -> Remembered | None:
        """None the first time; then how it was answered. Waits for work on the same key."""
        ...

    def remember(self, key: str, answer: Answer) -> None: ...

    def forget(self, beginning: str) -> None:
        """Let go of the answers that were kept before to keys that begin so."""
        ...
