"""Plans: for each courier the orders to come, in order, parted into trips; and what they cost."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from yeshi.dispatch.kernel import kernel
from yeshi.dispatch.problem import IMPOSSIBLE_S, Flags, Floats, Ints, Problem

# No courier's plan is longer; what comes after is decided many ticks later.
LENGTH_MAX = 12


class Plans(NamedTuple):
    """Of m couriers, with n orders; changed in place.

    `orders[k, :length[k]]`: what courier k will bring, in the order of the doors; `starts` is true
    where a new trip begins. `cost[k]`: what that costs. `holder[o]`: whose plan order o is in, or
    -1.
    """

    orders: Ints
    starts: Flags
    length: Ints
    cost: Floats
    holder: Ints


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
    return Plans(
        np.zeros((m, LENGTH_MAX), dtype=np.int64),
        np.zeros((m, LENGTH_MAX), dtype=np.bool_),
        np.zeros(m, dtype=np.int64),
        np.zeros(m, dtype=np.float64),
        np.full(n, -1, dtype=np.int64),
    )


@kernel
def trip_end(starts: Flags, length: int, begin: int) -> int:
    """The position after the last order of the trip that begins at `begin`."""
    end = begin + 1
    while end < length and not starts[end]:
        end += 1
    return end


@kernel
def ready_of(problem: Problem, orders: Ints, begin: int, end: int) -> float:
    """When the last of a trip's orders is ready."""
    ready: float = problem.ready[orders[begin]]
    for i in range(begin + 1, end):
        ready = max(ready, problem.ready[orders[i]])
    return ready


@kernel
def cost_of(problem: Problem, courier: int, orders: Ints, starts: Flags, length: int) -> float:
    """Seconds by which the orders come later than a waiting courier could bring them, plus the
    price of the courier's time; IMPOSSIBLE_S when a rule forbids the plan.

    Hand-over at the counter = max(last ready, arrival + half the pickup service), by the shift's
    end; at a door = arrival + half the drop-off service; departure half a service after each.
    """
    counters = problem.travel.shape[1] - len(problem.ready)
    clock = problem.free[courier]
    place = problem.travel.shape[1] + courier
    cost = 0.0
    begin = 0
    while begin < length:
        end = trip_end(starts, length, begin)
        counter = problem.counter[orders[begin]]
        way = problem.travel[place, counter]
        collected = max(clock + way + problem.half_pickup, ready_of(problem, orders, begin, end))
        if collected > problem.off[courier] or end - begin > problem.capacity[courier]:
            return IMPOSSIBLE_S
        left = collected - problem.half_pickup - way
        clock = collected + problem.half_pickup
        place = counter
        for i in range(begin, end):
            order = orders[i]
            if problem.barred[order, courier]:
                return IMPOSSIBLE_S
            clock += problem.travel[place, counters + order] + problem.half_dropoff
            if end - begin > 1 and clock - collected > problem.ride_max:
                return IMPOSSIBLE_S
            cost += clock - problem.earliest[order]
            clock += problem.half_dropoff
            place = counters + order
        cost += problem.price * (clock - left)
        begin = end
    return cost


@kernel
def insert(orders: Ints, starts: Flags, length: int, order: int, place: Place) -> None:
    """Put `order` into a plan of `length` orders, which has room for it."""
    for i in range(length, place.position, -1):
        orders[i] = orders[i - 1]
        starts[i] = starts[i - 1]
    orders[place.position] = order
    starts[place.position] = place.own_trip or place.heads
    if place.heads:
        starts[place.position + 1] = False


@kernel
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
    plans.cost[courier] = cost_of(problem, courier, orders, starts, length - 1)
    saved: float = before - plans.cost[courier]
    if length == 1:
        saved += problem.loss[courier]
    return saved


@kernel
def put_in(plans: Plans, problem: Problem, order: int, place: Place) -> None:
    """Put `order` into the plan of the courier whom `place` names."""
    courier = place.courier
    orders, starts = plans.orders[courier], plans.starts[courier]
    insert(orders, starts, plans.length[courier], order, place)
    plans.length[courier] += 1
    plans.holder[order] = courier
    plans.cost[courier] = cost_of(problem, courier, orders, starts, plans.length[courier])


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
