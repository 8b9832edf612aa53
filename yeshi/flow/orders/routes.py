"""An order on its courier's route: found there by that courier, and kept with what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from yeshi.base.refused import Refused, Unknown
from yeshi.fleet.delivery import NotOnRoute, Route, RouteState
from yeshi.flow.engine import Turn
from yeshi.geo.point import Point
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.people.actor import admit_to
from yeshi.people.person import Role


def on_route(turn: Turn, courier: str, order_id: str) -> tuple[Order, Route] | Refused:
    """The order and the route on which the courier has it, both kept from others.

    For the courier alone: whoever else acts is refused.
    """
    refused = admit_to(turn.by, Unknown("courier", courier), Role.COURIER)
    if refused:
        return refused
    order = turn.work.orders.lock(order_id)
    if order is None:
        return Refused(Unknown("order", order_id))
    if order.courier != courier or order.route is None:
        return Refused(NotOnRoute(courier, order_id))
    return order, turn.work.routes.must_lock(order.route)


def keep_on_route(turn: Turn, progress: Progress, route: Route, place: Point) -> None:
    """Keep the order's progress and the route; a courier whose route is closed is free."""
    turn.work.orders.put(progress.order)
    turn.work.routes.put(route)
    if route.state is RouteState.CLOSED:
        courier = turn.work.couriers.must_lock(route.courier)
        # After the hand-over the courier still needs the other half of the service.
        rest = timedelta(seconds=turn.terms.service.dropoff_s / 2)
        turn.work.couriers.put(
            replace(
                courier,
                route=None,
                place=place,
                free_at=turn.now + rest,
                version=courier.version + 1,
            )
        )
    turn.emit(*progress.events)
