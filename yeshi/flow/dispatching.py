"""Dispatching, on each tick of a zone: snapshot, decide, commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from yeshi.base.refused import Reason, Refused
from yeshi.dispatch.decide import decide
from yeshi.dispatch.routes import Trip, Visit
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Snapshot
from yeshi.events.dispatch import RouteCommitted
from yeshi.fleet.courier import Courier
from yeshi.fleet.delivery import Route, Stop, StopKind
from yeshi.fleet.shifts import Shift
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.terms import Terms
from yeshi.orders.lifecycle import OrderState, OrderStep
from yeshi.orders.order import Order
from yeshi.orders.progress import call_off

FETCHABLE = (OrderState.ACCEPTED, OrderState.READY)


@dataclass(frozen=True, slots=True)
class Overtaken(Reason):
    """The order or the courier changed after the snapshot; the next tick decides anew."""

    order: str
    courier: str


def tick(engine: Engine, zone: str) -> int:
    """Commit the routes of `zone` whose courier must leave now; how many were committed."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        snapshot = _snapshot(work, zone, now, engine.terms)
    if snapshot is None:
        return 0
    trips = decide(snapshot, engine.terms.policy, engine.travel)
    return sum(isinstance(commit(engine, zone, now, trip), Done) for trip in trips)


def commit(engine: Engine, zone: str, decided_at: datetime, trip: Trip) -> Answer:
    """Send a courier, unless the order or the courier changed since the snapshot."""

    def act(turn: Turn) -> Answer:
        order = turn.work.orders.lock(trip.order.id)
        courier = turn.work.couriers.lock(trip.courier.id)
        assert order is not None
        assert courier is not None
        if not _unchanged(order, courier, trip):
            return Refused(Overtaken(order.id, courier.id))
        route = _route(turn.new_id("ro"), zone, order, courier, decided_at, trip)
        free_at = route.stops[-1].leave_at
        turn.work.routes.add(route)
        turn.work.orders.put(
            replace(order, courier=courier.id, route=route.id, version=order.version + 1)
        )
        turn.work.couriers.put(
            replace(
                courier,
                route=route.id,
                place=order.destination.place,
                free_at=free_at,
                version=courier.version + 1,
            )
        )
        orders = (order.id,)
        turn.emit(RouteCommitted(route.id, courier.id, orders, zone, decided_at, free_at))
        return Done({"route": route.id})

    key = f"commit:{trip.order.id}:{trip.order.version}:{trip.courier.id}:{trip.courier.version}"
    return engine.perform(key, "commit", act)


def strand(engine: Engine, after_s: float | None = None) -> int:
    """Call off the orders that stood ready for `after_s` seconds with nobody sent; how many.

    By default the city's terms say how long.
    """
    now = engine.clock.now()
    allowed = timedelta(seconds=engine.terms.strand_after_s if after_s is None else after_s)
    with engine.store.begin() as work:
        late = [
            order
            for zone in engine.terms.zones
            for order in work.orders.unfetched(zone.id)
            if order.ready_at is not None and now - order.ready_at >= allowed
        ]
    return sum(isinstance(_strand(engine, order), Done) for order in late)


def _strand(engine: Engine, late: Order) -> Answer:
    def act(turn: Turn) -> Answer:
        order = turn.work.orders.lock(late.id)
        assert order is not None
        if order.route:
            return Refused(Overtaken(order.id, order.courier or ""))
        ended = call_off(order, OrderStep.STRAND, "no_courier", turn.now)
        if isinstance(ended, Refused):
            return ended
        turn.work.orders.put(ended.order)
        turn.emit(*ended.events)
        return Done({"order": order.id})

    return engine.perform(f"strand:{late.id}:{late.version}", "strand", act)


def _snapshot(work: Work, zone: str, now: datetime, terms: Terms) -> Snapshot | None:
    """The zone at `now`; None when there is nothing to decide."""
    horizon = now + timedelta(seconds=terms.policy.horizon_s)
    orders = [
        OpenOrder(
            order.id, order.version, order.pickup, order.destination.place,
            (order.placed_at - now).total_seconds(), (order.ready_at - now).total_seconds(),
        )
        for order in work.orders.unfetched(zone)
        if order.ready_at is not None and order.ready_at <= horizon
    ]  # fmt: skip
    if not orders:
        return None
    couriers = [_on_duty(courier, shift, now) for courier, shift in work.couriers.on_duty(zone)]
    if not any(courier.idle for courier in couriers):
        return None
    for shift in work.shifts.to_start(horizon):
        courier = work.couriers.get(shift.courier)
        if courier is not None and courier.zone == zone and courier.shift is None:
            couriers.append(_coming(courier, shift, now))
    couriers.sort(key=lambda courier: courier.id)
    return Snapshot(tuple(orders), tuple(couriers), terms.service)


def _on_duty(courier: Courier, shift: Shift, now: datetime) -> Candidate:
    free_s = max(0.0, (courier.free_at - now).total_seconds())
    idle = courier.route is None and free_s == 0.0
    if courier.route is not None:
        # Late on a route: nobody knows for how long; surely not free before the next tick.
        free_s = max(free_s, 60.0)
    off_s = (shift.off_at - now).total_seconds()
    return Candidate(courier.id, courier.version, courier.place, free_s, off_s, idle)


def _coming(courier: Courier, shift: Shift, now: datetime) -> Candidate:
    free_s = max(60.0, (shift.on_at - now).total_seconds())
    off_s = (shift.off_at - now).total_seconds()
    return Candidate(courier.id, courier.version, shift.starts_at, free_s, off_s, idle=False)


def _unchanged(order: Order, courier: Courier, trip: Trip) -> bool:
    return (
        order.version == trip.order.version
        and order.state in FETCHABLE
        and order.route is None
        and courier.version == trip.courier.version
        and courier.route is None
        and courier.shift is not None
    )


def _route(
    route_id: str, zone: str, order: Order, courier: Courier, start: datetime, trip: Trip
) -> Route:
    def stop(kind: StopKind, visit: Visit) -> Stop:
        arrive, hand_over, leave = (
            start + timedelta(seconds=s) for s in (visit.arrive_s, visit.hand_over_s, visit.leave_s)
        )
        return Stop(kind, order.id, visit.place, arrive, hand_over, leave)

    stops = (stop(StopKind.COLLECT, trip.counter), stop(StopKind.DELIVER, trip.door))
    return Route(route_id, courier.id, zone, courier.place, start, stops)
