"""Booking: a guest, or the merchant for one who calls, takes a seat at a time, or another time.

Who books holds the row of the seats, so that never more are kept at a moment than there are; and
the customer's own row before, so that two taps at once are no more bookings than one may have, nor
more than one may have with a telephone number, whoever says to be its customer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.phones import phone_of
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.events.visits import VisitBooked, VisitCalledOff, VisitMoved
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.shopping import all_of, is_own, orders_as
from yeshi.flow.visits.times import booked_from, may_come, seat_times
from yeshi.market.merchant import Merchant
from yeshi.orders.addresses import AddressBook
from yeshi.people.actor import admit_customer, admit_to, visitor
from yeshi.people.person import COUNTER
from yeshi.visits.booking import (
    OPEN_BOOKINGS_MAX,
    Booking,
    BookingStep,
    GuestSaid,
    TooManyBookings,
    beyond_guest,
    beyond_slot,
    book,
    booking_after,
    guestless,
    moved,
    numbered,
)
from yeshi.visits.service import BookableService, ServiceWithdrawn


@dataclass(frozen=True, slots=True)
class NotBookable(Reason):
    """The merchant takes no bookings now."""

    merchant: str


@dataclass(frozen=True, slots=True)
class TooManyOfPhone(Reason):
    """Guests have no more bookings to come with one telephone number than these."""

    bookings_max: int


@dataclass(frozen=True, slots=True)
class TooManyVisitsAsked(Reason):
    """So much was booked of late from there; the next booking may be made in so many minutes."""

    wait_min: int

    @property
    def wait_s(self) -> int:
        """The same in seconds."""
        return 60 * self.wait_min


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWanted:
    """Which service is wanted when, and how who comes is called and reached; "" for not said."""

    service: str
    starts_at: datetime
    name: str = ""
    phone: str = ""


def book_slot(engine: Engine, key: str, customer: str, wanted: VisitWanted) -> Answer:
    """Have the customer come then; the answer's `booking` is its id. Their phone is asked for."""

    def act(turn: Turn) -> Answer:
        refused = admit_customer(turn.by, customer)
        service = refused or _offered(turn, wanted.service)
        if isinstance(service, Refused):
            return service
        refused = _has_too_many(turn, customer)
        phone = refused or phone_of(wanted.phone, turn.terms.phone_region)
        if isinstance(phone, Refused):
            return phone
        if turn.work.bookings.count_held(phone) >= OPEN_BOOKINGS_MAX:
            return Refused(TooManyOfPhone(OPEN_BOOKINGS_MAX))
        guest = GuestSaid(customer=customer, name=wanted.name.strip(), phone=phone)
        return _book(turn, service, guest, wanted.starts_at)

    return engine.perform(key, "book_slot", act, asked=(customer, wanted))


