"""Exchange of the ends of plans: who goes on with what, for all couriers at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from yeshi.dispatch.kernel import inlined, kernel, unreferenced
from yeshi.dispatch.matching import cheapest_matching
from yeshi.dispatch.plans import LENGTH_MAX, Plans, book, cost_from, door_before
from yeshi.dispatch.problem import IMPOSSIBLE_S, Floats, Ints, Problem

# Seconds; less is not worth other plans.
WORTH_S = 1e-3


class Exchanged(NamedTuple):
    """What the ends cost together after an exchange, what any other costs at least, what it saved.

    Seconds.
    """

    cost: float
    bound: float
    saved: float


@kernel
def exchange_all(problem: Problem, plans: Plans, among: Ints) -> Exchanged:
    """Exchange whole plans, then all but the first trips, and so on.

    Cost and bound are those of whole plans; `saved` is what all exchanges did.
    """
    whole = exchange(problem, plans, 0, among)
    saved = whole.saved
    for trips in range(1, problem.trips_ahead):
        saved += exchange(problem, plans, trips, among).saved
    return Exchanged(whole.cost, whole.bound, saved)


@kernel
def exchange(problem: Problem, plans: Plans, trips: int, among: Ints) -> Exchanged:
    """Let each of the couriers `among` keep so many `trips`, and deal out the ends of their plans.

    Each end, the trips after those, goes to one of the couriers at most, so that all cost least
    together: a matching, with the bound that its prices prove. Never worse than before.
    """
    cut = np.empty(len(among), np.int64)
    for j in range(len(among)):
        cut[j] = end_of_trips(plans, among[j], trips)
    rows = np.flatnonzero(plans.length[among] > cut)
    if not len(rows):
        return Exchanged(0.0, 0.0, 0.0)
    costs = np.empty((len(rows), len(among)))
    before = fill_in(problem, plans, among, cut, rows, costs)
    column_of, row_price, column_price = cheapest_matching(costs)
    bound = row_price.sum() + column_price.sum()
    after = 0.0
    for row in range(len(rows)):
        after += costs[row, column_of[row]]
    if after > before - WORTH_S:
        return Exchanged(before, bound, 0.0)
    deal_out(problem, plans, among, cut, rows, column_of)
    return Exchanged(after, bound, before - after)


@inlined
def end_of_trips(plans: Plans, courier: int, trips: int) -> int:
    """The position after so many trips of the courier, or after the last if there are fewer."""
    at, begun = 0, 0
    while at < plans.length[courier]:
        begun += plans.starts[courier, at]
        if begun > trips:
            break
        at += 1
    return at


@unreferenced
def fill_in(
    problem: Problem, plans: Plans, among: Ints, cut: Ints, rows: Ints, costs: Floats
) -> float:
    """Fill in what each end, by row, costs whoever goes on with it; comes back with the cost now.

    What alone costs more than all ends do now is in no deal that is better: it is left out.
    """
    before = 0.0
    for row, giver in enumerate(rows):
        own = among[giver]
        costs[row, giver] = cost_of_end(problem, plans, own, cut[giver], own, cut[giver], np.inf)
        before += costs[row, giver]
    for row, giver in enumerate(rows):
        for j in range(len(among)):
            if j != giver:
                costs[row, j] = cost_of_end(
                    problem, plans, among[giver], cut[giver], among[j], cut[j], before
                )
    return before


@inlined
def cost_of_end(
    problem: Problem, plans: Plans, giver: int, begin: int, taker: int, at: int, limit: float
) -> float:
    """What the trips of `giver` from position `begin` cost if `taker` goes on with them at `at`.

    IMPOSSIBLE_S when a rule forbids it, or above `limit`.
    """
    size = plans.length[giver] - begin
    loss = problem.loss[taker] if at == 0 else 0.0
    place = door_before(problem, taker, plans.orders[taker], at)
    first = plans.orders[giver, begin]
    there = plans.clock[taker, at] + problem.travel[place, problem.counter[first]]
    late = there + problem.half_pickup - problem.ready[first]
    if late + loss > limit or at + size > LENGTH_MAX:
        return IMPOSSIBLE_S
    cost: float = cost_from(
        problem, taker, plans.orders[giver, begin:], plans.starts[giver, begin:], size,
        0, plans.clock[taker, at], plans.doubt[taker, at], place, 0.0, limit,
    )  # fmt: skip
    return min(cost + loss, IMPOSSIBLE_S)


@kernel
def deal_out(
    problem: Problem, plans: Plans, among: Ints, cut: Ints, rows: Ints, column_of: Ints
) -> None:
    """Give the end of each of `rows` to its column; both are indices into `among`."""
    givers = among[rows]
    orders, starts = plans.orders[givers], plans.starts[givers]
    length = plans.length[givers]
    plans.length[givers] = cut[rows]
    for row in range(len(rows)):
        begin, at = cut[rows[row]], cut[column_of[row]]
        courier = among[column_of[row]]
        for i in range(length[row] - begin):
            order = orders[row, begin + i]
            plans.orders[courier, at + i] = order
            plans.starts[courier, at + i] = starts[row, begin + i]
            plans.holder[order] = courier
        plans.length[courier] = at + length[row] - begin
    for row in range(len(rows)):
        book(plans, problem, givers[row])
        book(plans, problem, among[column_of[row]])
