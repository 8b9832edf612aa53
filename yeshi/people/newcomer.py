"""A newcomer: somebody asks to have a stall, or to ride, and is taken or declined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from yeshi.base.names import Name
from yeshi.base.personal import Personal
from yeshi.base.refused import Reason, Refused
from yeshi.geo.point import Point
from yeshi.people.contact import Contact

# What is decided is of use for a while to whoever asked; who was never answered asks anew.
KEPT_AFTER = timedelta(days=90)


class NewcomerKind(StrEnum):
    """For what somebody asks."""

    STALL = "stall"
    COURIER = "courier"


class NewcomerState(StrEnum):
    """What became of it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class NewcomerDecided(Reason):
    """It was decided already, or withdrawn."""


@dataclass(frozen=True, slots=True)
class NoNewcomer(Reason):
    """The link leads nowhere: it was never made, or what it led to is forgotten."""


@dataclass(frozen=True, slots=True)
class AskedAlready(Reason):
    """Somebody who is reached there asks for the same already."""


@dataclass(frozen=True, slots=True)
class TooManyNewcomers(Reason):
    """So many wait for an answer already."""

    waiting_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody asks; `digest` is that of their link's token, never the token.

    `called`: the stall, or the courier as customers read it. `sort`: what the stall sells, or the
    vehicle. `market`: the one a stall would stand in, "" for none. `why`: as the newcomer reads it
    once it is decided; `thing`: the stall or courier that they became, "" before.
    """

    id: str
    digest: str
    kind: NewcomerKind
    name: Annotated[str, Personal("name")]
    contact: Contact
    language: str
    called: Name
    sort: str
    market: str
    place: Annotated[Point, Personal("place")]
    says: Annotated[str, Personal("note")]
    made_at: datetime
    state: NewcomerState = NewcomerState.WAITING
    decided_at: datetime | None = None
    why: str = ""
    thing: str = ""

    @property
    def holds(self) -> bool:
        """Whether this may be kept: decided at a moment, and something where they were taken."""
        decided = not self.waits
        taken = self.state is NewcomerState.ACCEPTED
        return decided == (self.decided_at is not None) and taken == bool(self.thing)

    @property
    def rides(self) -> bool:
        """Whether they ask to ride, and not to have a stall."""
        return self.kind is NewcomerKind.COURIER

    @property
    def waits(self) -> bool:
        """Whether they wait for an answer."""
        return self.state is NewcomerState.WAITING

    def decided(
        self, state: NewcomerState, now: datetime, why: str = "", thing: str = ""
    ) -> Self | Refused:  # fmt: skip
        """It as it was decided, once."""
        if not self.waits:
            return Refused(NewcomerDecided())
        return replace(self, state=state, decided_at=now, why=why, thing=thing)

    def is_old(self, now: datetime) -> bool:
        """Whether it has been over, or unanswered, for so long that nobody asks for it."""
        return (self.decided_at or self.made_at) + KEPT_AFTER <= now
