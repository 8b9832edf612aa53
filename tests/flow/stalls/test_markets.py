"""Markets open, change, close and open again, and each step is in the record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done, refused
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.orders import addresses
from yeshi.flow.ports import Store
from yeshi.flow.stalls import changing, markets, menus
from yeshi.geo.point import Point
from yeshi.market.ending import MarketInUse, StallBusy
from yeshi.market.merchant import Market
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

OWNER = Person("he", "He", (Grant(Role.OWNER, CITY),), None)
COOK = Person("co", "Co", (Grant(Role.COOK, "a"),), None)
NAME, WHY = Name("坡子街", "Pozi Street"), "the street is dug up"


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store."""
    return SmallCity(store).settle_in()


def told(city: SmallCity, id_: str) -> list[tuple[str, str]]:
    """What the record tells of it, and by whom."""
    with city.store.begin() as work:
        return [(one.event.kind, one.by) for one in work.events.of_subject(id_)]


def test_a_market_is_entered_under_an_id_of_its_name(city: SmallCity) -> None:
    """By the owner; its opening is told."""
    made = done(markets.enter_market(city.by(OWNER), city.key(), NAME, Point(1, 2)))
    assert made == {"market": "pozi-street"}
    assert told(city, "pozi-street") == [("market.opened", "person:he")]
    answer = markets.enter_market(city.by(COOK), city.key(), NAME, Point(1, 2))
    assert refused(answer) == NotAllowed("operator", CITY)
    answer = markets.enter_market(city.by(OWNER), city.key(), NAME, Point(181, 2))
    assert refused(answer) == Invalid("place", "place")


def test_stalls_that_stand_at_its_counter_move_along(city: SmallCity) -> None:
    """And who stands apart from it stays."""
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), place=Point(0, 0)))
    done(markets.change_market(city.by(OWNER), city.key(), "m", NAME, Point(7, 7), WHY))
    with city.store.begin() as work:
        assert work.markets.must("m") == Market("m", NAME, Point(7, 7))
        assert work.merchants.must("a").place == Point(7, 7)
        assert work.merchants.must("b").place == Point(0, 10)
    assert told(city, "m")[-1] == ("market.changed", "person:he")


def test_a_market_with_stalls_closes_with_them_or_not_at_all(city: SmallCity) -> None:
    """And not while one of them has an order under way."""
    answer = markets.close_market(city.by(OWNER), city.key(), "m", False, WHY)
    assert refused(answer) == MarketInUse("m", 2)
    city.fill()
    order = city.place({"b1": 1})
    answer = markets.close_market(city.by(OWNER), city.key(), "m", True, WHY)
    assert refused(answer) == StallBusy("b", 1)
    city.cook(order)
    city.bring(order)
    done(markets.close_market(city.by(OWNER), city.key(), "m", True, WHY))
    assert told(city, "m")[-1][0] == "market.ended"
    assert told(city, "a")[-1][0] == "merchant.ended"
    assert menus.market(city.engine, "m") == Refused(Unknown("market", "m"))
    assert "m" not in [one.id for one in addresses.places_of(city.engine)]


def test_a_market_comes_back_without_its_stalls(city: SmallCity) -> None:
    """They are opened again one by one."""
    done(markets.close_market(city.by(OWNER), city.key(), "m", True, WHY))
    done(markets.reopen_market(city.by(OWNER), city.key(), "m", "the street is whole"))
    assert told(city, "m")[-1][0] == "market.returned"
    assert [one.market for one in menus.sections(city.engine).sections] == [None]
    done(changing.reopen_stall(city.by(OWNER), city.key(), "a", "back"))
    with city.store.begin() as work:
        assert [one.id for one in work.markets.sought("", False, 0, 9)] == ["m"]
        assert work.markets.sought("", True, 0, 9) == []
