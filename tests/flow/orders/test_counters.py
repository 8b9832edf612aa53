"""Where a courier may be sent ahead to: the counters that take orders now."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity, done
from yeshi.flow.orders import dispatching
from yeshi.flow.stalls import listing
from yeshi.geo.point import Point

MARKET, RESTAURANT = Point(0, 0), Point(0, 10)


def counters(city: SmallCity, prepositioning: bool = True) -> tuple[Point, ...]:
    """The snapshot's counters."""
    policy = replace(city.engine.terms.policy, prepositioning=prepositioning)
    terms = replace(city.engine.terms, policy=policy)
    with city.store.begin() as work:
        return dispatching.snapshot(work, "city", city.clock.now(), terms).counters


def test_a_market_is_one_counter_and_who_takes_no_orders_is_none() -> None:
    """Two stalls at the market's collection point, one restaurant; it pauses; then all close."""
    city = SmallCity().settle_in()
    assert counters(city) == (MARKET, RESTAURANT)
    assert counters(city, prepositioning=False) == ()
    done(listing.take_orders(city.engine, city.key(), "r", False))
    assert counters(city) == (MARKET,)
    city.wait(12 * 60)
    assert counters(city) == ()
