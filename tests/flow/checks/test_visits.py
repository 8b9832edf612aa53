"""A booking that is kept otherwise than it was told, or one too many, is found."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import done
from tests.flow.visits.shops import BarberCity, later
from yeshi.adapters.memory.store import MemoryStore
from yeshi.events.visits import GuestCame
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.visits import VisitsCheck
from yeshi.flow.visits.booking import call_off_booking, move_booking
from yeshi.visits.booking import BookingState


def broken(city: BarberCity) -> set[str]:
    """The rules that do not hold."""
    with city.store.begin() as work:
        return {one.rule for one in breaches_of(work, [VisitsCheck()])}


def test_a_sound_barber_breaks_no_rule() -> None:
    """With both chairs taken, and one called off."""
    city = BarberCity(MemoryStore("CNY"))
    for guest in ("c", "d"):
        city.booked(guest, 60)
    done(call_off_booking(city.guest("e"), city.key(), "e", city.booked("e", 120)))
    assert broken(city) == set()


def test_one_guest_too_many_is_found() -> None:
    """Who was written beside the rules."""
    city = BarberCity(MemoryStore("CNY"))
    first = city.booking(city.booked("c", 60))
    with city.store.begin() as work:
        for more in ("x", "y"):
            work.bookings.add(replace(first, id=more))
    assert broken(city) == {"visits.seats"}


def test_another_state_than_was_told_is_found() -> None:
    """Of one to come, and of one that is over."""
    city = BarberCity(MemoryStore("CNY"))
    id_ = city.booked("c", 60)
    with city.store.begin() as work:
        work.bookings.put(replace(city.booking(id_), state=BookingState.CAME))
    assert broken(city) == {"visits.state"}
    with city.store.begin() as work:
        work.bookings.put(replace(city.booking(id_), state=BookingState.BOOKED))
    done(call_off_booking(city.guest("c"), city.key(), "c", id_))
    with city.store.begin() as work:
        work.bookings.put(replace(city.booking(id_), state=BookingState.BOOKED))
    assert broken(city) == {"visits.state"}


def test_another_time_than_was_told_is_found() -> None:
    """Of one that was moved: where its record was not, or went elsewhere; also once it is over."""
    city = BarberCity(MemoryStore("CNY"))
    id_ = city.booked("c", 60)
    before = city.booking(id_)
    done(move_booking(city.guest("c"), city.key(), "c", id_, later(120)))
    moved = city.booking(id_)
    assert broken(city) == set()
    for wrong in (before, replace(moved, starts_at=later(105))):
        with city.store.begin() as work:
            work.bookings.put(wrong)
        assert broken(city) == {"visits.starts_at"}
    with city.store.begin() as work:
        work.bookings.put(moved)
    done(call_off_booking(city.guest("c"), city.key(), "c", id_))
    assert broken(city) == set()
    with city.store.begin() as work:
        work.bookings.put(replace(city.booking(id_), starts_at=later(90)))
    assert broken(city) == {"visits.starts_at"}


def test_a_booking_that_ends_twice_is_found() -> None:
    """Whatever the second end is."""
    city = BarberCity(MemoryStore("CNY"))
    id_ = city.booked("c", 60)
    done(call_off_booking(city.guest("c"), city.key(), "c", id_))
    with city.store.begin() as work:
        work.events.append([GuestCame(id_, "a", city.cut)], later(1), later(1).date())
    assert broken(city) == {"visits.once"}
