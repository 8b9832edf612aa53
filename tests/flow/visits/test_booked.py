"""Guests see their own bookings, and a merchant those of its day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import EVENING, done, refused
from tests.flow.visits.shops import OWNER, BarberCity
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import allowed
from yeshi.flow.ports import Store
from yeshi.flow.visits.booked import (
    book_of,
    bookings_of,
    guests_to_come,
    own_booking,
    service_said,
)
from yeshi.flow.visits.booking import call_off_booking
from yeshi.flow.visits.offering import end_service
from yeshi.visits.service import ServiceWithdrawn


@pytest.fixture
def city(store: Store) -> BarberCity:
    """With a barber, on each store."""
    return BarberCity(store)


def test_a_guest_sees_their_own_and_nobody_elses(city: BarberCity) -> None:
    """Who called the merchant has none here."""
    id_, phoned = city.booked("c"), done(city.called(90))["booking"]
    found = allowed(own_booking(city.guest("c"), id_), "seen")
    assert (found.booking.id, found.merchant.id, found.may_change) == (id_, "a", True)
    assert own_booking(city.guest("d"), id_) == Refused(Unknown("booking", id_))
    for one in (phoned, "none"):
        assert own_booking(city.guest("c"), one) == Refused(Unknown("booking", one))


def test_what_is_to_come_comes_first(city: BarberCity) -> None:
    """Then what was, the latest first."""
    made = [city.booked("c", minutes) for minutes in (120, 60, 180)]
    done(call_off_booking(city.guest("c"), city.key(), "c", made[2]))
    found = bookings_of(city.engine, "c")
    assert [one.booking.id for one in found.coming] == [made[1], made[0]]
    assert [one.booking.id for one in found.past] == [made[2]]
    assert bookings_of(city.engine, "d").coming == ()


def test_a_merchant_sees_its_day(city: BarberCity) -> None:
    """With names and numbers to call, and not as which customer they are known."""
    city.booked("c", 60)
    city.booked("d", 27 * 60)
    done(city.called(30))
    found = allowed(book_of(city.engine, "a"), "seen")
    assert [one.booking.name for one in found.bookings] == ["Zhao", "Li"]
    assert {one.booking.customer for one in found.bookings} == {None}
    assert found.waits == 2
    assert [one.may_have_come for one in found.bookings] == [True, True]
    assert not any(one.may_have_missed for one in found.bookings)
    assert guests_to_come(city.engine, "a") == 3
    day = city.calendar.business_day(EVENING) + timedelta(days=1)
    assert allowed(book_of(city.engine, "a", day), "seen").waits == 1
    assert refused(book_of(city.engine, "none")) == Unknown("merchant", "none")  # type: ignore[arg-type]


def test_a_service_is_its_merchants(city: BarberCity) -> None:
    """Another's is none; one that ended says so."""
    assert allowed(service_said(city.engine, "a", city.cut), "said").minutes == 30
    assert service_said(city.engine, "b", city.cut) == Refused(Unknown("service", city.cut))
    done(end_service(city.by(OWNER), city.key(), "a", city.cut))
    assert service_said(city.engine, "a", city.cut) == Refused(ServiceWithdrawn(city.cut))
