"""Where an order fits best: in which courier's plan, at which position, in which trip."""

from __future__ import annotations

from yeshi.dispatch.kernel import kernel
from yeshi.dispatch.plans import LENGTH_MAX, Place, Plans, cost_of, insert
from yeshi.dispatch.problem import IMPOSSIBLE_S, Flags, Ints, Problem


@kernel
def cost_with(
    problem: Problem, plans: Plans, order: int, place: Place, orders: Ints, starts: Flags
) -> float:
    """What the courier's plan costs with `order` at `place`; `orders` and `starts` are paper."""
    courier = place.courier
    length = plans.length[courier]
    for i in range(length):
        orders[i] = plans.orders[courier, i]
        starts[i] = plans.starts[courier, i]
    insert(orders, starts, length, order, place)
    return cost_of(problem, courier, orders, starts, length + 1)


@kernel
def cheaper(
    problem: Problem,
    plans: Plans,
    order: int,
    best: Place,
    place: Place,
    orders: Ints,
    starts: Flags,
) -> Place:
    """The better of `best` and of `place`, whose cost is found here."""
    cost = cost_with(problem, plans, order, place, orders, starts)
    if cost >= IMPOSSIBLE_S:
        return best
    before = plans.cost[place.courier]
    if plans.length[place.courier] == 0:
        before = -problem.loss[place.courier]
    if cost - before < best.added - 1e-6:
        return Place(place.courier, place.position, place.own_trip, place.heads, cost - before)
    return best


@kernel
def best_within(
    problem: Problem,
    plans: Plans,
    order: int,
    courier: int,
    best: Place,
    orders: Ints,
    starts: Flags,
) -> Place:
    """The better of `best` and of all positions in the plan of `courier`."""
    length = plans.length[courier]
    trips = 0
    for i in range(length):
        trips += plans.starts[courier, i]
    counter = problem.counter[order]
    for at in range(length + 1):
        boundary = at == length or plans.starts[courier, at]
        if boundary and trips < problem.trips_ahead:
            place = Place(courier, at, True, False, 0.0)
            best = cheaper(problem, plans, order, best, place, orders, starts)
        if not problem.bundling:
            continue
        if at < length and problem.counter[plans.orders[courier, at]] == counter:
            place = Place(courier, at, False, boundary, 0.0)
            best = cheaper(problem, plans, order, best, place, orders, starts)
        if at > 0 and boundary and problem.counter[plans.orders[courier, at - 1]] == counter:
            place = Place(courier, at, False, False, 0.0)
            best = cheaper(problem, plans, order, best, place, orders, starts)
    return best


@kernel
def best_place(problem: Problem, plans: Plans, order: int, orders: Ints, starts: Flags) -> Place:
    """The cheapest place for `order` in all plans; its courier is -1 when there is none.

    A courier who could not be at the counter early enough to beat the best so far is passed over:
    what the order itself is late bounds what it adds (by the triangle inequality).
    """
    best = Place(-1, 0, True, False, IMPOSSIBLE_S)
    pinned = problem.pinned[order]
    if pinned >= 0 and plans.length[pinned] < LENGTH_MAX:
        return best_within(problem, plans, order, pinned, best, orders, starts)
    ready, counter = problem.ready[order], problem.counter[order]
    first = problem.travel.shape[1]
    for courier in problem.near[counter]:
        if plans.length[courier] >= LENGTH_MAX:
            continue
        there = problem.free[courier] + problem.travel[first + courier, counter]
        late = max(0.0, there + problem.half_pickup - ready)
        if plans.length[courier] == 0:
            late += problem.loss[courier]
        if late < best.added - 1e-6:
            best = best_within(problem, plans, order, courier, best, orders, starts)
    return best
