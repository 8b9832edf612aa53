"""Dispatching, on each tick of a zone: snapshot, decide, commit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from math import nan
from typing import TYPE_CHECKING

from yeshi.dispatch.routes import Trip
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Snapshot
from yeshi.fleet.courier import CAPACITY, Courier
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift
from yeshi.flow.aside import SetAside
from yeshi.flow.engine import Engine
from yeshi.flow.orders.committing import committing
from yeshi.flow.orders.standing import send_ahead
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.terms import Terms
from yeshi.geo.point import Point
from yeshi.geo.zones import zone_of
from yeshi.orders.kitchen_pace import KitchenPace
from yeshi.orders.later import counts_from
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order

if TYPE_CHECKING:
    from yeshi.dispatch.memory import Memory


@dataclass(slots=True)
class Dispatcher:
    """Decides for one zone, tick after tick, and remembers its plan and what it learnt.

    What it remembers makes its decisions better, never different in their rules: one that begins
    anew, after a restart or on another machine, goes on from the store alone.
    """

    engine: Engine
    zone: str
    memory: Memory | None = None
    aside: SetAside | None = None

    def tick(self) -> int:
        """Commit the trips whose courier must leave now; how many were committed.

        With `aside`, the orders and the courier of a trip that fails are left out for a while, so
        that the zone goes on; without, its fault goes up.
        """
        # Kernels take a second to be read: pages that are served before are not kept waiting.
        from yeshi.dispatch.decide import decide
        from yeshi.dispatch.memory import Memory

        engine, now = self.engine, self.engine.clock.now()
        with engine.store.begin() as work:
            seen = self._sound(snapshot(work, self.zone, now, engine.terms))
        policy = engine.terms.policy

        def left() -> float:
            # The city's clock stands still within a tick of the twin, which so takes all its time.
            return policy.budget_s - (engine.clock.now() - now).total_seconds()

        decision = decide(seen, policy, engine.travel, self.memory or Memory(), left)
        self.memory = decision.memory
        for move in decision.moves:
            self._carry_out([move.courier.id], partial(send_ahead, engine, self.zone, now, move))
        return self._send(now, decision.trips)

    def _send(self, decided_at: datetime, trips: Sequence[Trip]) -> int:
        """Commit the trips together; how many were."""
        commands = [committing(self.zone, decided_at, trip) for trip in trips]
        outcomes = self.engine.perform_all(commands)
        sent = 0
        for trip, outcome in zip(trips, outcomes, strict=True):
            ids = [*(order.id for order in trip.orders), trip.courier.id]
            sent += isinstance(self._carry_out(ids, partial(_given, outcome)), Done)
        return sent

    def _carry_out(self, ids: Sequence[str], act: Callable[[], Answer]) -> Answer | None:
        if self.aside is None:
            return act()
        return self.aside.attempt_together(f"dispatch:{self.zone}", ids, act)

    def _sound(self, seen: Snapshot) -> Snapshot:
        """What is seen, without what waits after it failed."""
        aside, duty = self.aside, f"dispatch:{self.zone}"
        if aside is None or not aside.all():
            return seen
        things = {one.id for one in seen.orders} | {one.id for one in seen.couriers}
        aside.keep_only(duty, things)
        return replace(
            seen,
            orders=tuple(one for one in seen.orders if not aside.waits(duty, one.id)),
            couriers=tuple(one for one in seen.couriers if not aside.waits(duty, one.id)),
        )


def tick(engine: Engine, zone: str) -> int:
    """One tick of a dispatcher who begins anew; how many trips were committed."""
    return Dispatcher(engine, zone).tick()


def _given(outcome: Answer | Exception) -> Answer:
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def snapshot(work: Work, zone: str, now: datetime, terms: Terms) -> Snapshot:
    """The zone at `now`: what is to be fetched, and who is or soon will be there to fetch it."""
    horizon = now + timedelta(seconds=terms.policy.horizon_s)
    on_duty = work.couriers.on_duty(zone)
    here = {courier.id for courier, _ in on_duty}
    open_orders = [one for one in work.orders.unfetched(zone) if one.ready_at is not None]
    ahead = terms.policy.prepositioning
    counter_of = _counters(work) if terms.policy.markets and (open_orders or ahead) else {}
    paces = _paces(work, open_orders, terms)
    orders = [
        OpenOrder(
            order.id, order.version, counter_of.get(order.merchants[0], order.pickup),
            order.destination.place,
            (counts_from(order) - now).total_seconds(), _ready_in_s(order, order.ready_at, now),
            # A pin to somebody who went off duty would keep the food waiting for ever.
            order.hand.pinned if order.hand and order.hand.pinned in here else None,
            order.hand.forbidden if order.hand else (),
            _ready_sd_s(order, terms, paces),
        )
        for order in open_orders
        if order.ready_at is not None
    ]  # fmt: skip
    couriers = []
    if orders or ahead:
        bringing = {route.courier: route for route in work.routes.open()}
        couriers = [
            _on_duty(courier, shift, now, bringing.get(courier.id)) for courier, shift in on_duty
        ]
        for shift in work.shifts.to_start(horizon):
            courier = work.couriers.get(shift.courier)
            if courier is not None and courier.zone == zone and courier.shift is None:
                couriers.append(_coming(courier, shift, now))
    couriers.sort(key=lambda courier: courier.id)
    return Snapshot(
        orders=tuple(orders),
        couriers=tuple(couriers),
        service=terms.service,
        at_s=now.timestamp(),
        way_cv=terms.way_cv,
        counters=_open_counters(work, zone, now, terms, counter_of) if ahead else (),
    )


def _counters(work: Work) -> dict[str, Point]:
    """The markets' collection points by merchant: what a few steps part is one counter."""
    markets = {market.id: market.collection for market in work.markets.all()}
    return {
        merchant.id: markets[merchant.market]
        for merchant in work.merchants.all()
        if merchant.market in markets
    }


