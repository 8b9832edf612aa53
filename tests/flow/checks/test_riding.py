"""Couriers, routes and orders that do not agree are found."""

from __future__ import annotations

from dataclasses import replace

from tests.flow.checks.cities import busy_city, spoilt
from yeshi.events.dispatch import RouteCommitted
from yeshi.fleet.delivery import RouteState
from yeshi.flow.checks.riding import RidingCheck
from yeshi.flow.ports import Work
from yeshi.orders.hand import barred_for
from yeshi.orders.lifecycle import OrderState


def test_a_courier_left_on_a_closed_route_is_found() -> None:
    """They would never be sent again."""

    def close(work: Work, orders: dict[str, str]) -> None:
        (route,) = work.routes.open()
        work.routes.put(replace(route, state=RouteState.CLOSED))

    assert spoilt(close) == {"riding.courier", "riding.order"}


def test_a_courier_who_forgot_the_route_is_found() -> None:
    """The order would never be brought."""

    def forget(work: Work, orders: dict[str, str]) -> None:
        (route,) = work.routes.open()
        courier = work.couriers.must(route.courier)
        work.couriers.put(replace(courier, route=None))

    assert spoilt(forget) == {"riding.courier", "riding.route"}


def test_a_courier_with_two_routes_is_found() -> None:
    """Sent again by an event while under way."""
    city, _ = busy_city()
    check = RidingCheck()
    with city.store.begin() as work:
        events = work.events.after(0, 999)
        last = [one for one in events if isinstance(one.event, RouteCommitted)][-1]
        again = replace(last, event=replace(last.event, route="ro-x"))
        check.hear(work, [*events, again])
        assert [one.rule for one in check.past(work)] == ["riding.two"]


def test_a_courier_who_is_barred_does_not_bring_it() -> None:
    """An operator decided so."""

    def bar(work: Work, orders: dict[str, str]) -> None:
        order = work.orders.must(orders["carried"])
        work.orders.put(replace(order, hand=barred_for(order.courier or "", None, "known")))

    assert "riding.barred" in spoilt(bar)


def test_stops_are_what_is_left_to_do_for_the_order() -> None:
    """What is carried is not fetched again."""

    def put_back(work: Work, orders: dict[str, str]) -> None:
        order = work.orders.must(orders["carried"])
        work.orders.put(replace(order, state=OrderState.READY))

    assert "riding.stops" in spoilt(put_back)
