"""What any dispatcher needs at least on a night: a bound that knows how many couriers there are.

    python -m bench.dispatch.bound DIR [--name PART]... [--seconds 60]

The proof is in docs/algorithms/bound.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import highspy
import numpy as np

from bench.dispatch.bound_trips import Floats, Found, Ground, Ints, search
from bench.dispatch.core import Yeshi
from bench.dispatch.harness import Night
from bench.dispatch.instances import instances
from yeshi.dispatch.policy import Policy
from yeshi.geo.point import Point
from yeshi.geo.travel import WholeMinutes
from yeshi.twin.instances import grubhub
from yeshi.twin.instances.grubhub import Instance

# Minutes that share one row of the programme, and so one rent.
SLOT = 5
# A trip's courier may still be away so long after the last shift's end.
AFTER = 180
# What it costs in the first programmes to leave an order out, beyond the trivial bound, minutes.
LEFT_OUT = 90.0
FIRST_PRICE = 3.0
ROOM = 200_000
# The programme has converged when it can lower the mean by no more than this, minutes.
CLOSE = 0.001


@dataclass(frozen=True, slots=True)
class Bound:
    """Minutes that all orders together take at least, from placing to hand-over.

    `orders`: those that can be picked up at all, with the price of each (minutes) and its trivial
    bound; `rents`: what the couriers' time is worth in all. Whoever delivers only some of them
    takes at least the sum of their prices less the rents. `converged`: no better bound of this
    kind exists.
    """

    orders: tuple[str, ...]
    prices: Floats
    trivial: Floats
    rents: float
    converged: bool
    took_s: float

    def total(self, delivered: set[str] | None = None) -> float:
        """Minutes of click-to-door of `delivered` (all of them if None) together, at least."""
        brought = [delivered is None or order in delivered for order in self.orders]
        courier_aware = float(self.prices[brought].sum()) - self.rents
        return max(courier_aware, float(self.trivial[brought].sum()))


def ground_of(instance: Instance) -> tuple[Ground, list[grubhub.InstanceOrder]]:
    """The instance in numbers, and its orders that are ready while anyone is on duty, in order."""
    rules, last = instance.parameters, max(courier.off for courier in instance.couriers)
    travel = WholeMinutes(rules.metres_per_minute)
    orders = [order for order in instance.orders if order.ready <= last]
    orders.sort(key=lambda order: (order.restaurant, order.ready, order.id))
    counters = [instance.restaurants[order.restaurant] for order in orders]
    doors = [order.place for order in orders]
    first = [
        i for i, one in enumerate(orders) if i == 0 or one.restaurant != orders[i - 1].restaurant
    ]
    first.append(len(orders))
    among = np.zeros((len(orders), max(np.diff(first))), np.int64)
    for begin, end in pairwise(first):
        among[begin:end, : end - begin] = _minutes(travel, doors[begin:end], doors[begin:end])
    ride = [travel.between(a, b) / 60 for a, b in zip(counters, doors, strict=True)]
    return Ground(
        np.array(first),
        np.array([order.placed for order in orders]),
        np.array([order.ready for order in orders]),
        np.array(ride).astype(np.int64),
        among,
        _minutes(travel, doors, list(dict.fromkeys(counters))).min(axis=1),
        int(rules.pickup_service // 2),
        int(rules.dropoff_service // 2),
    ), orders


def _minutes(travel: WholeMinutes, a: list[Point], b: list[Point]) -> Ints:
    minutes: Ints = np.rint(travel.matrix(a, b) / 60).astype(np.int64)
    return minutes


class Programme:
    """The linear programme over trips: each order in one, no more trips than couriers."""

    def __init__(self, ground: Ground, instance: Instance) -> None:
        self.ground = ground
        self.offs = sorted({courier.off for courier in instance.couriers})
        self.minutes = -(-(self.offs[-1] + AFTER) // SLOT) * SLOT
        there = np.zeros((len(self.offs), self.minutes))
        for courier in instance.couriers:
            there[self.offs.index(courier.off), courier.on :] += 1
        self.there = there.reshape(len(self.offs), -1, SLOT).sum(axis=2)
        self.trivial = (
            ground.ready - ground.placed + ground.half_pickup + ground.ride + ground.half_dropoff
        ).astype(float)
        self.prices = self.trivial + FIRST_PRICE
        self.rents = np.zeros(self.there.shape)
        self.cost = np.inf
        self._counter = np.repeat(np.arange(len(ground.first) - 1), np.diff(ground.first))
        self._highs = highspy.Highs()
        self._highs.setOptionValue("output_flag", False)
        self._rows(np.ones(len(self.prices)), np.full(len(self.prices), highspy.kHighsInf))
        self._rows(np.full(self.there.size, -highspy.kHighsInf), self.there.ravel())
        each = np.arange(len(self.prices))
        self._columns(self.trivial + LEFT_OUT, each, each, np.ones(len(each)))

    def search(self) -> Iterator[tuple[int, Found]]:
        """Class of shifts by class: the trips that would lower the programme's cost."""
        for number, off in enumerate(self.offs):
            rent = np.concatenate([[0.0], np.cumsum(np.repeat(self.rents[number], SLOT))])
            yield number, search(self.ground, self.prices, rent, off, ROOM)

    def add(self, trips: list[tuple[int, int, int, list[int]]], seconds: float) -> None:
        """Add trips (class of shifts, begin, end, orders) and solve again, in `seconds` at most."""
        costs, starts, rows, values = [], [], [], []
        for number, begin, end, orders in trips:
            costs.append(self._minutes_of(begin, orders))
            starts.append(len(rows))
            rows += orders
            values += [1.0] * len(orders)
            row = len(self.prices) + number * self.there.shape[1]
            for slot in range(begin // SLOT, (end - 1) // SLOT + 1):
                rows.append(row + slot)
                values.append(float(min(end, (slot + 1) * SLOT) - max(begin, slot * SLOT)))
        self._columns(np.array(costs), np.array(starts), np.array(rows), np.array(values))
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + seconds)
        self._highs.run()
        self.cost = self._highs.getInfo().objective_function_value
        dual = np.array(self._highs.getSolution().row_dual)
        self.prices = np.maximum(dual[: len(self.prices)], 0.0)
        self.rents = np.maximum(-dual[len(self.prices) :], 0.0).reshape(self.there.shape)

    def _minutes_of(self, begin: int, orders: list[int]) -> float:
        """Minutes from placing to hand-over of a trip's orders together."""
        ground, clock, total, before = self.ground, begin + 2 * self.ground.half_pickup, 0, -1
        for order in orders:
            place = order - ground.first[self._counter[order]]
            clock += ground.ride[order] if before < 0 else ground.among[before, place]
            clock += ground.half_dropoff
            total += clock - ground.placed[order]
            clock, before = clock + ground.half_dropoff, order
        return float(total)

    def _rows(self, least: Floats, most: Floats) -> None:
        none = np.zeros(0, np.int32)
        self._highs.addRows(
            len(least), least, most, 0, np.zeros(len(least), np.int32), none, np.zeros(0)
        )

    def _columns(self, costs: Floats, starts: Ints, rows: Ints, values: Floats) -> None:
        self._highs.addCols(
            len(costs), costs, np.zeros(len(costs)), np.full(len(costs), highspy.kHighsInf),
            len(rows), starts.astype(np.int32), rows.astype(np.int32), values,
        )  # fmt: skip


