"""The search for good plans: put in what has no place, move single orders, exchange ends."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.exchange import WORTH_S, exchange_all
from yeshi.dispatch.insertion import best_place
from yeshi.dispatch.kernel import kernel
from yeshi.dispatch.plans import LENGTH_MAX, Plans, book, put_in, take_out
from yeshi.dispatch.problem import Flags, Ints, Problem


@kernel
def settle(problem: Problem, plans: Plans, by_ready: Ints, passes: int) -> tuple[float, float]:
    """Put every order that has no place into `plans`, and improve them until `passes` are over.

    Comes back with the cost of the last matching of whole plans to couriers, and the bound that its
    prices prove. `by_ready`: all orders, the first ready first.
    """
    put_in_all(problem, plans, by_ready)
    everyone = np.arange(len(plans.length))
    proof = exchange_all(problem, plans, everyone)
    for _ in range(passes):
        if not move_single_orders(problem, plans, by_ready):
            break
        proof = exchange_all(problem, plans, everyone)
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
            if place.added >= saved - WORTH_S:
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
