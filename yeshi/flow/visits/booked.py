"""Bookings as their guests see them, and as the merchant does that receives them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.shopping import all_of, is_own
from yeshi.flow.visits.times import a_day, days_of
from yeshi.market.merchant import Merchant, in_public
from yeshi.visits.booking import Booking
from yeshi.visits.seats import SeatPool
from yeshi.visits.service import BookableService, ServiceWithdrawn

# More than anybody has; the latest first.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class BookingSeen:
    """A booking at its merchant; `may_change`: whether its guest may still say otherwise;
    `reminds`: whether they are still to be told that it is soon."""

    booking: Booking
    merchant: Merchant
    may_change: bool
    reminds: bool


@dataclass(frozen=True, slots=True)
class OwnBookings:
    """Somebody's bookings: those to come, the first first, and those before, the latest first."""

    coming: tuple[BookingSeen, ...]
    past: tuple[BookingSeen, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """A booking as its merchant sees it, and what it may say of it now."""

    booking: Booking
    may_have_come: bool
    may_have_missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingBook:
    """A merchant's bookings of a business day by their time, with its services and seats.

    `days`: those that may be booked.
    """

    merchant: Merchant
    day: date
    days: tuple[date, ...]
    bookings: tuple[Received, ...]
    services: tuple[BookableService, ...]
    pools: tuple[SeatPool, ...]

    @property
    def waits(self) -> int:
        """How many guests are still to come."""
        return sum(one.booking.is_open for one in self.bookings)


def own_booking(engine: Engine, booking_id: str) -> BookingSeen | Refused:
    """The booking of whoever acts; to anybody else it is none."""
    with engine.store.read() as work:
        found = work.bookings.get(booking_id)
        if found is None or found.customer is None:
            return Refused(Unknown("booking", booking_id))
        if not is_own(work, engine.actor, found.customer):
            return Refused(Unknown("booking", booking_id))
        merchant = work.merchants.must(found.merchant)
    return _seen(found, merchant, engine.clock.now())


def bookings_of(engine: Engine, customer: str) -> OwnBookings:
    """What the customer booked, on whatever device."""
    now = engine.clock.now()
    with engine.store.read() as work:
        found = work.bookings.of_customers(all_of(work, customer), SHOWN)
        merchants = work.merchants.get_many(sorted({one.merchant for one in found}))
    seen = [_seen(one, merchants[one.merchant], now) for one in found]
    coming = [one for one in seen if one.booking.is_open]
    past = [one for one in seen if not one.booking.is_open]
    return OwnBookings(tuple(reversed(coming)), tuple(past))


def book_of(engine: Engine, merchant_id: str, day: date | None = None) -> BookingBook | Refused:
    """The merchant's bookings of that business day, by default of this one; whose is not told.

    Their names and telephone numbers are: the merchant has to call them.
    """
    now, calendar = engine.clock.now(), engine.terms.calendar
    days = days_of(calendar, now)
    asked = days[0] if day is None else day
    with engine.store.read() as work:
        merchant = work.merchants.get(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        found = work.bookings.of_merchant(merchant_id, a_day(calendar, asked))
        services = work.services.offered_by([merchant_id])
        pools = work.seat_pools.of(merchant_id)
    return BookingBook(
        merchant=merchant,
        day=asked,
        days=days,
        bookings=tuple(_received(one, now) for one in found),
        services=tuple(services),
        pools=tuple(pools),
    )


def service_said(engine: Engine, merchant_id: str, service_id: str) -> BookableService | Refused:
    """A service of the merchant as it was said last; ServiceWithdrawn where it has ended."""
    with engine.store.read() as work:
        found = work.services.get(service_id)
    if found is None or found.merchant != merchant_id:
        return Refused(Unknown("service", service_id))
    return Refused(ServiceWithdrawn(service_id)) if found.ended_at else found


def guests_to_come(engine: Engine, merchant_id: str) -> int:
    """How many are still to come to the merchant."""
    with engine.store.read() as work:
        return len(work.bookings.numbers_at(merchant_id))


def _seen(booking: Booking, merchant: Merchant, now: datetime) -> BookingSeen:
    may_change, reminds = booking.may_change(now), booking.will_be_reminded(now)
    return BookingSeen(booking, in_public(merchant), may_change, reminds)


def _received(booking: Booking, now: datetime) -> Received:
    return Received(
        replace(booking, customer=None),
        booking.may_have_come(now),
        booking.may_have_missed(now),
    )
