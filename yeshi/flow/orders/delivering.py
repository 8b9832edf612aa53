"""Delivering: shifts begin and end, couriers collect and hand over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sure import there
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import NotOnRoute, Route, RouteState, StopKind, drop, tick_off
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.looks import of_delivering
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.orders.progress import collect as collect_order
from yeshi.orders.progress import deliver as deliver_order
from yeshi.orders.progress import fail as fail_order
from yeshi.people.actor import admit_to
from yeshi.people.person import Role


def collect(engine: Engine, key: str, courier: str, order_id: str) -> Answer:
    """Have the courier take the order at the counter."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("courier", courier), Role.COURIER)
        if refused:
            return refused
        found = _on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        order, route = found
        return _step(turn, collect_order(order, courier, turn.now), route, StopKind.COLLECT)

    return engine.perform(key, "collect", act, of_delivering(order_id), asked=(courier, order_id))


def deliver(engine: Engine, key: str, courier: str, order_id: str) -> Answer:
    """Have the courier hand the order over at the door."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("courier", courier), Role.COURIER)
        if refused:
            return refused
        found = _on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        order, route = found
        return _step(turn, deliver_order(order, courier, turn.now), route, StopKind.DELIVER)

    return engine.perform(key, "deliver", act, of_delivering(order_id), asked=(courier, order_id))


def fail(engine: Engine, key: str, courier: str, order_id: str, why: str) -> Answer:
    """Have the courier give the order up, with the reason; its customer is refunded."""

    def act(turn: Turn) -> Answer:
        refused = admit_to(turn.by, Unknown("courier", courier), Role.COURIER)
        if refused:
            return refused
        found = _on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        order, route = found
        failed = fail_order(order, courier, why, turn.now)
        if isinstance(failed, Refused):
            return failed
        _keep(turn, failed, drop(route, order_id, turn.now), route.stood_at)
        return Done({"order": order_id})

    return engine.perform(key, "fail", act, of_delivering(order_id), asked=(courier, order_id, why))


def _on_route(turn: Turn, courier: str, order_id: str) -> tuple[Order, Route] | Refused:
    order = turn.work.orders.lock(order_id)
    if order is None:
        return Refused(Unknown("order", order_id))
    if order.courier != courier or order.route is None:
        return Refused(NotOnRoute(courier, order_id))
    return order, turn.work.routes.must_lock(order.route)


def _step(turn: Turn, progress: Progress | Refused, route: Route, kind: StopKind) -> Answer:
    if isinstance(progress, Refused):
        return progress
    ticked = tick_off(route, kind, progress.order.id, turn.now)
    if isinstance(ticked, Refused):
        return ticked
    stop = there(route.next_stop, f"stop on {route.id}")
    turn.work.couriers.see(Position(route.courier, stop.place, turn.now))
    _keep(turn, progress, ticked, stop.place)
    return Done({"order": progress.order.id})


def _keep(turn: Turn, progress: Progress, route: Route, place: Point) -> None:
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
