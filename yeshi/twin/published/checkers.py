"""Whether a solution keeps every rule of the published problem, from the files alone.

It shares no code with the engine, nor with the reader of instances: a fault in those cannot hide
itself here. What it needs of the files it reads anew, and what it needs of travel it computes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from pathlib import Path

from yeshi.twin.published.files import (
    ORDERS,
    Assignment,
    Place,
    PublishedProblem,
    Solution,
    read_problem,
    read_solution,
)

Visit = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that does not hold, and where."""

    rule: str
    where: str
    fault: str


def check(instance: Path, solution: Path) -> list[Breach]:
    """The breaches, none when it is feasible; InstanceError when a file cannot be read."""
    problem, solved = read_problem(instance), read_solution(solution)
    breaches = list(_known(problem, solved))
    if breaches:
        return breaches
    for rule in (_assigned, _told_alike, _moved, _visited):
        breaches += rule(problem, solved)
    return breaches


def minutes_between(problem: PublishedProblem, a: Place, b: Place) -> int:
    """Whole minutes from `a` to `b`, rounded up."""
    return ceil(sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) / problem.speed)


def _known(problem: PublishedProblem, solved: Solution) -> Iterator[Breach]:
    """Names of couriers, orders and places are those of the instance."""
    for line in solved.assignments:
        if line.courier not in problem.couriers:
            yield Breach("known courier", line.where, f"unknown courier {line.courier}")
        for order in line.orders:
            if order not in problem.orders:
                yield Breach("known order", line.where, f"unknown order {order}")
    yield from _known_orders(problem, solved)
    yield from _known_moves(problem, solved)


def _known_orders(problem: PublishedProblem, solved: Solution) -> Iterator[Breach]:
    for order, (where, times, _) in solved.orders.items():
        if order not in problem.orders:
            yield Breach("known order", where, f"unknown order {order}")
        elif times[0] != problem.orders[order][1] or times[1] != problem.orders[order][3]:
            yield Breach("instance's times", where, f"placing or ready time of {order} is altered")
    for order in problem.orders:
        if order not in solved.orders:
            yield Breach("every order", ORDERS, f"{order} is missing")


def _known_moves(problem: PublishedProblem, solved: Solution) -> Iterator[Breach]:
    for courier, moves in solved.moves.items():
        if courier not in problem.couriers:
            yield Breach("known courier", moves[0].where, f"unknown courier {courier}")
        for move in moves:
            for place in (move.origin, move.destination):
                known = place in problem.orders or place in problem.restaurants
                if not known and not (place == "0" and move.origin == "0"):
                    yield Breach("known place", move.where, f"unknown place {place}")


def _assigned(problem: PublishedProblem, solved: Solution) -> Iterator[Breach]:
    """Each assignment's own rules: one restaurant, nothing before its time, by the shift's end."""
    first: dict[str, str] = {}
    for line in solved.assignments:
        _, on, off = problem.couriers[line.courier]
        if not on <= line.pickup <= off:
            fault = f"pick-up at {line.pickup:g}, outside the shift {on:g}–{off:g}"
            yield Breach("pick-up within the shift", line.where, fault)
        if line.made > line.pickup:
            yield Breach("assigned before pick-up", line.where, f"made at {line.made:g}")
        restaurants = {problem.orders[order][2] for order in line.orders}
        if len(restaurants) > 1:
            yield Breach("one restaurant", line.where, f"orders of {sorted(restaurants)}")
        for order in line.orders:
            _, placed, _, ready = problem.orders[order]
            if order in first:
                fault = f"{order} was assigned at {first[order]} already"
                yield Breach("one assignment", line.where, fault)
            first.setdefault(order, line.where)
            if line.made < placed:
                fault = f"{order} is placed at {placed:g}, assigned at {line.made:g}"
                yield Breach("placed before assigned", line.where, fault)
            if line.pickup < ready:
                fault = f"{order} is ready at {ready:g}, picked up at {line.pickup:g}"
                yield Breach("ready before pick-up", line.where, fault)