def bound(instance: Instance, seconds: float = 60.0) -> Bound:
    """The best bound found in `seconds`; one of a single round of search at least."""
    began = time.perf_counter()
    ground, orders = ground_of(instance)
    programme = Programme(ground, instance)
    best, prices, rents, converged = -np.inf, programme.trivial, 0.0, False
    while True:
        excess, lacking = np.zeros(len(orders)), []
        for number, found in programme.search():
            assert not found.deep, "a trip of twelve orders would pay"
            excess = np.maximum(excess, found.excess)
            lacking += [(number, *one) for one in _worthwhile(found, len(orders))]
        fair = np.maximum(programme.prices - excess, 0.0)
        rent = float((programme.rents * programme.there).sum())
        if fair.sum() - rent > best:
            best, prices, rents = float(fair.sum()) - rent, fair, rent
        converged = not lacking or programme.cost - best <= CLOSE * len(orders)
        left_s = seconds - (time.perf_counter() - began)
        if converged or left_s <= 0:
            break
        programme.add(lacking, left_s)
    took_s = time.perf_counter() - began
    names = tuple(order.id for order in orders)
    return Bound(names, prices, programme.trivial, rents, converged, took_s)


def _worthwhile(found: Found, orders: int) -> Iterator[tuple[int, int, list[int]]]:
    """The trips that save most, such that none has only orders that better ones have."""
    seen = np.zeros(orders, np.bool_)
    for i in np.argsort(found.costs, kind="stable"):
        held = found.orders[i, : found.lengths[i]]
        if not seen[held].all():
            seen[held] = True
            yield int(found.begins[i]), int(found.ends[i]), held.tolist()


def main() -> None:
    """A line an instance: what is delivered with moves and updates, and the two bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", metavar="folder", type=instances)
    parser.add_argument("--name", action="append", default=[], help="only names with this in them")
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    chosen = [path for path in asked.folders if all(part in path.name for part in asked.name)]
    if not chosen:
        parser.error(f"no instance with {' and '.join(asked.name)} in its name")
    print("instance gap_trivial gap_bound bound_above_trivial seconds converged")
    sums = [_line(folder, asked.seconds) for folder in chosen]
    print("mean", *(f"{value:.3f}" for value in np.mean(sums, axis=0)))


def _line(folder: Path, seconds: float) -> tuple[float, float, float, float]:
    instance = grubhub.read(folder)
    night, peer = Night(instance), Yeshi(Policy(prepositioning=True, updates=True))
    night.play(peer)
    taken = sum(one.delivered - one.placed for one in night.done)
    ground = sum(one.trivial for one in night.done)
    least = bound(instance, seconds)
    proven = least.total({one.order for one in night.done})
    row = tuple(
        minutes / len(night.done) for minutes in (taken - ground, taken - proven, proven - ground)
    )
    print(
        folder.name, *(f"{value:.3f}" for value in row), f"{least.took_s:.1f}",
        "yes" if least.converged else "no", flush=True,
    )  # fmt: skip
    return row[0], row[1], row[2], least.took_s


if __name__ == "__main__":
    main()
