"""Some orders of a city are checked by what the record has of them and their routes alone."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import SmallCity
from tests.flow.checks.cities import busy_city
from yeshi.base.money import Money
from yeshi.events.dispatch import RouteCommitted
from yeshi.events.record import Recorded
from yeshi.flow.checks.sampling import breaches_of_orders
from yeshi.flow.ports import Work


def _of(work: Work, orders: set[str]) -> list[Recorded]:
    """What the whole record has of the orders and of the routes that had any of them."""
    whole = work.events.after(0, 10**6)
    routes = {
        one.event.route
        for one in whole
        if isinstance(one.event, RouteCommitted) and orders & set(one.event.orders)
    }
    return [one for one in whole if one.event.subject in orders | routes]


def _sample(city: SmallCity) -> set[str]:
    with city.store.begin() as work:
        return {one.id for one in work.orders.under_way()}


def test_a_sound_city_is_well_whichever_orders_are_looked_at() -> None:
    """Those under way alone, and with any of those that ended."""
    city, orders = busy_city()
    for more in (set(), *({one} for one in orders.values())):
        looked_at = _sample(city) | more
        with city.store.begin() as work:
            assert not list(breaches_of_orders(work, looked_at, _of(work, looked_at)))


def test_what_the_record_does_not_tell_of_them_is_found() -> None:
    """Of an order under way, and of one that ended."""
    for name in ("placed", "settled"):
        city, orders = busy_city()
        with city.store.begin() as work:
            order = work.orders.must(orders[name])
            work.orders.put(replace(order, returned=Money(1, "CNY")))
        looked_at = _sample(city) | {orders[name]}
        with city.store.begin() as work:
            rules = {one.rule for one in breaches_of_orders(work, looked_at, _of(work, looked_at))}
        assert "life.returned" in rules
