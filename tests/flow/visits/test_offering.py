"""What can be booked, and on which seats, its owner says; who is at the counter pauses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import EVENING, done, refused
from tests.flow.visits.shops import CHAIRS, COOK, OTHER, OWNER, BarberCity, later, span
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.visits import SeatsSet, ServiceChanged, ServiceEnded
from yeshi.flow.ports import Store
from yeshi.flow.visits import offering
from yeshi.flow.visits.seen import service_on, services_of
from yeshi.people.person import SignInFirst
from yeshi.visits.seats import SeatsTaken
from yeshi.visits.service import SERVICES_MAX, ServiceWithdrawn, TooManyServices


@pytest.fixture
def city(store: Store) -> BarberCity:
    """With a barber, on each store."""
    return BarberCity(store)


def test_the_owner_says_what_is_offered(city: BarberCity) -> None:
    """Who stands at the counter does not, nor does another stall's owner."""
    cook, other = city.by(COOK), city.by(OTHER)
    for engine in (cook, other):
        for answer in (
            offering.enter_seats(engine, city.key(), "a", CHAIRS),
            offering.change_seats(engine, city.key(), "a", city.chairs, CHAIRS),
            offering.offer_service(engine, city.key(), "a", city.haircut()),
            offering.change_service(engine, city.key(), "a", city.cut, city.haircut()),
            offering.end_service(engine, city.key(), "a", city.cut),
        ):
            assert refused(answer) == Unknown("merchant", "a")
    nobody = offering.end_service(city.by(None), city.key(), "a", city.cut)
    assert refused(nobody) == SignInFirst()
    mine = city.by(OTHER)
    assert refused(offering.end_service(mine, city.key(), "b", city.cut)) == Unknown(
        "service", city.cut
    )
    said = replace(city.haircut(), seats=city.chairs)
    found = refused(offering.offer_service(mine, city.key(), "b", said))
    assert found == Unknown("seat_pool", city.chairs)


def test_a_service_is_said_anew_and_ends(city: BarberCity) -> None:
    """Once more the same changes nothing; one that ended is none."""
    owner, booking = city.by(OWNER), city.booked()
    dearer = city.haircut(minutes=45, fen=4000)
    for _ in range(2):
        done(offering.change_service(owner, city.key(), "a", city.cut, dearer))
    assert city.booking(booking).price.fen == 3000
    assert services_of(city.engine, "a")[0].service.minutes == 45
    done(offering.end_service(owner, city.key(), "a", city.cut))
    assert services_of(city.engine, "a") == []
    assert service_on(city.engine, city.cut) == Refused(ServiceWithdrawn(city.cut))
    assert refused(city.ask("d", 120)) == ServiceWithdrawn(city.cut)
    found = refused(offering.end_service(owner, city.key(), "a", city.cut))
    assert found == ServiceWithdrawn(city.cut)
    with city.store.begin() as work:
        happened = [one.event for one in work.events.after(0, 1000)]
    changes = [one for one in happened if isinstance(one, ServiceChanged)]
    assert [one.changed for one in changes] == [("minutes", "price")]
    assert any(isinstance(one, ServiceEnded) for one in happened)


def test_seats_are_no_fewer_than_are_booked(city: BarberCity) -> None:
    """One that is called off makes room for one chair less."""
    owner = city.by(OWNER)
    city.booked("c", 60)
    city.booked("d", 75)
    one = replace(CHAIRS, count=1)
    found = refused(offering.change_seats(owner, city.key(), "a", city.chairs, one))
    assert found == SeatsTaken(2)
    done(offering.change_seats(owner, city.key(), "a", city.chairs, replace(CHAIRS, count=3)))
    city.wait(100)
    done(offering.change_seats(owner, city.key(), "a", city.chairs, one))
    with city.store.begin() as work:
        told = [o.event for o in work.events.after(0, 1000) if isinstance(o.event, SeatsSet)]
    assert [one.count for one in told] == [2, 3, 1]


def test_a_pause_takes_times_away_and_gives_them_back(city: BarberCity) -> None:
    """Who is at the counter says so; who is booked already stays booked."""
    cook, booking = city.by(COOK), city.booked("c", 60)
    done(offering.pause_seats(cook, city.key(), "a", city.chairs, span(0, 120)))
    assert city.booking(booking).is_open
    assert services_of(city.engine, "a")[0].next_free == later(120)
    done(offering.resume_seats(cook, city.key(), "a", city.chairs, span(0, 120)))
    done(offering.resume_seats(cook, city.key(), "a", city.chairs, span(0, 120)))
    assert services_of(city.engine, "a")[0].next_free == later(15)
    wrong = offering.pause_seats(cook, city.key(), "a", city.chairs, span(0, 0))
    assert refused(wrong) == Invalid("paused_until", "later")
    strange = offering.pause_seats(city.by(OTHER), city.key(), "b", city.chairs, span(0, 60))
    assert refused(strange) == Unknown("seat_pool", city.chairs)


def test_what_cannot_be_said_is_refused(city: BarberCity) -> None:
    """And more services than anybody finds their way among."""
    owner = city.by(OWNER)
    wrong = replace(city.haircut(), minutes=0)
    assert isinstance(refused(offering.offer_service(owner, city.key(), "a", wrong)), Invalid)
    none = replace(CHAIRS, count=0)
    assert isinstance(refused(offering.enter_seats(owner, city.key(), "a", none)), Invalid)
    for _ in range(SERVICES_MAX - 1):
        done(offering.offer_service(owner, city.key(), "a", city.haircut()))
    found = refused(offering.offer_service(owner, city.key(), "a", city.haircut()))
    assert found == TooManyServices(SERVICES_MAX)
    for _ in range(offering.POOLS_MAX - 1):
        done(offering.enter_seats(owner, city.key(), "a", CHAIRS))
    assert isinstance(refused(offering.enter_seats(owner, city.key(), "a", CHAIRS)), Invalid)


def test_a_day_off_has_no_times(city: BarberCity) -> None:
    """Its night belongs to it, also after midnight."""
    owner, today = city.by(OWNER), city.calendar.business_day(EVENING)
    said = replace(CHAIRS, days_off=(today.weekday(),))
    done(offering.change_seats(owner, city.key(), "a", city.chairs, said))
    found = services_of(city.engine, "a")[0].next_free
    assert found == later(21 * 60)
