"""Stalls are chosen by what is wanted of them, in the order that is, and it is said what to give up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity
from tests.flow.stalls.test_finding import named
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sure import allowed
from yeshi.flow.ports import Store
from yeshi.flow.stalls.choosing import ChosenStalls, Instead, choose, markets_to_choose, some_chosen
from yeshi.flow.stalls.finding import find
from yeshi.geo.point import Point
from yeshi.market.catalogue import Allergen, Diet, Offered
from yeshi.market.choosing import NO_MARKET, Ranking, StallsWanted, WishedFor, WishKind

DOOR = Point(0, 2710)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """Stall a sells one dish that is hot and one with peanuts; r stands at the door."""
    city = named(store)
    with store.begin() as work:
        hot = Offered(spice=3, diets=(Diet.VEGETARIAN,))
        work.items.put(replace(work.items.must("a1"), offered=hot))
        peanuts = Offered(allergens=(Allergen.PEANUT,))
        work.items.put(replace(work.items.must("a2"), offered=peanuts, price=city.money(900)))
        work.merchants.put(replace(work.merchants.must("r"), place=DOOR))
    return city


def chosen(city: SmallCity, near: Point | None = None, **wanted: object) -> ChosenStalls:
    """What there is of what is wanted."""
    return allowed(choose(city.engine, StallsWanted(**wanted), near), "choosing")  # type: ignore[arg-type]


def ids(found: ChosenStalls) -> list[str]:
    """The stalls, in order."""
    return [one.merchant.id for one in found.stalls]


def test_the_dishes_that_are_wanted_stand_on_the_card(city: SmallCity) -> None:
    """A stall without one is not there."""
    found = chosen(city, price=10)
    assert [(one.merchant.id, [it.id for it in one.menu]) for one in found.stalls] == [
        ("a", ["a2"])
    ]
    assert (found.count, found.ways, found.instead) == (1, None, ())
    assert ids(chosen(city, spice=0, market=NO_MARKET)) == ["r"]
    assert ids(chosen(city)) == ["a", "b", "r"]


def test_minutes_are_reckoned_to_the_door(city: SmallCity) -> None:
    """29 from the market, 20 from next door; who is nowhere is asked for no minutes."""
    assert ids(chosen(city, DOOR, within=29)) == ["a", "b", "r"]
    assert ids(chosen(city, DOOR, within=28)) == ["r"]
    assert ids(chosen(city, None, within=5)) == ["a", "b", "r"]
    assert ids(chosen(city, Point(0, 90_000), within=180)) == []
    ways = chosen(city, DOOR).ways
    assert ways is not None
    assert {id_: way.seconds for id_, way in ways.items() if way} == {
        "a": 1740,
        "b": 1740,
        "r": 1200,
    }


def test_the_order_is_what_one_asks_for(city: SmallCity) -> None:
    """Who takes no orders comes last in each."""
    assert ids(chosen(city, DOOR, ranking=Ranking.SOONEST)) == ["r", "a", "b"]
    assert ids(chosen(city, None, ranking=Ranking.SOONEST)) == ["a", "b", "r"]
    assert ids(chosen(city, ranking=Ranking.CHEAPEST)) == ["a", "b", "r"]
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("r1"), price=city.money(100)))
        work.merchants.put(replace(work.merchants.must("a"), taking=False))
    assert ids(chosen(city, ranking=Ranking.CHEAPEST)) == ["r", "b", "a"]


def test_where_none_is_left_it_is_said_what_to_give_up(city: SmallCity) -> None:
    """What leaves most first; everything where no single wish is enough."""
    found = chosen(city, DOOR, within=20, market="m", open_now=True)
    assert ids(found) == []
    assert found.instead == (
        Instead(WishedFor(WishKind.WITHIN, "20"), 2),
        Instead(WishedFor(WishKind.MARKET, "m"), 1),
    )
    nothing = chosen(city, price=1, seats=True)
    assert nothing.instead == (Instead(None, 3),)
    assert chosen(city, price=1).instead == (Instead(WishedFor(WishKind.PRICE, "1"), 3),)


def test_what_is_typed_and_wanted_are_asked_together(city: SmallCity) -> None:
    """And each of them can be given up; a stall that answers by its name shows what is wanted."""
    both = allowed(find(city.engine, "臭豆腐", StallsWanted(spice=1)), "finding")
    assert [(one.merchant.id, [it.id for it in one.menu]) for one in both.stalls] == [("b", ["b1"])]
    none = allowed(find(city.engine, "臭豆腐", StallsWanted(price=5)), "finding")
    assert (none.count, none.instead) == (0, (Instead(WishedFor(WishKind.PRICE, "5"), 2),))
    by_name = allowed(find(city.engine, "laowang", StallsWanted(price=20)), "finding")
    assert [(one.merchant.id, [it.id for it in one.menu]) for one in by_name.stalls] == [
        ("r", ["r1"])
    ]
    soonest = StallsWanted(ranking=Ranking.SOONEST)
    assert ids(allowed(find(city.engine, "臭豆腐", soonest, DOOR), "finding")) == ["b", "a"]
    assert ids(allowed(find(city.engine, "臭豆腐", StallsWanted(within=20), DOOR), "finding")) == []
    cheapest = StallsWanted(ranking=Ranking.CHEAPEST)
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a1"), price=city.money(100)))
    assert ids(allowed(find(city.engine, "臭豆腐", cheapest), "finding")) == ["a", "b"]


def test_some_by_id_are_followed_by_the_others(city: SmallCity) -> None:
    """With all their dishes that are wanted."""
    found, follows = allowed(
        some_chosen(city.engine, StallsWanted(price=20), None, "", 2), "choosing"
    )
    assert ([one.merchant.id for one in found], follows) == (["a", "b"], "b")
    assert [it.id for it in found[0].menu] == ["a1", "a2"]
    rest, follows = allowed(
        some_chosen(city.engine, StallsWanted(price=20), None, "b", 2), "choosing"
    )
    assert ([one.merchant.id for one in rest], follows) == (["r"], None)


def test_what_cannot_be_asked_for_is_refused(city: SmallCity) -> None:
    """A market that there is not, minutes that nobody waits."""
    gone = choose(city.engine, StallsWanted(market="gone"), None)
    assert gone == Refused(Unknown("market", "gone"))
    long = find(city.engine, "臭豆腐", StallsWanted(within=1000), DOOR)
    assert isinstance(long, Refused)
    assert isinstance(long.reason, Invalid)
    assert some_chosen(city.engine, StallsWanted(market="gone"), None, "", 9) == gone
    assert [id_ for id_, _ in markets_to_choose(city.engine)] == ["m"]
