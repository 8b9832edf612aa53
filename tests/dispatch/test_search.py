"""The search: its bookkeeping is right, and it is worth its time."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dispatch.snapshots import city
from yeshi.dispatch.memory import Memory, recall, trips_of
from yeshi.dispatch.plans import Plans, cost_of, empty_plans, total
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import UNSERVED_S, Problem, state
from yeshi.dispatch.routes import trip
from yeshi.dispatch.search import settle
from yeshi.dispatch.shaking import shake
from yeshi.geo.travel import WholeMinutes

TRAVEL = WholeMinutes(320.0)


def books_are_right(problem: Problem, plans: Plans) -> None:
    """Every order is with its holder once, and every cost is what the plan costs."""
    seen = set()
    for courier, length in enumerate(plans.length):
        held = plans.orders[courier, :length]
        assert not length or plans.starts[courier, 0]
        for order in held:
            assert plans.holder[order] == courier
            assert order not in seen
            seen.add(order)
        if length:
            cost = cost_of(problem, courier, plans.orders[courier], plans.starts[courier], length)
            assert abs(cost - plans.cost[courier]) < 1e-6
    assert seen == set(np.flatnonzero(plans.holder >= 0))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 50), st.integers(1, 30), st.integers(0, 10**6))
def test_books_are_right_and_shaking_never_makes_it_worse(
    orders: int, couriers: int, seed: int
) -> None:
    """After settling, and after each shake."""
    snapshot = city(orders, couriers, seed)
    problem = state(snapshot, Policy(), TRAVEL, np.zeros(couriers))
    plans = empty_plans(problem)
    cost, bound = settle(problem, plans, np.argsort(problem.ready, kind="stable"), 2)
    assert abs(cost - bound) <= 1e-6 * max(1.0, abs(cost))
    books_are_right(problem, plans)
    before = total(plans, problem, UNSERVED_S)
    better = shake(problem, plans, 20, 0)
    books_are_right(problem, plans)
    after = total(plans, problem, UNSERVED_S)
    assert after < before if better else after == before


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40), st.integers(1, 20), st.integers(0, 10**6))
def test_a_plan_recalled_is_the_plan(orders: int, couriers: int, seed: int) -> None:
    """Through the ids and back; and a plan's cost is the lateness of its trips, one by one."""
    snapshot = city(orders, couriers, seed)
    free_time = Policy(horizon_s=1e9)
    problem = state(snapshot, free_time, TRAVEL, np.zeros(couriers))
    plans = empty_plans(problem)
    settle(problem, plans, np.argsort(problem.ready, kind="stable"), 1)
    planned = trips_of(plans, snapshot)
    again = recall(Memory(planned), snapshot, problem)
    assert trips_of(again, snapshot) == planned
    books_are_right(problem, again)
    by_id = {order.id: number for number, order in enumerate(snapshot.orders)}
    for k, courier in enumerate(snapshot.couriers):
        trips = planned.get(courier.id, ())
        if len(trips) == 1 and problem.price == 0.0:
            told = trip(courier, [snapshot.orders[by_id[id_]] for id_ in trips[0]],
                        snapshot.service, TRAVEL)  # fmt: skip
            late = sum(
                door.hand_over_s - problem.earliest[by_id[order.id]]
                for order, door in zip(told.orders, told.doors, strict=True)
            )
            assert abs(late - again.cost[k]) < 1e-6
