"""The best of many searches together: set packing over all the plans that they found (HiGHS)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from yeshi.dispatch.exchange import WORTH_S
from yeshi.dispatch.plans import Plans, book_all, cost_of, empty_plans, total
from yeshi.dispatch.problem import IMPOSSIBLE_S, UNSERVED_S, Flags, Ints, Problem
from yeshi.dispatch.search import settle
from yeshi.dispatch.shaking import shake

# Searches from nothing, each taking the orders in a sequence of its own.
SEARCHES = 24
PASSES = 2
SHAKES = 10
# Besides who held it, a plan is offered to so many couriers who could begin it first.
OTHERS = 3
# Seconds by which readiness is shuffled in a search's sequence of orders.
SHUFFLE_S = 900.0
# HiGHS stops this close to the best, as a share of it.
CLOSE = 1e-6


class Column(NamedTuple):
    """A plan in a courier's hands; the cost is with the loss of that courier."""

    courier: int
    orders: Ints
    starts: Flags
    cost: float


def improve(problem: Problem, plans: Plans, seconds: float) -> None:
    """Put better plans into `plans`, if HiGHS can pack any in `seconds` of the machine's time.

    Each order is in one of the packed plans at most, and each courier has one at most; all come
    from searches of their own, or are the plans there are. Never worse than before.
    """
    columns = _columns(problem, plans)
    chosen = _pack(columns, len(problem.ready), len(problem.free), seconds)
    better = empty_plans(problem)
    for one in chosen:
        length = len(one.orders)
        better.orders[one.courier, :length] = one.orders
        better.starts[one.courier, :length] = one.starts
        better.length[one.courier] = length
    book_all(better, problem)
    before = total(plans, problem, UNSERVED_S)
    if total(better, problem, UNSERVED_S) < before - WORTH_S:
        for kept, new in zip(plans, better, strict=True):
            kept[:] = new


def _columns(problem: Problem, plans: Plans) -> list[Column]:
    """Every plan of every search, once in the hands of each who may have it."""
    pool: dict[tuple[int, bytes, bytes], Column] = {}
    _collect(problem, plans, pool)
    chance = np.random.default_rng(len(problem.ready))
    for number in range(SEARCHES):
        found = empty_plans(problem)
        late = chance.uniform(0.0, SHUFFLE_S, len(problem.ready))
        settle(problem, found, np.argsort(problem.ready + late, kind="stable"), PASSES)
        shake(problem, found, SHAKES, number)
        _collect(problem, found, pool)
    return [column for column in pool.values() if column.cost < IMPOSSIBLE_S]


def _collect(problem: Problem, plans: Plans, pool: dict[tuple[int, bytes, bytes], Column]) -> None:
    for holder in np.flatnonzero(plans.length).tolist():
        length = plans.length[holder]
        orders = plans.orders[holder, :length].copy()
        starts = plans.starts[holder, :length].copy()
        near = problem.near[problem.counter[orders[0]]][:OTHERS]
        for courier in {holder, *near[near >= 0].tolist()}:
            key = courier, orders.tobytes(), starts.tobytes()
            if key not in pool:
                alone = cost_of(problem, courier, orders, starts, length)
                cost = min(alone + problem.loss[courier], IMPOSSIBLE_S)
                pool[key] = Column(courier, orders, starts, cost)


def _pack(columns: list[Column], orders: int, couriers: int, seconds: float) -> list[Column]:
    """The columns that cost least together with UNSERVED_S for each order in none; perhaps none."""
    if not columns:
        return []
    rows, begins, costs = [], [0], []
    for column in columns:
        rows += [*column.orders.tolist(), orders + column.courier]
        begins.append(len(rows))
        costs.append(column.cost - UNSERVED_S * len(column.orders))
    shape = orders + couriers, len(columns)
    # Half a second to import, for a policy that most cities leave off.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csc_array

    once = csc_array((np.ones(len(rows)), np.array(rows), np.array(begins)), shape=shape)
    packed = milp(
        np.array(costs),
        integrality=np.ones(len(columns), dtype=np.int64),
        bounds=Bounds(0.0, 1.0),
        constraints=LinearConstraint(once, ub=np.ones(shape[0])),
        options={"time_limit": seconds, "mip_rel_gap": CLOSE * min(1.0, 100.0 / UNSERVED_S)},
    )
    if packed.x is None:
        return []
    return [columns[i] for i in np.flatnonzero(packed.x > 0.5).tolist()]