def _told_alike(problem: PublishedProblem, solved: Solution) -> Iterator[Breach]:
    """The orders' lines tell what the assignments do, drop-offs are in sequence and apart."""
    assigned = {order: line for line in solved.assignments for order in line.orders}
    for order, (where, times, courier) in solved.orders.items():
        line = assigned.get(order)
        if line is None:
            if times[2] is not None or times[3] is not None:
                yield Breach("assigned", where, f"{order} is delivered and never assigned")
        elif courier != line.courier or times[2] != line.pickup or times[3] is None:
            yield Breach("told alike", where, f"{order} differs from {line.where}")
    for line in solved.assignments:
        drops = [solved.orders[order][1][3] for order in line.orders]
        known = [drop for drop in drops if drop is not None]
        for before, after in pairwise(known):
            if after - before < problem.dropoff_service:
                fault = f"drop-offs at {before:g} and {after:g}"
                yield Breach("a drop-off service apart", line.where, fault)


def _moved(problem: PublishedProblem, solved: Solution) -> Iterator[Breach]:
    """Moves are continuous in place, and leave time for the way and for half the service."""
    for courier, moves in solved.moves.items():
        start, on, _ = problem.couriers[courier]
        here, free = "0", on
        for move in moves:
            if move.origin != here:
                fault = f"{courier} leaves {move.origin} but is at {here}"
                yield Breach("continuous in place", move.where, fault)
                break
            if move.departs < free:
                fault = f"{courier} leaves at {move.departs:g}, free at {free:g}"
                yield Breach("continuous in time", move.where, fault)
            origin = start if here == "0" else _place(problem, here)
            way = minutes_between(problem, origin, _place(problem, move.destination))
            here, free = move.destination, move.departs + way
            if here in problem.orders:
                free += problem.dropoff_service


def _visited(problem: PublishedProblem, solved: Solution) -> Iterator[Breach]:
    """The courier is in the restaurant at the pick-up, and at each door at its drop-off."""
    for line in solved.assignments:
        visits = _visits(problem, solved, line.courier)
        restaurant = problem.orders[line.orders[0]][2]
        half = problem.pickup_service / 2
        if not any(
            place == restaurant and arrives + half <= line.pickup and line.pickup + half <= leaves
            for place, arrives, leaves in visits
        ):
            fault = f"{line.courier} is not at {restaurant} around {line.pickup:g}"
            yield Breach("in the restaurant at the pick-up", line.where, fault)
        yield from _at_doors(problem, solved, line, visits)


def _at_doors(
    problem: PublishedProblem, solved: Solution, line: Assignment, visits: list[Visit]
) -> Iterator[Breach]:
    half = problem.dropoff_service / 2
    for order in line.orders:
        drop = solved.orders[order][1][3]
        if drop is not None and not any(
            place == order and arrives + half <= drop and drop + half <= leaves
            for place, arrives, leaves in visits
        ):
            fault = f"{line.courier} is not at the door of {order} around {drop:g}"
            yield Breach("at the door at the drop-off", line.where, fault)


def _visits(problem: PublishedProblem, solved: Solution, courier: str) -> list[Visit]:
    """Where the courier stands, from when, until when."""
    start, on, _ = problem.couriers[courier]
    moves = solved.moves.get(courier, [])
    visits = [("0", on, moves[0].departs if moves else float("inf"))]
    for index, move in enumerate(moves):
        origin = start if move.origin == "0" else _place(problem, move.origin)
        arrives = move.departs + minutes_between(problem, origin, _place(problem, move.destination))
        leaves = moves[index + 1].departs if index + 1 < len(moves) else float("inf")
        visits.append((move.destination, arrives, leaves))
    return visits


def _place(problem: PublishedProblem, name: str) -> Place:
    return problem.restaurants[name] if name in problem.restaurants else problem.orders[name][0]
