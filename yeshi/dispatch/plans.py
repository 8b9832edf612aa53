"""Plans: for each courier the orders to come, in order, parted into trips; and what they cost."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from yeshi.dispatch.kernel import inlined, kernel
from yeshi.dispatch.later import later_of
from yeshi.dispatch.problem import IMPOSSIBLE_S, Flags, Floats, Ints, Problem

# No courier's plan is longer; what comes after is decided many ticks later.
LENGTH_MAX = 12


class Plans(NamedTuple):
    """Of m couriers, with n orders; changed in place.

    `orders[k, :length[k]]`: what courier k will bring, in the order of the doors; `starts` is true
    where a new trip begins. `cost[k]`: what that costs. `holder[o]`: whose plan order o is in, or
    -1. Where a trip begins, and after the last: `clock`, when the courier is expected to be free
    for it, `doubt`, the variance of that, and `spent`, what the plan costs until then.
    """

    orders: Ints
    starts: Flags
    length: Ints
    cost: Floats
    holder: Ints
    clock: Floats
    spent: Floats
    doubt: Floats


class Place(NamedTuple):
    """Where an order could go: the courier, the position, whether as a trip of its own or as the
    head of the trip that begins there, and what it adds to the cost."""

    courier: int
    position: int
    own_trip: bool
    heads: bool
    added: float


def empty_plans(problem: Problem) -> Plans:
    """No courier has anything to do."""
    n, m = len(problem.ready), len(problem.free)
    clock = np.zeros((m, LENGTH_MAX + 1), dtype=np.float64)
    clock[:, 0] = problem.free
    return Plans(
        np.zeros((m, LENGTH_MAX), dtype=np.int64),
        np.zeros((m, LENGTH_MAX), dtype=np.bool_),
        np.zeros(m, dtype=np.int64),
        np.zeros(m, dtype=np.float64),
        np.full(n, -1, dtype=np.int64),
        clock,
        np.zeros((m, LENGTH_MAX + 1), dtype=np.float64),
        np.zeros((m, LENGTH_MAX + 1), dtype=np.float64),
    )


@inlined
def trip_end(starts: Flags, length: int, begin: int) -> int:
    """The position after the last order of the trip that begins at `begin`."""
    end = begin + 1
    while end < length and not starts[end]:
        end += 1
    return end


@inlined
def ready_of(problem: Problem, orders: Ints, begin: int, end: int) -> tuple[float, float]:
    """When the last of a trip's orders is expected to be ready, and the variance of that."""
    ready, doubt = problem.ready[orders[begin]], problem.ready_var[orders[begin]]
    for i in range(begin + 1, end):
        ready, doubt = later_of(
            ready, doubt, problem.ready[orders[i]], problem.ready_var[orders[i]]
        )
    return ready, doubt


@inlined
def after_trip(
    problem: Problem, courier: int, orders: Ints, begin: int, end: int,
    clock: float, doubt: float, place: int,
) -> tuple[float, float, float]:  # fmt: skip
    """When the courier is free after the trip `orders[begin:end]`, its variance, and its cost.

    They are free for it at `clock`, with the variance `doubt`, at `place`. The cost: seconds by
    which the orders come later than a waiting courier could bring them, plus the price of the
    courier's time; IMPOSSIBLE_S when a rule forbids the trip. Hand-over at the counter = the later
    of readiness and of arrival + half the pickup service, by the shift's end; at a door = arrival +
    half the drop-off service; departure half a service after each.
    """
    counters = problem.travel.shape[1] - len(problem.ready)
    counter = problem.counter[orders[begin]]
    way = problem.travel[place, counter]
    ready, ready_doubt = ready_of(problem, orders, begin, end)
    collected, doubt = later_of(
        clock + way + problem.half_pickup, doubt + (problem.way_cv * way) ** 2, ready, ready_doubt
    )
    if collected > problem.off[courier] or end - begin > problem.capacity[courier]:
        return clock, doubt, IMPOSSIBLE_S
    left = collected - problem.half_pickup - way
    clock = collected + problem.half_pickup
    place = counter
    cost = 0.0
    for i in range(begin, end):
        order = orders[i]
        if problem.barred[order, courier]:
            return clock, doubt, IMPOSSIBLE_S
        ride = problem.travel[place, counters + order]
        clock += ride + problem.half_dropoff
        doubt += (problem.way_cv * ride) ** 2
        if end - begin > 1 and clock - collected > problem.ride_max:
            return clock, doubt, IMPOSSIBLE_S
        cost += clock - problem.earliest[order]
        clock += problem.half_dropoff
        place = counters + order
    taken = clock - left + problem.onward[orders[end - 1]]
    return clock, doubt, cost + problem.price * taken


