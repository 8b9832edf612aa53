"""What customers can order from: markets in order, why a stall is closed, what is sold out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.builders import CALENDAR, SmallCity, done
from tests.market.dishes import dish
from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.stalls import dishes, listing, menus
from yeshi.geo.point import Point
from yeshi.market.merchant import Closed, Market


def test_the_market_with_the_most_open_stalls_comes_first() -> None:
    """Two stalls of a market before a restaurant; behind it once both pause."""
    city = SmallCity().settle_in()
    first = menus.sections(city.engine).sections
    assert [(one.market.id if one.market else None, one.open_count) for one in first] == [
        ("m", 2),
        (None, 1),
    ]
    for stall in ("a", "b"):
        done(listing.take_orders(city.engine, city.key(), stall, False))
    assert [one.open_count for one in menus.sections(city.engine).sections] == [1, 0]


def test_why_a_stall_is_closed() -> None:
    """Paused by itself, or out of its hours."""
    city = SmallCity().settle_in()
    done(listing.take_orders(city.engine, city.key(), "a", False))
    closed = {one.merchant.id: one.merchant for one in menus.some_stalls(city.engine, "", 9)[0]}
    now = city.clock.now()
    assert closed["a"].closed_at(now, CALENDAR) is Closed.PAUSED
    assert closed["b"].closed_at(now, CALENDAR) is None
    assert closed["b"].closed_at(now + timedelta(hours=12), CALENDAR) is Closed.HOURS
    assert closed["b"].takes_orders_at(now, CALENDAR)


def test_how_many_can_be_had() -> None:
    """What is left, of a set as many as there are of its dishes; none when it is off."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        work.items.add(dish("supper", parts=("a1", "a2", "a2")))
        work.items.add(dish("broken", parts=("a1", "gone")))

    def most(id_: str) -> int:
        stall = menus.stall(city.engine, "a")
        assert not isinstance(stall, Refused)
        return stall.most_of(stall.items[id_], city.clock.now(), CALENDAR)

    assert [most(one) for one in ("a1", "a2", "supper", "broken")] == [QUANTITY_MAX, 2, 1, 0]
    done(listing.restock(city.engine, city.key(), "a", "a2", 0))
    assert [most(one) for one in ("a1", "a2", "supper")] == [QUANTITY_MAX, 0, 0]
    done(dishes.take_off(city.engine, city.key(), "a", "a1", True))
    assert most("a1") == 0


def crowded(stalls: int, markets: int = 1) -> SmallCity:
    """The small city with so many more stalls in its market, and so many markets of one stall."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        stall, market = work.merchants.must("a"), work.markets.must("m")
        for number in range(stalls):
            work.merchants.add(
                replace(stall, id=f"s{number:03}", name=Name(f"第{number}摊", f"No {number}"))
            )
        for number in range(markets - 1):
            work.markets.add(Market(f"n{number}", market.name, Point(0, 0)))
            work.merchants.add(replace(stall, id=f"t{number}", market=f"n{number}"))
    return city


def test_a_crowded_market_shows_its_first_stalls_and_leads_to_all() -> None:
    """With their first dishes; every stall is on one of the market's pages."""
    city = crowded(2 * menus.PAGE_STALLS)
    first = menus.sections(city.engine).sections[0]
    assert (first.count, len(first.stalls)) == (2 * menus.PAGE_STALLS + 2, menus.SECTION_STALLS)
    assert first.after is not None
    assert [item.id for item in first.stalls[0].menu] == ["a1", "a2"]
    market = menus.market(city.engine, "m")
    assert not isinstance(market, Refused)
    seen, start = [], 0
    while start is not None:
        page = menus.section(city.engine, market, start)
        assert len(page.stalls) <= menus.PAGE_STALLS
        assert page.before == (start - menus.PAGE_STALLS if start else None)
        seen += [one.merchant.id for one in page.stalls]
        start = page.after
    assert len(set(seen)) == len(seen) == first.count


def test_all_markets_are_on_one_of_the_front_pages() -> None:
    """Six a page, each market once."""
    city = crowded(0, markets=20)
    seen, start = [], 0
    while start is not None:
        page = menus.sections(city.engine, start)
        seen += [one.market.id if one.market else None for one in page.sections]
        start = page.after
    assert len(set(seen)) == len(seen) == 21


def test_restaurants_have_a_page_and_an_unknown_market_none() -> None:
    """Who is of no market is found without one."""
    city = SmallCity().settle_in()
    page = menus.section(city.engine, None)
    assert [one.merchant.id for one in page.stalls] == ["r"]
    assert isinstance(menus.market(city.engine, "nowhere"), Refused)


def test_ones_own_stalls_are_found_by_their_ids() -> None:
    """In that order, without their menus; one that is gone is left out."""
    city = SmallCity().settle_in()
    found = menus.of_ids(city.engine, ["b", "gone", "a"])
    assert [(one.merchant.id, one.menu) for one in found] == [("b", ()), ("a", ())]
