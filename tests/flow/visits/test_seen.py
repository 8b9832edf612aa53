"""Services are shown where one may come, who is free first is first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, done, refused
from tests.flow.visits.shops import OWNER, BarberCity, later
from yeshi.base.names import Name
from yeshi.base.refused import Unknown
from yeshi.base.sure import allowed
from yeshi.flow.due import FINDABLE, carry_out
from yeshi.flow.ports import Store
from yeshi.flow.stalls.finding import find
from yeshi.flow.visits.offering import change_service, end_service, enter_seats, offer_service
from yeshi.flow.visits.seen import service_on, services_found, services_of, services_offered
from yeshi.visits.seats import SeatsSaid
from yeshi.visits.service import ServiceSort


@pytest.fixture
def city(store: Store) -> BarberCity:
    """With a barber, on each store."""
    return BarberCity(store)


def karaoke(city: BarberCity) -> str:
    """A room of another stall, for two hours."""
    rooms = SeatsSaid(name=Name("包厢", "rooms"), count=1)
    seats = done(enter_seats(city.engine, city.key(), "b", rooms))["seats"]
    said = replace(
        city.haircut(120), name=Name("欢唱两小时", "two hours of song"), seats=seats,
        sort=ServiceSort.KARAOKE,
    )  # fmt: skip
    return done(offer_service(city.engine, city.key(), "b", said))["service"]


def test_who_is_free_first_is_first(city: BarberCity) -> None:
    """With their market; of one sort where that is asked for."""
    sings = karaoke(city)
    city.booked("c", 15)
    city.booked("d", 15)
    found = services_offered(city.engine)
    assert [(one.service.id, one.next_free) for one in found] == [
        (sings, later(15)), (city.cut, later(60)),
    ]  # fmt: skip
    assert found[0].market is not None
    assert found[0].today
    assert [o.service.id for o in services_offered(city.engine, ServiceSort.BARBER)] == [city.cut]
    assert len(services_offered(city.engine, limit=1)) == 1


def test_who_takes_no_bookings_is_not_shown(city: BarberCity) -> None:
    """Nor by its own address; what its owner said of themselves is not told."""
    with city.store.begin() as work:
        stall = replace(work.merchants.must("a"), owner_woman=True)
        work.merchants.put(stall)
    assert services_of(city.engine, "a")[0].merchant.owner_woman is None
    with city.store.begin() as work:
        work.merchants.put(replace(stall, online=False))
    assert services_offered(city.engine) == []
    assert refused(service_on(city.engine, city.cut)) == Unknown("service", city.cut)  # type: ignore[arg-type]
    assert refused(service_on(city.engine, "none")) == Unknown("service", "none")  # type: ignore[arg-type]


def test_a_day_has_its_free_times(city: BarberCity) -> None:
    """By default the first that has any; a booking that moves counts as free."""
    found = allowed(service_on(city.engine, city.cut), "shown")
    assert found.free[0] == later(15)
    assert found.free[-1] == later(6 * 60 + 30)
    assert len(found.days) == 7
    tomorrow = found.day + timedelta(days=1)
    there = allowed(service_on(city.engine, city.cut, tomorrow), "shown")
    assert there.free[0] == EVENING + timedelta(hours=21)
    far = allowed(service_on(city.engine, city.cut, found.day + timedelta(days=99)), "shown")
    assert far.day == found.day
    mine = city.booked("c", 60)
    city.booked("d", 60)
    full = allowed(service_on(city.engine, city.cut), "shown")
    assert not {later(60), later(75)}.intersection(full.free)
    moving = allowed(service_on(city.engine, city.cut, moving=mine), "shown")
    assert later(75) in moving.free
    assert later(60) not in moving.free
    # What was booked keeps its length, whatever the service takes since.
    done(change_service(city.by(OWNER), city.key(), "a", city.cut, city.haircut(minutes=240)))
    moving = allowed(service_on(city.engine, city.cut, moving=mine), "shown")
    assert moving.free[-1] == later(6 * 60 + 30)


def test_services_are_found_as_dishes_are(city: BarberCity) -> None:
    """By characters, pinyin, initials and English; under the name of now; among stalls they are
    not."""
    assert carry_out(city.engine, FINDABLE) > 0
    for typed in ("剪发", "jianfa", "jf", "haircut", "haircit"):
        assert [one.service.id for one in services_found(city.engine, typed)] == [city.cut], typed
        assert allowed(find(city.engine, typed), "found").stalls == ()
    assert services_found(city.engine, "…") == []
    assert services_found(city.engine, "zzz") == []
    owner, said = city.by(OWNER), replace(city.haircut(), name=Name("修面", "shave"))
    done(change_service(owner, city.key(), "a", city.cut, said))
    city.wait(1)
    assert carry_out(city.engine, FINDABLE) == 1
    assert services_found(city.engine, "jianfa") == []
    assert len(services_found(city.engine, "xm")) == 1
    done(end_service(owner, city.key(), "a", city.cut))
    city.wait(1)
    assert carry_out(city.engine, FINDABLE) == 1
    assert services_found(city.engine, "xm") == []
