"""Set packing: never worse, its books are right, and it is worth its time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dispatch.snapshots import city
from tests.dispatch.test_search import TRAVEL, books_are_right
from yeshi.dispatch.decide import decide
from yeshi.dispatch.packing import improve
from yeshi.dispatch.plans import Plans, empty_plans, total
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import UNSERVED_S, Problem, state
from yeshi.dispatch.search import settle
from yeshi.dispatch.shaking import shake


def planned(orders: int, couriers: int, seed: int) -> tuple[Problem, Plans]:
    problem = state(city(orders, couriers, seed), Policy(), TRAVEL, np.zeros(couriers))
    plans = empty_plans(problem)
    settle(problem, plans, np.argsort(problem.ready, kind="stable"), 2)
    shake(problem, plans, 30, 0)
    return problem, plans


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 20), st.integers(0, 10**6))
def test_packing_never_makes_it_worse(orders: int, couriers: int, seed: int) -> None:
    problem, plans = planned(orders, couriers, seed)
    before = total(plans, problem, UNSERVED_S)
    improve(problem, plans, 5.0)
    books_are_right(problem, plans)
    assert total(plans, problem, UNSERVED_S) <= before + 1e-6


def test_the_best_of_many_searches_together_is_better_than_one() -> None:
    gains = []
    for seed in range(4):
        problem, plans = planned(60, 40, seed)
        before = total(plans, problem, UNSERVED_S)
        improve(problem, plans, 30.0)
        gains.append(1 - total(plans, problem, UNSERVED_S) / before)
    assert np.mean(gains) > 0.05


def test_without_time_the_plans_stay() -> None:
    problem, plans = planned(60, 40, 0)
    before = total(plans, problem, UNSERVED_S)
    improve(problem, plans, 0.0)
    books_are_right(problem, plans)
    assert total(plans, problem, UNSERVED_S) <= before


def test_the_policy_switches_packing_on_and_time_that_is_over_leaves_it_out() -> None:
    snapshot = city(60, 40, 1)
    plain, packing = Policy(horizon_s=1e9), Policy(horizon_s=1e9, packing_s=30.0)
    without = decide(snapshot, plain, TRAVEL)
    assert decide(snapshot, packing, TRAVEL).memory.plan != without.memory.plan
    at_once = decide(snapshot, packing, TRAVEL, left=lambda: 0.0)
    assert at_once.memory == decide(snapshot, plain, TRAVEL, left=lambda: 0.0).memory


def test_who_cannot_come_is_not_packed() -> None:
    snapshot = city(3, 2, 5)
    gone = replace(snapshot, couriers=tuple(one._replace(off_s=-1.0) for one in snapshot.couriers))
    problem = state(gone, Policy(), TRAVEL, np.zeros(2))
    plans = empty_plans(problem)
    improve(problem, plans, 1.0)
    assert not plans.length.any()
