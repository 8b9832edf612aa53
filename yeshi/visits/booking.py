"""A booking: who comes when, what of it, and what may follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from yeshi.base.calendar import QUARTER
from yeshi.base.called import code_of, number_called
from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.personal import Personal
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.visits.service import BookableService
from yeshi.visits.slot import SeatTimes, Span

# Who wants more comes first, so that nobody keeps the seats of others.
OPEN_BOOKINGS_MAX = 3
# A guest needs as long to be there at all, and hardly anybody knows where they will be in a week.
LEAD = timedelta(minutes=15)
DAYS_AHEAD = 7
# Who comes early is there; who is this late did not come. The clock says so when the time is over
# and nobody said anything.
EARLY = timedelta(hours=2)
LATE = timedelta(minutes=10)
SAID_NOTHING = timedelta(minutes=15)
REMINDED = timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)
# As long as a guest, or their purse, may be asked for.
GUESTS_KEPT = timedelta(days=1)


class BookingState(StrEnum):
    """Where a booking stands."""

    BOOKED = "booked"
    CAME = "came"
    MISSED = "missed"
    CALLED_OFF = "called_off"
    DECLINED = "declined"


class BookingStep(StrEnum):
    """What may happen to a booking: it is called off by its guest, declined by the merchant."""

    COME = "come"
    MISS = "miss"
    CALL_OFF = "call_off"
    DECLINE = "decline"
    MOVE = "move"


BOOKING_LIFE: Mapping[tuple[BookingState, BookingStep], BookingState] = {
    (BookingState.BOOKED, BookingStep.COME): BookingState.CAME,
    (BookingState.BOOKED, BookingStep.MISS): BookingState.MISSED,
    (BookingState.BOOKED, BookingStep.CALL_OFF): BookingState.CALLED_OFF,
    (BookingState.BOOKED, BookingStep.DECLINE): BookingState.DECLINED,
    (BookingState.BOOKED, BookingStep.MOVE): BookingState.BOOKED,
}
# In which a seat is kept for it.
SEATED = (BookingState.BOOKED, BookingState.CAME)


class DeclinedFor(StrEnum):
    """Why a merchant calls a booking off, as its guest reads it."""

    CLOSING = "closing"
    ILL = "ill"
    BROKEN = "broken"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class SlotTaken(Reason):
    """No seat is free at that time any more: another one has to be chosen."""


@dataclass(frozen=True, slots=True)
class SlotNotOffered(Reason):
    """Nobody can come at that time: it is over, too soon, too far, or nobody is there."""


@dataclass(frozen=True, slots=True)
class TooManyBookings(Reason):
    """A guest has no more bookings to come than these."""

    bookings_max: int


@dataclass(frozen=True, slots=True)
class BookingOver(Reason):
    """They came, or it was called off, or its time is over: nothing can follow."""

    booking: str


@dataclass(frozen=True, slots=True)
class GuestNotDue(Reason):
    """It is too early to say whether the guest came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestSaid:
    """Who comes: `customer`, or somebody who called (None); how they are called and reached."""

    customer: str | None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A seat that is kept for a guest from `starts_at` on; the service ends at `ends_at`.

    `free_at`: when the seat is ready for the next. `what` and `price`: of the service when it was
    booked. `customer`: None for who called. `number` is called out, `code` is shown. `reminded`:
    whether the guest was told that it is soon. `why`: of one that was declined.
    """

    id: str
    merchant: str
    service: str
    seats: str
    what: Name
    price: Money
    customer: str | None
    name: Annotated[str, Personal("name")]
    phone: Annotated[str, Personal("phone")]
    number: int
    code: str
    starts_at: datetime
    ends_at: datetime
    free_at: datetime
    made_at: datetime
    state: BookingState = BookingState.BOOKED
    reminded: bool = False
    why: DeclinedFor | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: it has a length, and a reason is that of a declined one."""
        is_declined = self.state is BookingState.DECLINED
        in_order = self.starts_at < self.ends_at <= self.free_at
        return in_order and (self.why is not None) == is_declined

    @property
    def keeps(self) -> Span:
        """When its seat is nobody else's."""
        return Span(self.starts_at, self.free_at)

    @property
    def is_open(self) -> bool:
        """Whether its guest is still to come."""
        return self.state is BookingState.BOOKED

    @property
    def is_seated(self) -> bool:
        """Whether a seat is kept for it, or was."""
        return self.state in SEATED

    @property
    def is_missed(self) -> bool:
        """Whether its guest did not come."""
        return self.state is BookingState.MISSED

    @property
    def tells(self) -> bool:
        """Whether it says who the guest is."""
        return bool(self.name or self.phone)

    def will_be_reminded(self, now: datetime) -> bool:
        """Whether its guest is still to be told that it is soon."""
        return self.is_open and not self.reminded and now < self.starts_at - REMINDED

    def may_change(self, now: datetime) -> bool:
        """Whether its guest may come at another time instead, or not at all."""
        return self.is_open and now < self.starts_at

    def may_have_come(self, now: datetime) -> bool:
        """Whether the merchant may say that the guest is there."""
        return self.is_open and self.starts_at - EARLY <= now

    def may_have_missed(self, now: datetime) -> bool:
        """Whether the merchant may say that the guest did not come."""
        return self.is_open and self.starts_at + LATE <= now


