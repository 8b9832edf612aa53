"""Receiving: who is booked came, did not come, or is called off by the merchant or the clock."""

from __future__ import annotations

from yeshi.base.refused import Refused, Unknown
from yeshi.events.record import Event
from yeshi.events.visits import GuestCame, GuestMissed, VisitDeclined
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit_to
from yeshi.people.person import COUNTER
from yeshi.visits.booking import SAID_NOTHING, Booking, BookingStep, DeclinedFor, booking_after

A_ROUND = 200


def guest_came(engine: Engine, key: str, merchant: str, booking_id: str) -> Answer:
    """Enter that the guest is there."""
    return _step(engine, key, merchant, booking_id, BookingStep.COME)


def guest_missed(engine: Engine, key: str, merchant: str, booking_id: str) -> Answer:
    """Enter that the guest did not come; the seat is free at once."""
    return _step(engine, key, merchant, booking_id, BookingStep.MISS)


def decline_booking(
    engine: Engine, key: str, merchant: str, booking_id: str, why: DeclinedFor
) -> Answer:
    """Call it off for the merchant; its guest is told why."""
    return _step(engine, key, merchant, booking_id, BookingStep.DECLINE, why)


def nothing_said(engine: Engine) -> list[Booking]:
    """The bookings that are over, of whose guest nobody said whether they came."""
    with engine.store.read() as work:
        return work.bookings.ended_open(engine.clock.now() - SAID_NOTHING, A_ROUND)


def miss_by_itself(engine: Engine, over: Booking) -> Answer:
    """Have that guest not have come."""

    def act(turn: Turn) -> Answer:
        found = turn.work.bookings.must_lock(over.id)
        after = booking_after(found, BookingStep.MISS, turn.now)
        if isinstance(after, Refused):
            return after
        turn.work.bookings.put(after)
        turn.emit(GuestMissed(after.id, after.merchant, after.service, by_itself=True))
        return Done({"booking": after.id})

    return engine.perform(f"missed:{over.id}:{over.starts_at.isoformat()}", "miss_guest", act)


def _step(
    engine: Engine, key: str, merchant: str, booking_id: str, step: BookingStep,
    why: DeclinedFor | None = None,
) -> Answer:  # fmt: skip
    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("merchant", merchant), *COUNTER)
        if refused:
            return refused
        found = turn.work.bookings.lock(booking_id)
        if found is None or found.merchant != merchant:
            return Refused(Unknown("booking", booking_id))
        after = booking_after(found, step, turn.now, why)
        if isinstance(after, Refused):
            return after
        turn.work.bookings.put(after)
        turn.emit(_told(after))
        return Done({"booking": booking_id})

    return engine.perform(key, f"{step}_booking", act, asked=(merchant, booking_id, why))


def _told(booking: Booking) -> Event:
    of = booking.id, booking.merchant, booking.service
    if booking.why is not None:
        return VisitDeclined(*of, why=booking.why)
    return GuestMissed(*of, by_itself=False) if booking.is_missed else GuestCame(*of)