def _open_counters(
    work: Work, zone: str, now: datetime, terms: Terms, counter_of: dict[str, Point]
) -> tuple[Point, ...]:
    """The zone's counters that take orders now, by merchant; each once."""
    places = (
        counter_of.get(merchant.id, merchant.place)
        for merchant in work.merchants.all()
        if merchant.takes_orders_at(now, terms.calendar)
    )
    return tuple(at for at in dict.fromkeys(places) if zone_of(at, terms.zones) == zone)


def _ready_in_s(order: Order, ready_at: datetime, now: datetime) -> float:
    """In how many seconds the food is there; 0 or less where it stands on the counter already,
    whatever its kitchen had promised."""
    seconds = (ready_at - now).total_seconds()
    return min(0.0, seconds) if order.state is OrderState.READY else seconds


def _paces(work: Work, orders: Sequence[Order], terms: Terms) -> dict[str, KitchenPace]:
    """What is known of the kitchens that still cook, where the city learns it."""
    if not terms.promise_kept:
        return {}
    cook = (one for one in orders if one.state is not OrderState.READY)
    return work.kitchen_paces.get_many(sorted({id_ for one in cook for id_ in one.merchants}))


def _ready_sd_s(order: Order, terms: Terms, paces: Mapping[str, KitchenPace]) -> float:
    """What stands on the counter is certain; what still cooks is as uncertain as its kitchens are:
    by what they kept to of what they said, and by the city's terms while little is known of that.
    """
    if order.state is OrderState.READY or order.ready_at is None:
        return 0.0
    cv = max(
        (paces[id_].cv(terms.kitchen_cv) for id_ in order.merchants if id_ in paces),
        default=terms.kitchen_cv,
    )
    return cv * (order.ready_at - counts_from(order)).total_seconds()


def _on_duty(courier: Courier, shift: Shift, now: datetime, route: Route | None) -> Candidate:
    free_s = max(0.0, (courier.free_at - now).total_seconds())
    idle = courier.route is None and free_s == 0.0
    if courier.route is not None:
        # Late on a route: nobody knows for how long; surely not free before the next tick.
        free_s = max(free_s, 60.0)
    off_s = (shift.off_at - now).total_seconds()
    hours = max(1.0, (now - shift.on_at).total_seconds() / 3600)
    # What they are sent with is as good as earned: or it would be their turn until the door.
    under_way = route.doors_left if route else 0
    earned = shift.earned.fen + shift.per_order.fen * under_way
    return Candidate(
        courier.id, courier.version, courier.place, free_s, off_s, idle,
        CAPACITY[courier.vehicle], earned / hours if _paid(shift) else nan,
    )  # fmt: skip


def _coming(courier: Courier, shift: Shift, now: datetime) -> Candidate:
    free_s = max(60.0, (shift.on_at - now).total_seconds())
    off_s = (shift.off_at - now).total_seconds()
    return Candidate(
        courier.id, courier.version, shift.starts_at, free_s, off_s, False,
        CAPACITY[courier.vehicle], 0.0 if _paid(shift) else nan,
    )  # fmt: skip


def _paid(shift: Shift) -> bool:
    return shift.per_order.fen > 0 or shift.per_hour.fen > 0
