"""The record is found again: what was done by hand, by whom, to what and why."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.stalls.test_holding import COOK, ELSEWHERE, OPERATOR
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.orders import cooking, overriding, recalling
from yeshi.flow.orders.recalling import PAGE, RecordPage
from yeshi.flow.people import entering
from yeshi.flow.ports import Sought, Store
from yeshi.flow.stalls import holding
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.people.person import CITY, Grant, Person, Role

OWNER = Person("owner", "The owner", (Grant(Role.OWNER, CITY),), None)
WEST = Person("west", "The west's", (Grant(Role.OPERATOR, "west"),), None)
ANY = Sought()


@pytest.fixture
def city(store: Store) -> SmallCity:
    """A city of two zones in which an operator held a stall and released an order."""
    city = SmallCity(store)
    zones = (
        Zone("west", Name("西", "w"), Point(0, 0)),
        Zone("east", Name("东", "e"), Point(9e3, 0)),
    )
    city.in_zones(*zones)
    city.settle_in()
    city.fill()
    order = city.place({"a1": 1})
    ready_at = city.clock.now()
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    done(entering.enter_person(city.by(OWNER), city.key(), OPERATOR))
    done(holding.hold(city.by(OPERATOR), city.key(), "b", 5, "says", "why held"))
    done(overriding.release(city.by(OPERATOR), city.key(), order, "why released"))
    return city


def found(city: SmallCity, who: Person, sought: Sought = ANY) -> list[tuple[str, str, str]]:
    """Kind, name and reason of what they find."""
    page = recalling.acts(city.by(who), sought)
    assert isinstance(page, RecordPage)
    return [(one.kind, one.who, one.why) for one in page.lines]


def test_acts_by_hand_are_found_the_latest_first(city: SmallCity) -> None:
    """With who did them; what the clock and the city itself did is none."""
    held = ("merchant.held", "operator", "why held")
    handled = ("order.handled", "operator", "why released")
    assert found(city, OWNER) == [handled, held, ("person.entered", "", "")]
    assert found(city, OPERATOR) == found(city, OWNER)
    assert found(city, OWNER, Sought(kind="merchant.held")) == [held]
    assert found(city, OWNER, Sought(thing="b")) == [held]
    assert found(city, OWNER, Sought(by="person:owner")) == [("person.entered", "", "")]
    today = city.calendar.business_day(city.clock.now())
    assert len(found(city, OWNER, Sought(day=today))) == 3
    assert found(city, OWNER, Sought(day=today.replace(year=2001))) == []


def test_a_zones_operator_finds_what_is_of_the_zone(city: SmallCity) -> None:
    """An order and a stall in it; not who has which role, and nothing of another zone."""
    assert [kind for kind, *_ in found(city, WEST)] == ["order.handled", "merchant.held"]
    assert found(city, ELSEWHERE) == []


def test_nobody_else_reads_it(city: SmallCity) -> None:
    """And of the whole record only who answers for the city."""
    assert isinstance(recalling.acts(city.by(COOK), ANY), Refused)
    assert isinstance(recalling.acts(city.by(None), ANY), Refused)
    assert isinstance(recalling.whole(city.by(WEST)), Refused)
    assert isinstance(recalling.whole(city.by(OWNER)), RecordPage)


def test_pages_follow_one_another(city: SmallCity) -> None:
    """Each line once, over all pages; the whole record by number as well."""
    for number in range(PAGE + 5):
        done(holding.hold(city.by(OPERATOR), city.key(), "b", 5, "says", f"w{number}"))
    for read in (
        lambda b: recalling.acts(city.by(WEST), ANY, b),
        lambda b: recalling.whole(city.by(OWNER), b),
    ):
        numbers: list[int] = []
        before: int | None = recalling.LAST
        while before:
            page = read(before)
            assert isinstance(page, RecordPage)
            numbers += [one.seq for one in page.lines]
            before = page.before
        assert numbers == sorted(set(numbers), reverse=True)
        assert len(numbers) > PAGE