def book(
    id_: str, secret: str, service: BookableService, guest: GuestSaid, starts: datetime,
    now: datetime,
) -> Booking:  # fmt: skip
    """A booking of the service at that time; `secret`: a word that nobody knows."""
    return Booking(
        id=id_,
        merchant=service.merchant,
        service=service.id,
        seats=service.seats,
        what=service.name,
        price=service.price,
        customer=guest.customer,
        name=guest.name,
        phone=guest.phone,
        number=number_called(id_, ()),
        code=code_of(secret),
        starts_at=starts,
        ends_at=starts + service.lasts,
        free_at=starts + service.keeps,
        made_at=now,
    )


def numbered(booking: Booking, taken: Collection[int]) -> Booking:
    """The booking under a number that is none of those `taken`."""
    return replace(booking, number=number_called(booking.id, taken))


def bookable_within(now: datetime, day_ends: datetime, by_phone: bool = False) -> Span:
    """From when until when one may book; who calls, or stands there, has no way to come first.

    `day_ends`: when the last day ends that may be booked.
    """
    return Span(now - QUARTER if by_phone else now + LEAD, day_ends)


def beyond_slot(times: SeatTimes, starts: datetime, within: Span) -> Refused | None:
    """Why nobody can be booked then; None where a seat is free."""
    if not within.starts <= starts < within.ends or not times.is_offered(starts):
        return Refused(SlotNotOffered())
    return None if times.is_free(starts) else Refused(SlotTaken())


def beyond_guest(name: str) -> Refused | None:
    """The refusal of what a guest cannot be called; "" is nobody's name and may be."""
    if len(name) > NAME_LENGTH_MAX:
        return Refused(Invalid("guest_name", f"> {NAME_LENGTH_MAX}"))
    return None


def moved(booking: Booking, starts: datetime, now: datetime) -> Booking:
    """The booking at another time, as long as before; its guest is told anew that it is soon.

    Who moves it to within the hour knows so.
    """
    by = starts - booking.starts_at
    return replace(
        booking,
        starts_at=starts,
        ends_at=booking.ends_at + by,
        free_at=booking.free_at + by,
        reminded=starts <= now + REMINDED,
    )


def as_booked(service: BookableService, booking: Booking) -> BookableService:
    """The service as it was when it was booked: on its seats, for its time."""
    return replace(
        service,
        seats=booking.seats,
        minutes=(booking.ends_at - booking.starts_at) // A_MINUTE,
        between=(booking.free_at - booking.ends_at) // A_MINUTE,
    )


def booking_after(
    booking: Booking, step: BookingStep, now: datetime, why: DeclinedFor | None = None
) -> Booking | Refused:
    """The booking after `step`, or why it cannot follow."""
    state = BOOKING_LIFE.get((booking.state, step))
    if state is None:
        return Refused(BookingOver(booking.id))
    if step in (BookingStep.CALL_OFF, BookingStep.MOVE) and not booking.may_change(now):
        return Refused(BookingOver(booking.id))
    if step is BookingStep.DECLINE and now >= booking.ends_at:
        return Refused(BookingOver(booking.id))
    if step is BookingStep.COME and not booking.may_have_come(now):
        return Refused(GuestNotDue())
    if step is BookingStep.MISS and not booking.may_have_missed(now):
        return Refused(GuestNotDue())
    return replace(booking, state=state, why=why if step is BookingStep.DECLINE else None)


def guestless(booking: Booking) -> Booking:
    """The booking as it is kept when its time is over: without who the guest was."""
    return replace(booking, name="", phone="")
