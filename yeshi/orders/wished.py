"""A wished time: for which quarter of an hour an order is wanted, and when it is begun for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yeshi.base.calendar import QUARTER, quarter_of
from yeshi.base.refused import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """It is wanted at its door, or to be collected, within the quarter of an hour from `at` on.

    For that its kitchens begin at `begins_at`, and it stands ready at `ready_at`. `begun_at`: when
    the kitchens were called to it; None while it sleeps.
    """

    at: datetime
    begins_at: datetime
    ready_at: datetime
    begun_at: datetime | None = None

    @property
    def until(self) -> datetime:
        """When the quarter ends: by when it is promised."""
        return self.at + QUARTER

    @property
    def made_in(self) -> datetime:
        """When the quarter of an hour begins whose room in the kitchens it takes."""
        return quarter_of(self.ready_at)

    @property
    def holds(self) -> bool:
        """Whether this may be kept: a whole quarter, and made before that is over."""
        return (
            self.at == quarter_of(self.at)
            and self.begins_at <= self.ready_at < self.until
            and (self.begun_at is None or self.begun_at >= self.begins_at)
        )


@dataclass(frozen=True, slots=True)
class TooSoonToWish(Reason):
    """It cannot be there by then; `nearest` is a time that does, "" where none does."""

    nearest: str


@dataclass(frozen=True, slots=True)
class TooFarAhead(Reason):
    """Nobody takes orders for so late a time yet; `nearest` is a time that does."""

    nearest: str


@dataclass(frozen=True, slots=True)
class ClosedThen(Reason):
    """The merchant takes no orders for that time; `nearest` is a time that does."""

    merchant: str
    nearest: str


@dataclass(frozen=True, slots=True)
class NotServedThen(Reason):
    """The dish is not on the menu at that time; `nearest` is a time that does."""

    item: str
    nearest: str


@dataclass(frozen=True, slots=True)
class KitchenFull(Reason):
    """The kitchen has no room for it at that time; `nearest` is a time that does."""

    merchant: str
    nearest: str


@dataclass(frozen=True, slots=True)
class AnotherDay(Reason):
    """It is for another business day than that on which it was asked for: that needs a yes."""

    day: str


@dataclass(frozen=True, slots=True)
class NotBegunYet(Reason):
    """It is for later: nothing of it is made before it `begins`."""

    begins: str


def wished(at: datetime, *, cook_s: float, way_s: float, promised_s: float) -> Wished:
    """For the quarter from `at` on, begun as late as its promise allows.

    The food stands ready so long before the quarter as the way from the counter takes, the time at
    counter and door with it: so it is not at the door before. Where more than a quarter of an hour
    has to be allowed for what may come between (`promised_s` from its beginning to the door), it
    is ready by so much earlier.
    """
    before = timedelta(seconds=round(way_s))
    cooks = timedelta(seconds=round(cook_s))
    kept = at + QUARTER - timedelta(seconds=round(promised_s)) + cooks
    ready_at = min(at - before, kept)
    return Wished(at=at, begins_at=ready_at - cooks, ready_at=ready_at)


def needs_yes(at: date, asked: date, now: date) -> bool:
    """Whether who ordered on the business day `now`, having asked on the day `asked`, has to say
    that the business day `at` is meant."""
    return at != asked or at != now


def nearest_to(at: datetime, choices: list[datetime]) -> datetime | None:
    """That of the moments which is nearest, the earlier of two; None where there is none."""
    return min(choices, key=lambda one: (abs(one - at), one), default=None)
