"""What happens to services that can be booked, to seats and to bookings; no guest is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.market import STALLS
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfService(Event):
    service: str
    merchant: str

    @property
    def subject(self) -> str:
        return self.service

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.merchant, STALLS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOffered(_OfService):
    """A merchant offers a service that can be booked."""

    kind: ClassVar[str] = "service.offered"
    sort: str
    minutes: int
    price: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceChanged(_OfService):
    """What a service is, takes or costs is something else; who is booked pays what was said."""

    kind: ClassVar[str] = "service.changed"
    changed: tuple[str, ...]
    minutes: int
    price: Money


@dataclass(frozen=True, slots=True)
class ServiceEnded(_OfService):
    """A service is offered no more; who is booked comes all the same."""

    kind: ClassVar[str] = "service.ended"


@dataclass(frozen=True, slots=True)
class _OfSeats(Event):
    seats: str
    merchant: str

    @property
    def subject(self) -> str:
        return self.seats

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.merchant,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsSet(_OfSeats):
    """A merchant has so many seats of a kind, and those weekdays off; Monday is 0."""

    kind: ClassVar[str] = "seats.set"
    count: int
    days_off: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsPaused(_OfSeats):
    """Nobody can be booked on these seats in that time."""

    kind: ClassVar[str] = "seats.paused"
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatsResumed(_OfSeats):
    """The pause that was to begin then is none any more."""

    kind: ClassVar[str] = "seats.resumed"
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class OfBooking(Event):
    """What happens to a booking of a merchant's service."""

    booking: str
    merchant: str
    service: str

    @property
    def subject(self) -> str:
        return self.booking

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.booking, self.merchant)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBooked(OfBooking):
    """A seat is kept for a guest: of `customer`, or of somebody who called (None)."""

    kind: ClassVar[str] = "visit.booked"
    customer: str | None
    sort: str
    price: Money
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMoved(OfBooking):
    """The guest comes at another time instead."""

    kind: ClassVar[str] = "visit.moved"
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class VisitCalledOff(OfBooking):
    """The guest does not come, and said so."""

    kind: ClassVar[str] = "visit.called_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDeclined(OfBooking):
    """The merchant called it off, for a reason."""

    kind: ClassVar[str] = "visit.declined"
    why: str


@dataclass(frozen=True, slots=True)
class GuestCame(OfBooking):
    """The guest is there."""

    kind: ClassVar[str] = "visit.came"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestMissed(OfBooking):
    """The guest did not come; `by_itself` where the merchant said nothing until it was over."""

    kind: ClassVar[str] = "visit.missed"
    by_itself: bool
