"""Snapshots made from a seed, for the tests and benchmarks of dispatch."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.geo.point import Point

# Two couriers a square kilometre, six orders a counter.
METRES_A_COURIER = 500_000.0
ORDERS_A_COUNTER = 6


def city(orders: int, couriers: int, seed: int = 0) -> Snapshot:
    """A city in metres that grows with its couriers; times in whole minutes."""
    chance = np.random.default_rng(seed)
    side = float(np.sqrt(METRES_A_COURIER * couriers))

    def place() -> Point:
        x, y = chance.normal(0.0, side / 3, 2).round()
        return Point(float(x), float(y))

    counters = [place() for _ in range(max(5, orders // ORDERS_A_COUNTER))]
    wanted = []
    for number in range(orders):
        counter = counters[chance.integers(len(counters))]
        x, y = chance.normal(0.0, 1500.0, 2).round()
        ready_s = 60.0 * float(chance.integers(-5, 30))
        door = Point(counter.x + float(x), counter.y + float(y))
        wanted.append(OpenOrder(f"o{number:05}", 1, counter, door, ready_s - 900.0, ready_s))
    riders = []
    for number in range(couriers):
        free_s = 60.0 * float(max(0, chance.integers(-20, 25)))
        off_s = 60.0 * float(chance.integers(30, 300))
        riders.append(Candidate(f"c{number:05}", 1, place(), free_s, off_s, free_s == 0.0))
    return Snapshot(orders=tuple(wanted), couriers=tuple(riders), service=Service(240.0, 240.0))