@inlined
def door_before(problem: Problem, courier: int, orders: Ints, at: int) -> int:
    """Where the courier stands before the order at position `at`: the last door, or their place."""
    place: int = problem.travel.shape[1] + courier
    if at > 0:
        place = problem.travel.shape[1] - len(problem.ready) + orders[at - 1]
    return place


@inlined
def cost_from(
    problem: Problem, courier: int, orders: Ints, starts: Flags, length: int,
    begin: int, clock: float, doubt: float, place: int, spent: float, limit: float,
) -> float:  # fmt: skip
    """What a plan costs whose trips before `begin` cost `spent`.

    The courier is free at `clock` (variance `doubt`), at `place`. IMPOSSIBLE_S when a rule forbids
    it, or once it is above `limit`.
    """
    while begin < length:
        end = trip_end(starts, length, begin)
        clock, doubt, cost = after_trip(problem, courier, orders, begin, end, clock, doubt, place)
        spent += cost
        if spent > limit:
            return IMPOSSIBLE_S
        place = door_before(problem, courier, orders, end)
        begin = end
    return spent


@inlined
def cost_of(problem: Problem, courier: int, orders: Ints, starts: Flags, length: int) -> float:
    """What a plan costs in the hands of `courier`; IMPOSSIBLE_S when a rule forbids it."""
    place = problem.travel.shape[1] + courier
    cost: float = cost_from(
        problem, courier, orders, starts, length,
        0, problem.free[courier], problem.free_var[courier], place, 0.0, IMPOSSIBLE_S - 1.0,
    )  # fmt: skip
    return cost


@inlined
def book(plans: Plans, problem: Problem, courier: int) -> None:
    """Write down what the courier's plan costs, and where it stands at each trip."""
    orders, starts, length = plans.orders[courier], plans.starts[courier], plans.length[courier]
    clock, doubt, spent = problem.free[courier], problem.free_var[courier], 0.0
    plans.clock[courier, 0], plans.doubt[courier, 0], plans.spent[courier, 0] = clock, doubt, spent
    begin = 0
    while begin < length:
        end = trip_end(starts, length, begin)
        place = door_before(problem, courier, orders, begin)
        clock, doubt, cost = after_trip(problem, courier, orders, begin, end, clock, doubt, place)
        spent += cost
        begin = end
        plans.clock[courier, begin], plans.doubt[courier, begin] = clock, doubt
        plans.spent[courier, begin] = spent
    plans.cost[courier] = min(spent, IMPOSSIBLE_S)


@kernel
def book_all(plans: Plans, problem: Problem) -> None:
    """Write down what every plan costs and who holds what; give up plans that are impossible."""
    plans.holder[:] = -1
    for courier in range(len(plans.length)):
        book(plans, problem, courier)
        if plans.cost[courier] >= IMPOSSIBLE_S:
            plans.length[courier] = 0
            book(plans, problem, courier)
        for i in range(plans.length[courier]):
            plans.holder[plans.orders[courier, i]] = courier


@inlined
def insert(orders: Ints, starts: Flags, length: int, order: int, place: Place) -> None:
    """Put `order` into a plan of `length` orders, which has room for it."""
    for i in range(length, place.position, -1):
        orders[i] = orders[i - 1]
        starts[i] = starts[i - 1]
    orders[place.position] = order
    starts[place.position] = place.own_trip or place.heads
    if place.heads:
        starts[place.position + 1] = False


@inlined
def take_out(plans: Plans, problem: Problem, order: int) -> float:
    """Take `order` out of the plan that holds it; how much less that plan costs now."""
    courier = plans.holder[order]
    orders, starts = plans.orders[courier], plans.starts[courier]
    length = plans.length[courier]
    at = 0
    while orders[at] != order:
        at += 1
    if starts[at] and at + 1 < length:
        starts[at + 1] = True
    for i in range(at, length - 1):
        orders[i] = orders[i + 1]
        starts[i] = starts[i + 1]
    plans.length[courier] = length - 1
    plans.holder[order] = -1
    before = plans.cost[courier]
    book(plans, problem, courier)
    saved: float = before - plans.cost[courier]
    if length == 1:
        saved += problem.loss[courier]
    return saved


@inlined
def put_in(plans: Plans, problem: Problem, order: int, place: Place) -> None:
    """Put `order` into the plan of the courier whom `place` names."""
    courier = place.courier
    orders, starts = plans.orders[courier], plans.starts[courier]
    insert(orders, starts, plans.length[courier], order, place)
    plans.length[courier] += 1
    plans.holder[order] = courier
    book(plans, problem, courier)


@kernel
def total(plans: Plans, problem: Problem, unserved: float) -> float:
    """What all plans cost together, with `unserved` for each order that is in none."""
    cost = 0.0
    for courier in range(len(plans.length)):
        if plans.length[courier] > 0:
            cost += plans.cost[courier] + problem.loss[courier]
    for order in range(len(plans.holder)):
        if plans.holder[order] < 0:
            cost += unserved
    return cost
