"""The search for good plans: put in, move single orders, exchange ends of plans, shake."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.exchange import WORTH_S, exchange, exchange_all
from yeshi.dispatch.insertion import best_place
from yeshi.dispatch.kernel import inlined, kernel
from yeshi.dispatch.plans import LENGTH_MAX, Plans, book, put_in, take_out, total
from yeshi.dispatch.problem import UNSERVED_S, Flags, Ints, Problem

# Orders taken out at once in a shake.
SHAKEN_MIN, SHAKEN_MAX = 4, 9
# So many couriers exchange the ends of their plans after a shake.
AROUND = 16
# By so many seconds chance makes neighbours of orders that are none.
SCATTER_S = 180


@kernel
def settle(problem: Problem, plans: Plans, by_ready: Ints, passes: int) -> tuple[float, float]:
    """Put every order that has no place into `plans`, and improve them until `passes` are over.

    Comes back with the cost of the matching of whole plans to couriers, and the bound that its
    prices prove. `by_ready`: all orders, the first ready first.
    """
    put_in_all(problem, plans, by_ready)
    everyone = np.arange(len(plans.length))
    proof = exchange(problem, plans, 0, everyone)
    for _ in range(passes):
        moved = move_single_orders(problem, plans, by_ready)
        if exchange_all(problem, plans, everyone) == 0.0 and not moved:
            break
    return proof.cost, proof.bound


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
def shake(problem: Problem, plans: Plans, times: int, seed: int) -> None:
    """Take neighbouring orders out and put them in anew, in a chance sequence; keep what is better.

    Where that made plans of another cost, the couriers around exchange the ends of theirs. The
    chance hangs on `seed` and the number of orders alone: the same snapshot is shaken alike.
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
        by_near = np.argsort(near)
        chance = advance(chance)
        chosen = by_near[: SHAKEN_MIN + draw(chance, SHAKEN_MAX - SHAKEN_MIN + 1)].copy()
        for order in chosen:
            if plans.holder[order] >= 0:
                take_out(plans, problem, order)
        for i in range(len(chosen) - 1, 0, -1):
            chance = advance(chance)
            j = draw(chance, i + 1)
            chosen[i], chosen[j] = chosen[j], chosen[i]
        put_in_all(problem, plans, chosen)
        cost = total(plans, problem, UNSERVED_S)
        if abs(cost - least) > WORTH_S:
            cost -= exchange_all(problem, plans, around(problem, plans, by_near))
        if cost < least - WORTH_S:
            least = cost
            copy_into(best, plans)
        else:
            copy_into(plans, best)


@kernel
def around(problem: Problem, plans: Plans, by_near: Ints) -> Ints:
    """AROUND couriers: who holds the orders first in `by_near`, and who is near the first one.

    In turn one of these and one of those.
    """
    inside = np.zeros(len(plans.length), np.bool_)
    near = problem.near[problem.counter[by_near[0]]]
    count = 0
    for step in range(max(len(by_near), len(near))):
        for one in (
            plans.holder[by_near[step]] if step < len(by_near) else -1,
            near[step] if step < len(near) else -1,
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
