"""Riding: no courier has two routes; route, courier and order agree, and so does what was told."""

from __future__ import annotations

from collections.abc import Iterator

from yeshi.events.dispatch import CourierArrived, CourierSentAhead, RouteCommitted
from yeshi.events.orders import OrderDelivered, OrderFailed, OrderWithdrawn
from yeshi.events.record import Event, Recorded
from yeshi.fleet.courier import CAPACITY, Courier
from yeshi.fleet.delivery import Route, RouteState, StopKind
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order


class RidingCheck(Check):
    """Who is under way is so on one route, with the orders that are still to be brought."""

    def __init__(self) -> None:
        super().__init__()
        self._route_of: dict[str, str] = {}
        self._left: dict[str, set[str]] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, RouteCommitted):
            self._send(event.courier, event.route, set(event.orders))
        elif isinstance(event, CourierSentAhead):
            self._send(event.courier, event.route, {""})
        else:
            self._tick_off(event)

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where routes, couriers and orders do not agree."""
        routes = {route.id: route for route in work.routes.open()}
        couriers = {courier.id: courier for courier in work.couriers.all()}
        for courier in couriers.values():
            yield from _of_courier(courier, routes, self._route_of.get(courier.id))
        for route in routes.values():
            yield from self._of_route(route, couriers.get(route.courier))
        for order in work.orders.under_way():
            yield from _of_order(order, routes.get(order.route or ""))

    def _send(self, courier: str, route: str, orders: set[str]) -> None:
        if courier in self._route_of:
            found = f"sent on {route} while on {self._route_of[courier]}"
            self._wrong("riding.two", courier, found, "one route")
        self._route_of[courier] = route
        self._left[route] = orders

    def _tick_off(self, event: Event) -> None:
        if isinstance(event, CourierArrived):
            self._done(event.courier, event.route, "")
        elif isinstance(event, OrderWithdrawn):
            self._done(event.courier, event.route, event.order)
        elif isinstance(event, OrderDelivered | OrderFailed) and event.courier:
            self._done(event.courier, self._route_of.get(event.courier), event.order)

    def _done(self, courier: str, route: str | None, order: str) -> None:
        left = self._left.get(route or "", set())
        if order not in left:
            what = f"{order or 'a counter'} on {route}"
            self._wrong("riding.told", courier, what, "what they were sent for")
        left.discard(order)
        if not left and route is not None:
            self._left.pop(route, None)
            if self._route_of.get(courier) == route:
                del self._route_of[courier]

    def _of_route(self, route: Route, courier: Courier | None) -> Iterator[BrokenRule]:
        rule = "riding.route"
        yield from differing(rule, route.id, courier and courier.route, route.id)
        left = {stop.order for stop in route.stops if stop.done_at is None}
        yield from differing("riding.left", route.id, left, self._left.get(route.id))
        if courier is not None and len(left) > CAPACITY[courier.vehicle]:
            yield BrokenRule(
                rule, route.id, f"{len(left)} orders", f"what a {courier.vehicle} carries"
            )


def _of_courier(
    courier: Courier, routes: dict[str, Route], told: str | None
) -> Iterator[BrokenRule]:
    yield from differing("riding.courier", courier.id, courier.route, told)
    if courier.route is None:
        return
    route = routes.get(courier.route)
    if route is None or route.courier != courier.id:
        yield BrokenRule("riding.courier", courier.id, f"on {courier.route}", "on an open route")
    if courier.shift is None:
        yield BrokenRule("riding.courier", courier.id, "on a route off duty", "on a shift")


def _of_order(order: Order, route: Route | None) -> Iterator[BrokenRule]:
    if order.route is None:
        return
    if route is None or route.state is RouteState.CLOSED or route.courier != order.courier:
        found = f"with {order.courier} on {order.route}"
        yield BrokenRule("riding.order", order.id, found, "with a courier on an open route")
        return
    if order.hand is not None and order.courier in order.hand.forbidden:
        yield BrokenRule("riding.barred", order.id, f"with {order.courier}", "with whom it may be")
    left = [stop.kind for stop in route.stops if stop.order == order.id and stop.done_at is None]
    carried = order.state is OrderState.COLLECTED
    expected = [StopKind.DELIVER] if carried else [StopKind.COLLECT, StopKind.DELIVER]
    yield from differing("riding.stops", order.id, left, expected)
