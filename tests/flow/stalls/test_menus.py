"""What customers can order from: markets in order, why a stall is closed, what is sold out."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import CALENDAR, SmallCity, done
from yeshi.base.money import Money
from yeshi.flow.stalls import listing, menus
from yeshi.market.merchant import Closed


def test_the_market_with_the_most_open_stalls_comes_first() -> None:
    """Two stalls of a market before a restaurant; behind it once both pause."""
    city = SmallCity().settle_in()
    first = menus.sections(city.engine)
    assert [(one.market.id if one.market else None, one.open_count) for one in first] == [
        ("m", 2),
        (None, 1),
    ]
    for stall in ("a", "b"):
        done(listing.take_orders(city.engine, city.key(), stall, False))
    assert [one.open_count for one in menus.sections(city.engine)] == [1, 0]


def test_why_a_stall_is_closed() -> None:
    """Paused by itself, or out of its hours."""
    city = SmallCity().settle_in()
    done(listing.take_orders(city.engine, city.key(), "a", False))
    closed = {one.merchant.id: one.merchant for one in menus.stalls(city.engine)}
    now = city.clock.now()
    assert closed["a"].closed_at(now, CALENDAR) is Closed.PAUSED
    assert closed["b"].closed_at(now, CALENDAR) is None
    assert closed["b"].closed_at(now + timedelta(hours=12), CALENDAR) is Closed.HOURS
    assert closed["b"].takes_orders_at(now, CALENDAR)


def test_how_many_are_left() -> None:
    """An item without a count never runs out; another does."""
    city = SmallCity().settle_in()
    found = menus.items(city.engine, ["a1", "a2"])
    assert found["a1"].serves(1000)
    assert found["a2"].serves(2)
    assert not found["a2"].serves(3)
    assert not found["a2"].is_sold_out
    done(listing.restock(city.engine, city.key(), "a", "a2", 0))
    assert menus.items(city.engine, ["a2"])["a2"].is_sold_out
    assert found["a1"].cost(2) == Money(3300, "CNY")
