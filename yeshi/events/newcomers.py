"""What happens to who asks to have a stall or to ride."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event

# Under this name pages hear of all who ask.
NEWCOMERS = "newcomers"


@dataclass(frozen=True, slots=True)
class _OfNewcomer(Event):
    newcomer: str

    @property
    def subject(self) -> str:
        return self.newcomer

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.newcomer, NEWCOMERS)


@dataclass(frozen=True, slots=True)
class NewcomerAsked(_OfNewcomer):
    """Somebody asks to have a stall, or to ride; who, the newcomer's record says."""

    kind: ClassVar[str] = "newcomer.asked"
    asks: str


@dataclass(frozen=True, slots=True)
class NewcomerWithdrew(_OfNewcomer):
    """They ask no more."""

    kind: ClassVar[str] = "newcomer.withdrew"


@dataclass(frozen=True, slots=True)
class NewcomerAccepted(_OfNewcomer):
    """They are taken, as the stall or courier `thing`, and invited to it."""

    kind: ClassVar[str] = "newcomer.accepted"
    thing: str
    why: str


@dataclass(frozen=True, slots=True)
class NewcomerDeclined(_OfNewcomer):
    """They are not taken, for that reason."""

    kind: ClassVar[str] = "newcomer.declined"
    why: str
