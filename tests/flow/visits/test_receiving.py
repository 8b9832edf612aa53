"""Who is at the counter says who came; the clock does where nobody did."""

from __future__ import annotations

import pytest

from tests.builders import done, refused
from tests.flow.visits.shops import COOK, OTHER, BarberCity, later
from yeshi.base.refused import Unknown
from yeshi.events.visits import GuestMissed, OfBooking, VisitDeclined
from yeshi.flow.due import MISSED, carry_out
from yeshi.flow.ports import Store
from yeshi.flow.visits import receiving
from yeshi.visits.booking import BookingOver, BookingState, DeclinedFor, GuestNotDue


@pytest.fixture
def city(store: Store) -> BarberCity:
    """With a barber, on each store."""
    return BarberCity(store)


def happened(city: BarberCity) -> list[OfBooking]:
    """What happened to bookings."""
    with city.store.begin() as work:
        told = [one.event for one in work.events.after(0, 1000)]
    return [one for one in told if isinstance(one, OfBooking)]


def test_a_guest_came(city: BarberCity) -> None:
    """Hours before they cannot have; twice they do not."""
    id_, cook = city.booked("c", 180), city.by(COOK)
    assert refused(receiving.guest_came(cook, city.key(), "a", id_)) == GuestNotDue()
    city.wait(170)
    done(receiving.guest_came(cook, city.key(), "a", id_))
    assert city.booking(id_).state is BookingState.CAME
    assert refused(receiving.guest_came(cook, city.key(), "a", id_)) == BookingOver(id_)


def test_a_guest_did_not_come_and_their_seat_is_free(city: BarberCity) -> None:
    """Not before they are late."""
    first, second = city.booked("c", 60), city.booked("d", 60)
    cook = city.by(COOK)
    city.wait(65)
    assert refused(receiving.guest_missed(cook, city.key(), "a", first)) == GuestNotDue()
    done(receiving.guest_came(cook, city.key(), "a", second))
    city.wait(6)
    done(receiving.guest_missed(cook, city.key(), "a", first))
    done(city.called(75))
    assert isinstance(happened(city)[-2], GuestMissed)


def test_a_merchant_calls_off_and_says_why(city: BarberCity) -> None:
    """Another's booking is none to it."""
    id_ = city.booked("c", 60)
    strange = receiving.decline_booking(city.by(OTHER), city.key(), "b", id_, DeclinedFor.ILL)
    assert refused(strange) == Unknown("booking", id_)
    strange = receiving.decline_booking(city.by(OTHER), city.key(), "a", id_, DeclinedFor.ILL)
    assert refused(strange) == Unknown("merchant", "a")
    done(receiving.decline_booking(city.by(COOK), city.key(), "a", id_, DeclinedFor.ILL))
    assert city.booking(id_).why is DeclinedFor.ILL
    assert happened(city)[-1] == VisitDeclined(id_, "a", city.cut, why="ill")


def test_the_clock_says_that_nobody_came(city: BarberCity) -> None:
    """A quarter of an hour after the end, of those alone of whom nobody said anything."""
    id_, came = city.booked("c", 60), city.booked("d", 60)
    city.clock.put(later(61))
    done(receiving.guest_came(city.by(COOK), city.key(), "a", came))
    city.clock.put(later(105))
    assert carry_out(city.engine, MISSED) == 0
    city.clock.put(later(106))
    assert carry_out(city.engine, MISSED) == 1
    assert carry_out(city.engine, MISSED) == 0
    assert city.booking(id_).state is BookingState.MISSED
    assert happened(city)[-1] == GuestMissed(id_, "a", city.cut, by_itself=True)
