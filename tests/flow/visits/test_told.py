"""Guests are told that it is soon, once, and that a merchant called it off."""

from __future__ import annotations

import pytest

from tests.builders import done
from tests.flow.visits.shops import COOK, PHONE, BarberCity, later
from yeshi.flow.due import REMIND_GUESTS, carry_out
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.ports import Store
from yeshi.flow.ports.messages import Message
from yeshi.flow.visits import booking, receiving
from yeshi.flow.visits.told import TELLING_VISIT, AboutBooking, visit_message
from yeshi.people.contact import By, Contact
from yeshi.visits.booking import DeclinedFor


@pytest.fixture
def city(store: Store) -> BarberCity:
    """With a barber, on each store."""
    return BarberCity(store)


def to_tell(city: BarberCity) -> list[str]:
    """Of which bookings somebody is to be told."""
    with city.store.begin() as work:
        found = [one for one in work.errands.all() if one.kind == TELLING_VISIT.name]
    return [TELLING_VISIT.read(one.given).booking for one in found]


def said(city: BarberCity, id_: str) -> Message | None:
    """What they are told now."""
    return visit_message(city.engine, AboutBooking(id_), lambda path: f"https://m.example{path}")


def test_a_guest_is_reminded_an_hour_before(city: BarberCity) -> None:
    """Once; in both languages, with their number and page, and without the code."""
    id_ = city.booked("c", 120)
    assert carry_out(city.engine, REMIND_GUESTS) == 0
    city.clock.put(later(61))
    assert carry_out(city.engine, REMIND_GUESTS) == 1
    assert carry_out(city.engine, REMIND_GUESTS) == 0
    assert to_tell(city) == [id_]
    message = said(city, id_)
    assert message is not None
    assert message.to == Contact(By.PHONE, PHONE)
    for part in ("22:00", "剪发", "haircut", f"https://m.example/bookings/{id_}"):
        assert part in message.text
    assert str(city.booking(id_).number) in message.text
    assert city.booking(id_).code not in message.text
    assert TELLING_VISIT in KINDS


def test_who_booked_within_the_hour_knows(city: BarberCity) -> None:
    """And who left no number cannot be told."""
    city.booked("c", 45)
    done(city.called(120))
    city.wait(61)
    carry_out(city.engine, REMIND_GUESTS)
    assert to_tell(city) == []


def test_another_time_is_told_anew(city: BarberCity) -> None:
    """An hour before it."""
    id_ = city.booked("c", 120)
    city.wait(61)
    carry_out(city.engine, REMIND_GUESTS)
    done(booking.move_booking(city.guest("c"), city.key(), "c", id_, later(240)))
    assert carry_out(city.engine, REMIND_GUESTS) == 0
    city.wait(120)
    assert carry_out(city.engine, REMIND_GUESTS) == 1
    assert to_tell(city) == [id_, id_]


def test_who_is_called_off_is_told_why(city: BarberCity) -> None:
    """Who called it off themselves is not told."""
    id_, own, phoned = city.booked("c"), city.booked("d"), done(city.called(120))["booking"]
    cook = city.by(COOK)
    done(booking.call_off_booking(city.guest("d"), city.key(), "d", own))
    for one in (id_, phoned):
        done(receiving.decline_booking(cook, city.key(), "a", one, DeclinedFor.BROKEN))
    assert to_tell(city) == [id_]
    message = said(city, id_)
    assert message is not None
    assert "broken" in message.text
    assert said(city, own) is None
    assert said(city, "none") is None


def test_who_called_is_told_of_no_page(city: BarberCity) -> None:
    """They have none on which it could be changed."""
    id_ = done(city.called(120, phone=PHONE))["booking"]
    message = said(city, id_)
    assert message is not None
    assert "22:00" in message.text
    assert "example/bookings" not in message.text
    done(receiving.decline_booking(city.by(COOK), city.key(), "a", id_, DeclinedFor.ILL))
    message = said(city, id_)
    assert message is not None
    assert "example/bookings" not in message.text