def book_for(engine: Engine, key: str, merchant: str, wanted: VisitWanted) -> Answer:
    """Have somebody come then who called the merchant, or stands there; by their name."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
        service = refused or _offered(turn, wanted.service)
        if isinstance(service, Refused):
            return service
        if service.merchant != merchant:
            return Refused(Unknown("service", wanted.service))
        if not wanted.name.strip():
            return Refused(Invalid("guest_name", f"1…{NAME_LENGTH_MAX}"))
        phone = phone_of(wanted.phone, turn.terms.phone_region) if wanted.phone.strip() else ""
        if isinstance(phone, Refused):
            return phone
        guest = GuestSaid(customer=None, name=wanted.name.strip(), phone=phone)
        return _book(turn, service, guest, wanted.starts_at)

    return engine.perform(key, "book_for", act, asked=(merchant, wanted))


def move_booking(
    engine: Engine, key: str, customer: str, booking_id: str, starts_at: datetime
) -> Answer:
    """Have the customer come at another time instead, before it was to begin."""

    def act(turn: Turn) -> Answer:
        found = _own_booking(turn, customer, booking_id)
        after = (
            found
            if isinstance(found, Refused)
            else booking_after(found, BookingStep.MOVE, turn.now)
        )
        if isinstance(after, Refused):
            return after
        if after.starts_at == starts_at:
            return Done({"booking": booking_id})
        offered = _offered(turn, after.service)
        refused = offered if isinstance(offered, Refused) else _beyond(turn, after, starts_at)
        if refused:
            return refused
        turn.work.bookings.put(moved(after, starts_at, turn.now))
        turn.emit(VisitMoved(after.id, after.merchant, after.service, starts_at=starts_at))
        return Done({"booking": booking_id})

    return engine.perform(key, "move_booking", act, asked=(customer, booking_id, starts_at))


def call_off_booking(engine: Engine, key: str, customer: str, booking_id: str) -> Answer:
    """Have the customer not come, before it was to begin; the seat is free at once."""

    def act(turn: Turn) -> Answer:
        found = _own_booking(turn, customer, booking_id)
        if isinstance(found, Refused):
            return found
        refused = end_by_guest(turn, found)
        return refused or Done({"booking": booking_id})

    return engine.perform(key, "call_off_booking", act, asked=(customer, booking_id))


def end_by_guest(turn: Turn, booking: Booking) -> Refused | None:
    """Call off a booking that is locked, for its guest; why not, where its time has come."""
    after = booking_after(booking, BookingStep.CALL_OFF, turn.now)
    if isinstance(after, Refused):
        return after
    # Nobody is told of it, so that nobody needs to know who it was.
    turn.work.bookings.put(guestless(after))
    turn.emit(VisitCalledOff(after.id, after.merchant, after.service))
    return None


def _offered(turn: Turn, service_id: str) -> BookableService | Refused:
    """The service as it stays until this is done."""
    service = turn.work.services.lock(service_id)
    if service is None:
        return Refused(Unknown("service", service_id))
    if service.ended_at is not None:
        return Refused(ServiceWithdrawn(service_id))
    merchant = turn.work.merchants.must(service.merchant)
    return service if merchant.takes_bookings else Refused(NotBookable(merchant.id))


def _has_too_many(turn: Turn, customer: str) -> Refused | None:
    turn.work.address_books.lock_own(AddressBook(id=orders_as(turn.work, customer)))
    count = turn.work.bookings.count_open(all_of(turn.work, customer))
    return Refused(TooManyBookings(OPEN_BOOKINGS_MAX)) if count >= OPEN_BOOKINGS_MAX else None


def _book(turn: Turn, service: BookableService, guest: GuestSaid, starts: datetime) -> Answer:
    refused = beyond_guest(guest.name)
    if refused:
        return refused
    made = book(turn.new_id("bk"), turn.new_id("bc"), service, guest, starts, turn.now)
    refused = _beyond(turn, made, starts)
    if refused:
        return refused
    made = numbered(made, turn.work.bookings.numbers_at(service.merchant))
    turn.work.bookings.add(made)
    event = VisitBooked(
        made.id, made.merchant, made.service,
        customer=made.customer, sort=service.sort, price=made.price, starts_at=starts,
    )  # fmt: skip
    turn.emit(event)
    return Done({"booking": made.id})


def _beyond(turn: Turn, booking: Booking, starts: datetime) -> Refused | None:
    """Why it cannot be at that time; the seats are kept from others from here on."""
    calendar, now = turn.terms.calendar, turn.now
    pool = turn.work.seat_pools.must_lock(booking.seats)
    merchant: Merchant = turn.work.merchants.must(booking.merchant)
    others = [o for o in booked_from(turn.work, calendar, [pool.id], now) if o.id != booking.id]
    lasts: timedelta = booking.ends_at - booking.starts_at
    keeps: timedelta = booking.free_at - booking.starts_at
    times = seat_times(calendar, merchant, pool, others, now, lasts, keeps)
    by_phone = booking.customer is None
    return beyond_slot(times, starts, may_come(calendar, now, by_phone))


def _own_booking(turn: Turn, customer: str, booking_id: str) -> Booking | Refused:
    """The customer's booking, kept from others; to anybody else it is none."""
    refused = admit_customer(turn.by, customer)
    if refused:
        return refused
    found = turn.work.bookings.lock(booking_id)
    by = visitor(customer) if turn.by.keeps_house else turn.by
    if found is None or found.customer is None or not is_own(turn.work, by, found.customer):
        return Refused(Unknown("booking", booking_id))
    return found
