"""The search for good plans: put in, exchange whole plans, move single orders, shake."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.insertion import best_place
from yeshi.dispatch.kernel import inlined, kernel
from yeshi.dispatch.matching import cheapest_matching
from yeshi.dispatch.plans import LENGTH_MAX, Plans, book, cost_of, put_in, take_out, total
from yeshi.dispatch.problem import IMPOSSIBLE_S, UNSERVED_S, Flags, Ints, Problem

# Orders taken out at once in a shake.
SHAKEN = 6
# By so many seconds chance makes neighbours of orders that are none.
SCATTER_S = 180


@kernel
def settle(problem: Problem, plans: Plans, by_ready: Ints, passes: int) -> tuple[float, float]:
    """Put every order that has no place into `plans`, and improve them until `passes` are over.

    Comes back with the cost of the matching of whole plans to couriers, and the bound that its
    prices prove. `by_ready`: all orders, the first ready first.
    """
    put_in_all(problem, plans, by_ready)
    cost, bound = rematch(problem, plans)
    for _ in range(passes):
        if not move_single_orders(problem, plans, by_ready):
            break
    return cost, bound


@kernel
def put_in_all(problem: Problem, plans: Plans, orders: Ints) -> None:
    """Put each of `orders` that has no place where it costs least, if anywhere."""
    paper = np.empty(LENGTH_MAX + 1, np.int64)
    for order in orders:
        if plans.holder[order] < 0:
            place = best_place(problem, plans, order, paper)
            if place.courier >= 0:
                put_in(plans, problem, order, place)


@kernel
def move_single_orders(problem: Problem, plans: Plans, orders: Ints) -> bool:
    """Move each order to where it costs less; whether any was moved."""
    paper = np.empty(LENGTH_MAX + 1, np.int64)
    kept = np.empty(LENGTH_MAX, np.int64)
    kept_marks = np.empty(LENGTH_MAX, np.bool_)
    moved = False
    for order in orders:
        courier = plans.holder[order]
        if courier >= 0:
            kept[:] = plans.orders[courier]
            kept_marks[:] = plans.starts[courier]
            saved = take_out(plans, problem, order)
            if saved <= 1e-6:
                restore(plans, problem, courier, order, kept, kept_marks)
                continue
            place = best_place(problem, plans, order, paper)
            if place.added >= saved - 1e-3:
                restore(plans, problem, courier, order, kept, kept_marks)
            else:
                put_in(plans, problem, order, place)
                moved = True
        else:
            place = best_place(problem, plans, order, paper)
            if place.courier >= 0:
                put_in(plans, problem, order, place)
                moved = True
    return moved


@kernel
def restore(
    plans: Plans, problem: Problem, courier: int, order: int, kept: Ints, kept_marks: Flags
) -> None:
    """Put a courier's plan back as it was before `order` was taken out."""
    plans.orders[courier] = kept
    plans.starts[courier] = kept_marks
    plans.length[courier] += 1
    plans.holder[order] = courier
    book(plans, problem, courier)


@kernel
def rematch(problem: Problem, plans: Plans) -> tuple[float, float]:
    """Give whole plans to those for whom all cost least together; that cost, and its bound."""
    couriers = len(plans.length)
    busy = np.flatnonzero(plans.length > 0)
    if not len(busy):
        return 0.0, 0.0
    costs = np.empty((len(busy), couriers))
    for row, holder in enumerate(busy):
        held, marks, length = plans.orders[holder], plans.starts[holder], plans.length[holder]
        for courier in range(couriers):
            alone = cost_of(problem, courier, held, marks, length)
            costs[row, courier] = min(alone + problem.loss[courier], IMPOSSIBLE_S)
    column_of, row_price, column_price = cheapest_matching(costs)
    orders, starts = plans.orders[busy], plans.starts[busy]
    lengths = plans.length[busy]
    plans.length[:] = 0
    cost = 0.0
    for row in range(len(busy)):
        courier = column_of[row]
        cost += costs[row, courier]
        possible = costs[row, courier] < IMPOSSIBLE_S
        if possible:
            plans.orders[courier] = orders[row]
            plans.starts[courier] = starts[row]
            plans.length[courier] = lengths[row]
            book(plans, problem, courier)
        for i in range(lengths[row]):
            plans.holder[orders[row, i]] = courier if possible else -1
    return cost, row_price.sum() + column_price.sum()


@kernel
def shake(problem: Problem, plans: Plans, times: int, seed: int) -> None:
    """Take neighbouring orders out and put them in anew, in a chance sequence; keep what is better.

    The chance hangs on `seed` and the number of orders alone: the same snapshot is shaken alike.
    """
    orders = len(plans.holder)
    if orders < 4:
        return
    best = Plans(
        plans.orders.copy(), plans.starts.copy(), plans.length.copy(),
        plans.cost.copy(), plans.holder.copy(), plans.clock.copy(), plans.spent.copy(),
        plans.doubt.copy(),
    )  # fmt: skip
    least = total(plans, problem, UNSERVED_S)
    chance = advance(orders + 1009 * seed)
    near = np.empty(orders)
    for _ in range(times):
        chance = advance(chance)
        centre = draw(chance, orders)
        for order in range(orders):
            chance = advance(chance)
            near[order] = farness(problem, centre, order) + draw(chance, SCATTER_S)
        chosen = np.argsort(near)[:SHAKEN]
        for order in chosen:
            if plans.holder[order] >= 0:
                take_out(plans, problem, order)
        for i in range(len(chosen) - 1, 0, -1):
            chance = advance(chance)
            j = draw(chance, i + 1)
            chosen[i], chosen[j] = chosen[j], chosen[i]
        put_in_all(problem, plans, chosen)
        cost = total(plans, problem, UNSERVED_S)
        if cost < least - 1e-3:
            least = cost
            copy_into(best, plans)
        else:
            copy_into(plans, best)


@inlined
def farness(problem: Problem, a: int, b: int) -> float:
    """How little two orders have to do with each other, in seconds."""
    apart: float = abs(problem.ready[a] - problem.ready[b])
    way: float = problem.travel[problem.counter[a], problem.counter[b]]
    return way + 0.5 * apart


@kernel
def copy_into(target: Plans, source: Plans) -> None:
    """Make `target` the same as `source`."""
    target.orders[:] = source.orders
    target.starts[:] = source.starts
    target.length[:] = source.length
    target.cost[:] = source.cost
    target.holder[:] = source.holder
    target.clock[:] = source.clock
    target.spent[:] = source.spent
    target.doubt[:] = source.doubt


@inlined
def advance(chance: int) -> int:
    """The next number of a linear congruential sequence (the one of ISO C's example)."""
    return (chance * 1103515245 + 12345) % 2147483648


@inlined
def draw(chance: int, below: int) -> int:
    """A whole number from 0, below `below`, of the sequence's high bits, which are the better."""
    return (chance >> 12) % below
