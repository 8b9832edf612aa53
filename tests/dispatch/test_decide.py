"""The one door of dispatch: what it may never do, whatever the snapshot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dispatch.snapshots import city
from yeshi.dispatch.decide import Decision, decide
from yeshi.dispatch.planning import ORDERS_AT_ONCE
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes

TRAVEL = WholeMinutes(320.0)
POLICY = Policy()


def holds_every_rule(snapshot: Snapshot, decision: Decision, policy: Policy) -> None:
    """Each order and courier once; counters, readiness, shifts, capacity and rides respected."""
    ids = [order.id for trip in decision.trips for order in trip.orders]
    assert len(ids) == len(set(ids))
    couriers = [trip.courier.id for trip in decision.trips]
    assert len(couriers) == len(set(couriers))
    for trip in decision.trips:
        assert trip.courier.idle
        for order in trip.orders:
            assert order.pinned in (None, trip.courier.id)
            assert trip.courier.id not in order.forbidden
        assert len({order.pickup for order in trip.orders}) == 1
        assert len(trip.orders) <= trip.courier.capacity
        assert trip.counter.hand_over_s >= max(order.ready_s for order in trip.orders)
        assert trip.counter.hand_over_s <= trip.courier.off_s
        assert trip.slack_s < policy.tick_s
        if len(trip.orders) > 1:
            ride_s = trip.doors[-1].hand_over_s - trip.counter.hand_over_s
            assert ride_s <= policy.ride_s_max
    planned = [id_ for trips in decision.memory.plan.values() for ids in trips for id_ in ids]
    assert len(planned) == len(set(planned))
    assert set(ids) <= set(planned) <= {order.id for order in snapshot.orders}


def by_hand(snapshot: Snapshot, seed: int) -> Snapshot:
    """The snapshot after an operator pinned one order in five and barred somebody from others."""
    names = [one.id for one in snapshot.couriers] or ["nobody"]
    decided = []
    for number, one in enumerate(snapshot.orders):
        chosen = names[(seed + 7 * number) % len(names)]
        if number % 5 == 0:
            decided.append(one._replace(pinned=chosen))
        elif number % 5 == 1:
            decided.append(one._replace(forbidden=(chosen,)))
        else:
            decided.append(one)
    return replace(snapshot, orders=tuple(decided))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 60), st.integers(0, 40), st.integers(0, 10**6), st.booleans(),
    st.integers(1, 4), st.sampled_from([600.0, 3600.0]),
)  # fmt: skip
def test_no_decision_breaks_a_rule(
    orders: int, couriers: int, seed: int, bundling: bool, capacity: int, ride_s_max: float
) -> None:
    """On any snapshot, from nothing and from the plan before; the same each time."""
    snapshot = city(orders, couriers, seed)
    riders = tuple(one._replace(capacity=capacity) for one in snapshot.couriers)
    snapshot = by_hand(replace(snapshot, couriers=riders), seed)
    policy = replace(POLICY, bundling=bundling, ride_s_max=ride_s_max)
    first = decide(snapshot, policy, TRAVEL)
    holds_every_rule(snapshot, first, policy)
    assert decide(snapshot, policy, TRAVEL) == first
    second = decide(replace(snapshot, at_s=60.0), policy, TRAVEL, first.memory)
    holds_every_rule(snapshot, second, policy)
    if not bundling:
        assert all(len(trip.orders) == 1 for trip in first.trips)


def test_a_large_snapshot_keeps_the_rules_and_proves_its_bound() -> None:
    """Parted into territories; nothing is lost between them."""
    snapshot = by_hand(city(ORDERS_AT_ONCE + 200, 500, 3), 3)
    decision = decide(snapshot, POLICY, TRAVEL)
    holds_every_rule(snapshot, decision, POLICY)
    planned = sum(len(ids) for trips in decision.memory.plan.values() for ids in trips)
    assert planned >= 0.97 * len(snapshot.orders)
    assert 0.0 <= decision.proof.gap <= 0.01


@pytest.mark.parametrize("orders", [40, ORDERS_AT_ONCE + 1])
def test_out_of_time_it_still_decides(orders: int) -> None:
    """With no time at all there is a plan for all that can be served."""
    snapshot = city(orders, orders, 5)
    hurried = decide(snapshot, POLICY, TRAVEL, left=lambda: 0.0)
    holds_every_rule(snapshot, hurried, POLICY)
    assert len(hurried.memory.plan) > orders // 4


def order(name: str, pickup: Point, door: Point, ready_min: float) -> OpenOrder:
    """An order placed a quarter of an hour ago."""
    return OpenOrder(name, 1, pickup, door, -900.0, 60.0 * ready_min)


def courier(name: str, place: Point, free_min: float = 0.0) -> Candidate:
    """A courier with four hours left."""
    return Candidate(name, 1, place, 60.0 * free_min, 4 * 3600.0, free_min == 0.0)


HERE, NEAR, FAR = Point(0, 0), Point(320, 0), Point(9600, 0)


def test_a_courier_leaves_as_late_as_the_food_allows() -> None:
    """A minute away and two minutes of service: for food of in twenty minutes, not before 17."""
    snapshot = Snapshot(
        orders=(order("o", NEAR, FAR, 20),),
        couriers=(courier("c", HERE),),
        service=Service(240.0, 240.0),
    )
    assert not decide(snapshot, POLICY, TRAVEL).trips
    later = replace(snapshot, orders=(order("o", NEAR, FAR, 3),))
    (trip,) = decide(later, POLICY, TRAVEL).trips
    assert (trip.counter.arrive_s, trip.counter.hand_over_s) == (60.0, 180.0)


def test_bundles_form_where_couriers_are_few_and_dissolve_where_there_are_enough() -> None:
    """Two orders of one counter to two doors that are far from each other."""
    orders = (order("a", HERE, Point(2240, 0), 0), order("b", HERE, Point(2240, 960), 0))
    alone = Snapshot(orders=orders, couriers=(courier("x", HERE),), service=Service(240.0, 240.0))
    (trip,) = decide(alone, POLICY, TRAVEL).trips
    assert len(trip.orders) == 2
    plenty = replace(alone, couriers=(courier("x", HERE), courier("y", HERE)))
    assert [len(trip.orders) for trip in decide(plenty, POLICY, TRAVEL).trips] == [1, 1]


def test_who_is_soon_free_nearby_is_waited_for() -> None:
    """Rather than sending the idle courier from the other end of the city."""
    soon = (courier("far", FAR), courier("soon", NEAR, 2.0))
    snapshot = Snapshot(
        orders=(order("o", NEAR, HERE, 0),), couriers=soon, service=Service(240.0, 240.0)
    )
    assert not decide(snapshot, POLICY, TRAVEL).trips


def test_a_courier_stays_where_orders_come_from() -> None:
    """Of two who are in time, the one at the busy counter is kept for the orders to come."""
    busy, quiet = Point(0, 640), Point(0, -640)
    riders = (courier("at the busy one", busy), courier("at the quiet one", quiet))
    snapshot = Snapshot(
        orders=(order("o", HERE, FAR, 4),), couriers=riders, service=Service(240.0, 240.0)
    )
    learnt = decide(
        replace(snapshot, orders=tuple(order(f"o{n}", busy, HERE, -14) for n in range(30))),
        POLICY,
        TRAVEL,
    )
    later = replace(snapshot, at_s=60.0)
    (trip,) = decide(later, POLICY, TRAVEL, learnt.memory).trips
    assert trip.courier.id == "at the quiet one"
