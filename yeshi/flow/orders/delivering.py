"""Delivering: shifts begin and end, couriers collect and hand over."""

from __future__ import annotations

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.base.sure import there
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import Route, StopKind, drop, tick_off
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.looks import of_delivering
from yeshi.flow.orders.routes import keep_on_route, on_route
from yeshi.flow.ports import Answer, Done
from yeshi.orders.progress import Progress
from yeshi.orders.progress import collect as collect_order
from yeshi.orders.progress import deliver as deliver_order
from yeshi.orders.progress import fail as fail_order


def collect(engine: Engine, key: str, courier: str, order_id: str) -> Answer:
    """Have the courier take the order at the counter."""

    def act(turn: Turn) -> Answer:
        found = on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        order, route = found
        return _step(turn, collect_order(order, courier, turn.now), route, StopKind.COLLECT)

    return engine.perform(key, "collect", act, of_delivering(order_id), asked=(courier, order_id))


def deliver(engine: Engine, key: str, courier: str, order_id: str, code: str = "") -> Answer:
    """Have the courier hand the order over at the door; `code`: as they were told it there."""

    def act(turn: Turn) -> Answer:
        found = on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        order, route = found
        delivered = deliver_order(order, courier, turn.now, code.strip())
        return _step(turn, delivered, route, StopKind.DELIVER)

    asked = (courier, order_id, code)
    return engine.perform(key, "deliver", act, of_delivering(order_id), asked=asked)


def fail(engine: Engine, key: str, courier: str, order_id: str, why: str) -> Answer:
    """Have the courier give the order up, with the reason; its customer is refunded."""

    def act(turn: Turn) -> Answer:
        found = on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        if not 0 < len(why) <= NOTE_LENGTH_MAX:
            return Refused(Invalid("why", f"1…{NOTE_LENGTH_MAX}"))
        order, route = found
        failed = fail_order(order, courier, why, turn.now)
        if isinstance(failed, Refused):
            return failed
        keep_on_route(turn, failed, drop(route, order_id, turn.now), route.stood_at)
        return Done({"order": order_id})

    return engine.perform(key, "fail", act, of_delivering(order_id), asked=(courier, order_id, why))


def _step(turn: Turn, progress: Progress | Refused, route: Route, kind: StopKind) -> Answer:
    if isinstance(progress, Refused):
        return progress
    ticked = tick_off(route, kind, progress.order.id, turn.now)
    if isinstance(ticked, Refused):
        return ticked
    stop = there(route.next_stop, f"stop on {route.id}")
    turn.work.couriers.see(Position(route.courier, stop.place, turn.now))
    keep_on_route(turn, progress, ticked, stop.place)
    return Done({"order": progress.order.id})
