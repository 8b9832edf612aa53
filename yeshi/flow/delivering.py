"""Delivering: shifts begin and end, couriers collect and hand over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.events.fleet import ShiftEnded, ShiftStarted
from yeshi.fleet import earnings
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import NotOnRoute, Route, RouteState, StopKind, drop, tick_off
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.orders.progress import collect as collect_order
from yeshi.orders.progress import deliver as deliver_order
from yeshi.orders.progress import fail as fail_order


@dataclass(frozen=True, slots=True)
class Busy(Reason):
    """The courier is still on a route or another shift."""

    courier: str


def collect(engine: Engine, key: str, courier: str, order_id: str) -> Answer:
    """Have the courier take the order at the counter."""

    def act(turn: Turn) -> Answer:
        found = _on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        order, route = found
        return _step(turn, collect_order(order, courier, turn.now), route, StopKind.COLLECT)

    return engine.perform(key, "collect", act)


def deliver(engine: Engine, key: str, courier: str, order_id: str) -> Answer:
    """Have the courier hand the order over at the door."""

    def act(turn: Turn) -> Answer:
        found = _on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        order, route = found
        return _step(turn, deliver_order(order, courier, turn.now), route, StopKind.DELIVER)

    return engine.perform(key, "deliver", act)


def fail(engine: Engine, key: str, courier: str, order_id: str, why: str) -> Answer:
    """Have the courier give the order up, with the reason; its customer is refunded."""

    def act(turn: Turn) -> Answer:
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

    return engine.perform(key, "fail", act)


def see(engine: Engine, positions: Sequence[Position]) -> None:
    """Keep where couriers are; a position is no event, and is overwritten by the next."""
    with engine.store.begin() as work:
        for position in sorted(positions, key=lambda seen: seen.courier):
            work.couriers.see(position)


def turn_shifts(engine: Engine) -> int:
    """Start and end the shifts that are due; how many did."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        ending, starting = work.shifts.to_end(now), work.shifts.to_start(now)
        # A courier on a route goes off duty when it is done.
        done = [shift for shift in ending if _is_free(work.couriers.get(shift.courier))]
    turned = sum(isinstance(_end(engine, shift), Done) for shift in done)
    return turned + sum(isinstance(_start(engine, shift), Done) for shift in starting)


def _is_free(courier: Courier | None) -> bool:
    return courier is not None and courier.route is None


def _start(engine: Engine, due: Shift) -> Answer:
    def act(turn: Turn) -> Answer:
        courier = turn.work.couriers.lock(due.courier)
        shift = turn.work.shifts.lock(due.id)
        assert courier is not None
        assert shift is not None
        if courier.shift is not None or shift.state is not ShiftState.PLANNED:
            return Refused(Busy(courier.id))
        turn.work.shifts.put(replace(shift, state=ShiftState.ON))
        turn.work.couriers.put(
            replace(
                courier,
                shift=shift.id,
                place=shift.starts_at,
                free_at=turn.now,
                version=courier.version + 1,
            )
        )
        turn.work.couriers.see(Position(courier.id, shift.starts_at, turn.now))
        turn.emit(ShiftStarted(courier.id, shift.id, shift.off_at))
        return Done({"shift": shift.id})

    # A courier may still be busy with the shift before: then the next tick asks again.
    return engine.perform(f"start:{due.id}:{engine.clock.now().isoformat()}", "start", act)


def _end(engine: Engine, due: Shift) -> Answer:
    def act(turn: Turn) -> Answer:
        courier = turn.work.couriers.lock(due.courier)
        shift = turn.work.shifts.lock(due.id)
        assert courier is not None
        assert shift is not None
        if courier.route is not None or shift.state is not ShiftState.ON:
            return Refused(Busy(courier.id))
        top_up = earnings.top_up(shift.earned, shift.per_hour, shift.duty_s)
        turn.work.shifts.put(replace(shift, state=ShiftState.ENDED, top_up=top_up))
        turn.work.couriers.put(replace(courier, shift=None, version=courier.version + 1))
        turn.emit(
            ShiftEnded(courier.id, shift.id, shift.duty_s, shift.orders, shift.earned, top_up)
        )
        return Done({"shift": shift.id})

    return engine.perform(f"end:{due.id}:{engine.clock.now().isoformat()}", "end", act)


def credit_shift(turn: Turn, courier_id: str) -> Money:
    """Count an order to the courier's shift; what it pays."""
    courier = turn.work.couriers.get(courier_id)
    nothing = Money(0, turn.terms.currency)
    if courier is None or courier.shift is None:
        return nothing
    shift = turn.work.shifts.lock(courier.shift)
    assert shift is not None
    earned = shift.earned + shift.per_order
    turn.work.shifts.put(replace(shift, orders=shift.orders + 1, earned=earned))
    return shift.per_order


def _on_route(turn: Turn, courier: str, order_id: str) -> tuple[Order, Route] | Refused:
    order = turn.work.orders.lock(order_id)
    if order is None:
        return Refused(Unknown("order", order_id))
    if order.courier != courier or order.route is None:
        return Refused(NotOnRoute(courier, order_id))
    route = turn.work.routes.lock(order.route)
    assert route is not None
    return order, route


def _step(turn: Turn, progress: Progress | Refused, route: Route, kind: StopKind) -> Answer:
    if isinstance(progress, Refused):
        return progress
    ticked = tick_off(route, kind, progress.order.id, turn.now)
    if isinstance(ticked, Refused):
        return ticked
    stop = route.next_stop
    assert stop is not None
    turn.work.couriers.see(Position(route.courier, stop.place, turn.now))
    _keep(turn, progress, ticked, stop.place)
    return Done({"order": progress.order.id})


def _keep(turn: Turn, progress: Progress, route: Route, place: Point) -> None:
    turn.work.orders.put(progress.order)
    turn.work.routes.put(route)
    if route.state is RouteState.CLOSED:
        courier = turn.work.couriers.lock(route.courier)
        assert courier is not None
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
