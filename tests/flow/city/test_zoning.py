"""The city is divided otherwise: a zone more, moved, closed with its couriers, or all from a file."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Unknown
from yeshi.fleet.leaving import CourierUnderWay
from yeshi.flow import due
from yeshi.flow.charter import ZoneInUse
from yeshi.flow.city import zoning
from yeshi.flow.orders import dispatching
from yeshi.flow.ports import Store
from yeshi.geo.outline import outline_of
from yeshi.geo.point import Point
from yeshi.geo.zones import OutlineUnfit, Zone
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

OWNER = Person("he", "He", (Grant(Role.OWNER, CITY),), None)
OPERATOR = Person("op", "Op", (Grant(Role.OPERATOR, CITY),), None)
HARBOUR = Zone("harbour", Name("港", "Harbour"), Point(0, -80))
WHY = "the river parts it"


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, open and in one zone."""
    return SmallCity(store).open_up().settle_in()


def seen(city: SmallCity) -> dict[str, int]:
    """The zones with their couriers."""
    return {one.zone.id: one.couriers for one in zoning.zones_seen(city.engine)}


def hear(city: SmallCity) -> None:
    """Have the city go by the versions there are, as it does within moments."""
    with city.store.read() as work:
        city.engine.in_force.renew(work.enacted.all())


def divide(city: SmallCity) -> None:
    """Have a harbour too."""
    done(zoning.enter_zone(city.by(OWNER), city.key(), HARBOUR, WHY))
    hear(city)


def test_a_zone_more_and_a_zone_moved(city: SmallCity) -> None:
    """Are versions of the terms, with who and why."""
    divide(city)
    assert seen(city) == {"city": 2, "harbour": 0}
    moved = Zone("harbour", Name("新港", "New Harbour"), Point(0, -70))
    done(zoning.enter_zone(city.by(OWNER), city.key(), moved, "the quay moved"))
    assert [one.zone for one in zoning.zones_seen(city.engine)][1] == moved
    with city.store.read() as work:
        last = work.events.last()
    assert last is not None
    assert (last.event.kind, last.by, last.event.why) == (  # type: ignore[attr-defined]
        "terms.enacted", "person:he", "the quay moved",
    )  # fmt: skip


def test_an_outline_is_kept_and_decides_whose_a_new_order_is(city: SmallCity) -> None:
    """It is a part of the terms; one that is no area is refused by the name of its zone."""
    around = [Point(*one) for one in ((-1, 9), (1, 9), (1, 11), (-1, 11))]
    drawn = Zone("harbour", HARBOUR.name, Point(0, -80), outline_of(around))
    done(zoning.enter_zone(city.by(OWNER), city.key(), drawn, WHY))
    hear(city)
    assert zoning.zones_seen(city.engine)[1].zone == drawn
    city.fill()
    assert city.order(city.place({"a1": 1})).zone == "harbour"
    crossed = Zone("harbour", HARBOUR.name, Point(0, 0), (*around[:2], around[3], around[2]))
    answer = zoning.enter_zone(city.by(OWNER), city.key(), crossed, WHY)
    assert refused(answer) == OutlineUnfit("港 / Harbour", "outline_crosses")
    many = tuple(Zone(f"z{at}", HARBOUR.name, Point(0, 0), tuple(around) * 75) for at in range(34))
    answer = zoning.enter_zones(city.by(OWNER), city.key(), many, WHY)
    assert refused(answer) == Invalid("zones", "outlines_many")


def test_a_zone_that_closes_gives_its_couriers_away(city: SmallCity) -> None:
    """If that is said; and not while an order of it is under way, or one of them is."""
    divide(city)
    close = zoning.close_zone
    assert refused(close(city.by(OWNER), city.key(), "city", False, WHY)) == ZoneInUse("city", 2, 0)
    city.fill()
    order = city.place({"a1": 1})
    assert refused(close(city.by(OWNER), city.key(), "city", True, WHY)) == ZoneInUse("city", 2, 1)
    city.cook(order)
    dispatching.tick(city.engine, "city")
    courier = city.order(order).courier or ""
    answer = close(city.by(OWNER), city.key(), "city", True, WHY)
    assert refused(answer) == CourierUnderWay(courier)
    city.bring(order)
    done(close(city.by(OWNER), city.key(), "city", True, WHY))
    assert seen(city) == {"harbour": 2}
    with city.store.read() as work:
        kinds = {one.event.kind for one in work.events.of_subject("x")}
    assert "courier.changed" in kinds
    hear(city)
    due.carry_out(city.engine, due.SHIFTS)
    second = city.place({"a1": 1})
    assert city.order(second).zone == "harbour"
    city.cook(second)
    city.bring(second)


def test_the_last_zone_stays(city: SmallCity) -> None:
    """A city is never without one."""
    answer = zoning.close_zone(city.by(OWNER), city.key(), "city", True, WHY)
    assert refused(answer) == Invalid("zones", "1…500")
    answer = zoning.close_zone(city.by(OWNER), city.key(), "moon", True, WHY)
    assert refused(answer) == Unknown("zone", "moon")


def test_zones_of_a_file_take_the_place_of_those_there_were(city: SmallCity) -> None:
    """But for one in use."""
    answer = zoning.enter_zones(city.by(OWNER), city.key(), (HARBOUR,), WHY)
    assert refused(answer) == ZoneInUse("city", 2, 0)
    (before,) = [one.zone for one in zoning.zones_seen(city.engine)]
    done(zoning.enter_zones(city.by(OWNER), city.key(), (before, HARBOUR), WHY))
    assert seen(city) == {"city": 2, "harbour": 0}


def test_the_owner_alone_divides_the_city(city: SmallCity) -> None:
    """With a reason."""
    no = NotAllowed("owner", CITY)
    assert refused(zoning.enter_zone(city.by(OPERATOR), city.key(), HARBOUR, WHY)) == no
    assert refused(zoning.enter_zones(city.by(OPERATOR), city.key(), (HARBOUR,), WHY)) == no
    assert refused(zoning.close_zone(city.by(OPERATOR), city.key(), "city", True, WHY)) == no
    answer = zoning.enter_zone(city.by(OWNER), city.key(), HARBOUR, " ")
    assert refused(answer) == Invalid("why", "1…200")


def test_a_city_that_is_not_open_has_nothing_to_divide() -> None:
    """Which is said, as of any city."""
    city = SmallCity().settle_in()
    answer = zoning.close_zone(city.by(OWNER), city.key(), "city", True, WHY)
    assert refused(answer) == Unknown("city", CITY)
    answer = zoning.enter_zone(city.by(OWNER), city.key(), HARBOUR, WHY)
    assert refused(answer) == Unknown("city", CITY)
