"""A service that can be booked: what it is, how long it takes, what it costs, and which seats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Reason, Refused

MINUTES_MAX = 480
BETWEEN_MAX = 120
SERVICES_MAX = 60


class ServiceSort(StrEnum):
    """What kind of service it is."""

    MASSAGE = "massage"
    BARBER = "barber"
    KARAOKE = "karaoke"
    REPAIR = "repair"
    NAILS = "nails"
    PHOTO = "photo"
    CINEMA = "cinema"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TooManyServices(Reason):
    """A merchant offers no more services than these."""

    services_max: int


@dataclass(frozen=True, slots=True)
class ServiceWithdrawn(Reason):
    """The service is offered no more; who is booked comes all the same."""

    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSaid:
    """What a merchant says of a service: `minutes` for a guest, and `between` before the next.

    `seats`: of which seats it takes one.
    """

    name: Name
    sort: ServiceSort
    seats: str
    minutes: int
    between: int
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BookableService:
    """A service of a merchant; `ended_at`: since when it is offered no more."""

    id: str
    merchant: str
    seats: str
    sort: ServiceSort
    name: Name
    minutes: int
    between: int
    price: Money
    ended_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it takes a time, and costs something."""
        return self.minutes > 0 and self.between >= 0 and self.price.fen > 0

    @property
    def lasts(self) -> timedelta:
        """How long a guest is there."""
        return timedelta(minutes=self.minutes)

    @property
    def keeps(self) -> timedelta:
        """How long a seat is kept for one guest."""
        return timedelta(minutes=self.minutes + self.between)

    def saying(self, said: ServiceSaid) -> Self:
        """The same with what is said of it now."""
        return replace(self, **{name: getattr(said, name) for name in SAID_OF_SERVICE})


SAID_OF_SERVICE = ("name", "sort", "seats", "minutes", "between", "price")


def beyond_service(said: ServiceSaid) -> Refused | None:
    """The refusal of what cannot be said of a service; None where it can."""
    if not 0 < said.minutes <= MINUTES_MAX:
        return Refused(Invalid("minutes", f"1…{MINUTES_MAX}"))
    if not 0 <= said.between <= BETWEEN_MAX:
        return Refused(Invalid("between", f"0…{BETWEEN_MAX}"))
    if not 0 < said.price.fen <= PRICE_FEN_MAX:
        return Refused(Invalid("price", f"1…{PRICE_FEN_MAX}"))
    return beyond_name(said.name)
