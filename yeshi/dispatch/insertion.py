"""Where an order fits best: in which courier's plan, at which position, in which trip."""

from __future__ import annotations

from yeshi.dispatch.kernel import inlined, unreferenced
from yeshi.dispatch.plans import (
    LENGTH_MAX,
    Place,
    Plans,
    after_trip,
    cost_from,
    door_before,
    trip_end,
)
from yeshi.dispatch.problem import IMPOSSIBLE_S, Ints, Problem

# Ways to take a position: at the end of the trip that is over there, as a trip of its own, or
# in front of the order there.
JOINS_BEFORE, OWN_TRIP, JOINS_HERE = 0, 1, 2


@inlined
def cost_with(
    problem: Problem, plans: Plans, order: int, place: Place, begin: int, limit: float, paper: Ints
) -> float:
    """What the courier's plan costs with `order` at `place`; IMPOSSIBLE_S above `limit`.

    `begin` is where the trip begins that the order makes or joins; `paper` is written upon.
    """
    courier = place.courier
    orders, starts, length = plans.orders[courier], plans.starts[courier], plans.length[courier]
    end, size = begin, 0
    if not place.own_trip:
        end = trip_end(starts, length, begin)
        for i in range(begin, place.position):
            paper[size] = orders[i]
            size += 1
    paper[size] = order
    size += 1
    for i in range(place.position, end):
        paper[size] = orders[i]
        size += 1
    clock, doubt, cost = after_trip(
        problem, courier, paper, 0, size, plans.clock[courier, begin],
        plans.doubt[courier, begin], door_before(problem, courier, orders, begin),
    )  # fmt: skip
    cost += plans.spent[courier, begin]
    if cost > limit:
        return IMPOSSIBLE_S
    total: float = cost_from(
        problem, courier, orders, starts, length,
        end, clock, doubt, door_before(problem, courier, paper, size), cost, limit,
    )  # fmt: skip
    return total


@inlined
def cheaper(
    problem: Problem, plans: Plans, order: int, best: Place, place: Place, begin: int, paper: Ints
) -> Place:
    """The better of `best` and of `place`, whose cost is found here; `begin` as in `cost_with`."""
    before = plans.cost[place.courier]
    if plans.length[place.courier] == 0:
        before = -problem.loss[place.courier]
    limit = before + best.added - 1e-6
    cost = cost_with(problem, plans, order, place, begin, limit, paper)
    if cost < min(limit, IMPOSSIBLE_S):
        return Place(place.courier, place.position, place.own_trip, place.heads, cost - before)
    return best


@inlined
def best_within(
    problem: Problem, plans: Plans, order: int, courier: int, best: Place, paper: Ints
) -> Place:
    """The better of `best` and of all positions in the plan of `courier`."""
    length = plans.length[courier]
    trips = 0
    for i in range(length):
        trips += plans.starts[courier, i]
    counter = problem.counter[order]
    begin = 0
    for at in range(length + 1):
        boundary = at == length or plans.starts[courier, at]
        for way in (JOINS_BEFORE, OWN_TRIP, JOINS_HERE):
            if way == OWN_TRIP:
                begin = at if boundary else begin
                fits = boundary and trips < problem.trips_ahead
            else:
                # Beside which order of the same counter: the last of the trip before, or this one.
                beside = at - 1 if way == JOINS_BEFORE else at
                fits = problem.bundling and 0 <= beside < length
                fits = fits and (boundary or way == JOINS_HERE)
                fits = fits and problem.counter[plans.orders[courier, beside]] == counter
            if fits:
                heads = way == JOINS_HERE and boundary
                place = Place(courier, at, way == OWN_TRIP, heads, 0.0)
                best = cheaper(problem, plans, order, best, place, begin, paper)
    return best


@unreferenced
def best_place(problem: Problem, plans: Plans, order: int, paper: Ints) -> Place:
    """The cheapest place for `order` in all plans; its courier is -1 when there is none.

    A courier who could not be at the counter early enough to beat the best so far is passed over:
    what the order itself is late bounds what it adds (by the triangle inequality).
    """
    best = Place(-1, 0, True, False, IMPOSSIBLE_S)
    pinned = problem.pinned[order]
    if pinned >= 0 and plans.length[pinned] < LENGTH_MAX:
        return best_within(problem, plans, order, pinned, best, paper)
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
            best = best_within(problem, plans, order, courier, best, paper)
    return best
