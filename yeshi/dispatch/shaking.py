"""The way out of a local optimum: take a part of the plans apart, put it together anew."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.exchange import WORTH_S, exchange_all
from yeshi.dispatch.few_nearest import rank_in
from yeshi.dispatch.kernel import inlined, kernel, unreferenced
from yeshi.dispatch.plans import LENGTH_MAX, Plans, take_out, total
from yeshi.dispatch.problem import UNSERVED_S, Flags, Floats, Ints, Problem
from yeshi.dispatch.search import put_in_all

# Orders taken out at once.
SHAKEN_MIN, SHAKEN_MAX = 4, 9
# By so many seconds chance makes neighbours of orders that are none.
SCATTER_S = 180
# So many orders are neighbours of the one that chance chose, itself among them.
NEIGHBOURS = 24
# So many couriers exchange the ends of their plans afterwards.
AROUND = 16


@kernel
def shake(problem: Problem, plans: Plans, times: int, seed: int) -> bool:
    """Take neighbouring orders out and put them in anew, in a chance sequence; keep what is better.

    True if anything was. Where that made plans of another cost, the couriers around exchange the
    ends of theirs. The chance hangs on `seed` and the number of orders alone: the same snapshot is
    shaken alike.
    """
    orders = len(plans.holder)
    if orders < SHAKEN_MIN:
        return False
    best = Plans(
        plans.orders.copy(), plans.starts.copy(), plans.length.copy(),
        plans.cost.copy(), plans.holder.copy(), plans.clock.copy(), plans.spent.copy(),
        plans.doubt.copy(),
    )  # fmt: skip
    least = before = total(plans, problem, UNSERVED_S)
    chance = advance(orders + 1009 * seed)
    near, far = np.empty(min(NEIGHBOURS, orders), np.int64), np.empty(min(NEIGHBOURS, orders))
    touched = np.empty(len(plans.length), np.bool_)
    for _ in range(times):
        chance = neighbours(problem, advance(chance), near, far)
        chance = advance(chance)
        taken = SHAKEN_MIN + draw(chance, SHAKEN_MAX - SHAKEN_MIN + 1)
        touched[:] = False
        chosen = near[:taken].copy()
        chance = put_anew(problem, plans, chosen, chance, touched)
        cost = total(plans, problem, UNSERVED_S)
        if abs(cost - least) > WORTH_S:
            among = around(problem, plans, near)
            touched[among] = True
            cost -= exchange_all(problem, plans, among).saved
        if cost < least - WORTH_S:
            least = cost
            copy_touched(best, plans, touched)
        else:
            copy_touched(plans, best, touched)
    return least < before


@kernel
def put_anew(problem: Problem, plans: Plans, chosen: Ints, chance: int, touched: Flags) -> int:
    """Take the orders `chosen` out and put them in by chance's sequence; the chance after that.

    `touched` becomes true for each courier whose plan was changed; `chosen` is shuffled.
    """
    for order in chosen:
        if plans.holder[order] >= 0:
            touched[plans.holder[order]] = True
            take_out(plans, problem, order)
    for i in range(len(chosen) - 1, 0, -1):
        chance = advance(chance)
        j = draw(chance, i + 1)
        chosen[i], chosen[j] = chosen[j], chosen[i]
    put_in_all(problem, plans, chosen)
    for order in chosen:
        if plans.holder[order] >= 0:
            touched[plans.holder[order]] = True
    return chance


@unreferenced
def neighbours(problem: Problem, chance: int, near: Ints, far: Floats) -> int:
    """Fill `near` with the orders that have most to do with one chosen by chance; chance after it.

    The nearest first, by how far they are, scattered by chance; `far` is written upon.
    """
    orders, found = len(problem.ready), 0
    centre = draw(chance, orders)
    for order in range(orders):
        chance = advance(chance)
        at = farness(problem, centre, order) + draw(chance, SCATTER_S)
        found = rank_in(near, far, found, order, at)
    return chance


@kernel
def around(problem: Problem, plans: Plans, near: Ints) -> Ints:
    """AROUND couriers at most: holders of the orders `near`, and who is soonest at the first one's
    counter; in turn one of these and one of those."""
    inside = np.zeros(len(plans.length), np.bool_)
    soonest = problem.near[problem.counter[near[0]]]
    count = 0
    for step in range(max(len(near), len(soonest))):
        for one in (
            plans.holder[near[step]] if step < len(near) else -1,
            soonest[step] if step < len(soonest) else -1,
        ):
            if one >= 0 and not inside[one] and count < AROUND:
                inside[one] = True
                count += 1
    return np.flatnonzero(inside)


@inlined
def farness(problem: Problem, a: int, b: int) -> float:
    """How little two orders have to do with each other, in seconds."""
    apart: float = abs(problem.ready[a] - problem.ready[b])
    way: float = problem.travel[problem.counter[a], problem.counter[b]]
    return way + 0.5 * apart


@unreferenced
def copy_touched(target: Plans, source: Plans, touched: Flags) -> None:
    """Make `target` the same as `source`, which differs in plans of `touched` couriers alone."""
    for order in range(len(source.holder)):
        target.holder[order] = source.holder[order]
    for courier in range(len(touched)):
        if touched[courier]:
            target.length[courier] = source.length[courier]
            target.cost[courier] = source.cost[courier]
            for at in range(LENGTH_MAX):
                target.orders[courier, at] = source.orders[courier, at]
                target.starts[courier, at] = source.starts[courier, at]
            for at in range(LENGTH_MAX + 1):
                target.clock[courier, at] = source.clock[courier, at]
                target.spent[courier, at] = source.spent[courier, at]
                target.doubt[courier, at] = source.doubt[courier, at]


@inlined
def advance(chance: int) -> int:
    """The next number of a linear congruential sequence (the one of ISO C's example)."""
    return (chance * 1103515245 + 12345) % 2147483648


@inlined
def draw(chance: int, below: int) -> int:
    """A whole number from 0, below `below`, of the sequence's high bits, which are the better."""
    return (chance >> 12) % below
