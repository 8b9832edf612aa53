"""The exchange of ends of plans: the best deal there is, and what no single move brings."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tests.dispatch.snapshots import city
from tests.dispatch.test_search import TRAVEL, books_are_right
from yeshi.dispatch.exchange import exchange, exchange_all
from yeshi.dispatch.memory import Memory, Planned, recall, trips_of
from yeshi.dispatch.plans import LENGTH_MAX, Plans, cost_of, empty_plans, total
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import IMPOSSIBLE_S, UNSERVED_S, Problem, state
from yeshi.dispatch.search import move_single_orders, put_in_all
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.geo.point import Point


def put_in(orders: int, couriers: int, seed: int) -> tuple[Problem, Plans]:
    """A made-up city whose orders each went where they cost least; some couriers may be lost."""
    loss = np.random.default_rng(seed).uniform(0.0, 300.0, couriers)
    problem = state(city(orders, couriers, seed), Policy(), TRAVEL, loss)
    plans = empty_plans(problem)
    put_in_all(problem, plans, np.argsort(problem.ready, kind="stable"))
    return problem, plans


def least(problem: Problem, plans: Plans, trips: int, among: list[int]) -> float:
    """What all plans cost after the best deal, by SciPy's matching over plans written out."""
    cut = {}
    for k in among:
        begins = np.flatnonzero(plans.starts[k, : plans.length[k]])
        cut[k] = int(begins[trips]) if len(begins) > trips else int(plans.length[k])
    givers = [k for k in among if cut[k] < plans.length[k]]
    costs = np.full((len(givers), len(among)), IMPOSSIBLE_S)
    heads = 0.0
    for j, k in enumerate(among):
        if cut[k]:
            heads += cost_of(problem, k, plans.orders[k], plans.starts[k], cut[k])
            heads += problem.loss[k]
        for row, giver in enumerate(givers):
            end = slice(cut[giver], plans.length[giver])
            orders = np.concatenate([plans.orders[k, : cut[k]], plans.orders[giver, end]])
            starts = np.concatenate([plans.starts[k, : cut[k]], plans.starts[giver, end]])
            if len(orders) <= LENGTH_MAX:
                whole = cost_of(problem, k, orders, starts, len(orders)) + problem.loss[k]
                before = 0.0
                if cut[k]:
                    before = cost_of(problem, k, orders, starts, cut[k]) + problem.loss[k]
                costs[row, j] = min(whole - before, IMPOSSIBLE_S)
    rows, columns = linear_sum_assignment(costs)
    others = [k for k in np.flatnonzero(plans.length).tolist() if k not in cut]
    rest = sum(plans.cost[k] + problem.loss[k] for k in others)
    return float(heads + costs[rows, columns].sum() + rest)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 40), st.integers(1, 15), st.integers(0, 10**6), st.integers(0, 3), st.data()
)  # fmt: skip
def test_no_other_deal_costs_less(
    orders: int, couriers: int, seed: int, trips: int, data: st.DataObject
) -> None:
    problem, plans = put_in(orders, couriers, seed)
    among = sorted(data.draw(st.sets(st.integers(0, couriers - 1), min_size=1)))
    expected = least(problem, plans, trips, among)
    left_out = int((plans.holder < 0).sum())
    before = total(plans, problem, 0.0)
    cost, bound, saved = exchange(problem, plans, trips, np.array(among))
    books_are_right(problem, plans)
    assert total(plans, problem, 0.0) <= expected + 0.01
    assert abs(before - total(plans, problem, 0.0) - saved) < 1e-6
    assert cost - bound < 0.01
    assert int((plans.holder < 0).sum()) == left_out


def test_ends_change_hands_where_no_single_order_could() -> None:
    """Two couriers, two trips each, the second trips crossed: every single move is a third trip."""
    west, east = Point(0.0, 0.0), Point(6400.0, 0.0)

    def order(name: str, at: Point, ready_s: float) -> OpenOrder:
        return OpenOrder(name, 1, at, Point(at.x + 320.0, at.y), 0.0, ready_s)

    snapshot = Snapshot(
        orders=(
            order("w1", west, 60.0),
            order("w2", west, 900.0),
            order("e1", east, 60.0),
            order("e2", east, 900.0),
        ),
        couriers=(Candidate("w", 1, west, 0.0, 9e4, True), Candidate("e", 1, east, 0.0, 9e4, True)),
        service=Service(0.0, 0.0),
    )
    problem = state(snapshot, Policy(trips_ahead=2), TRAVEL, np.zeros(2))
    crossed: dict[str, Planned] = {"w": (("w1",), ("e2",)), "e": (("e1",), ("w2",))}
    plans = recall(Memory(crossed), snapshot, problem)
    by_ready = np.argsort(problem.ready, kind="stable")
    assert not move_single_orders(problem, plans, by_ready)
    assert trips_of(plans, snapshot) == crossed
    before = total(plans, problem, UNSERVED_S)
    saved = exchange_all(problem, plans, np.arange(2)).saved
    assert trips_of(plans, snapshot) == {"w": (("w1",), ("w2",)), "e": (("e1",), ("e2",))}
    assert saved == before - total(plans, problem, UNSERVED_S) > 0


def test_who_is_not_among_keeps_their_plan() -> None:
    problem, plans = put_in(60, 30, 3)
    among = np.arange(0, 30, 2)
    kept = {k: plans.orders[k, : plans.length[k]].tolist() for k in range(1, 30, 2)}
    assert exchange_all(problem, plans, among).saved > 0
    assert {k: plans.orders[k, : plans.length[k]].tolist() for k in kept} == kept
