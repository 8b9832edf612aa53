"""What the general solvers are told of a snapshot: places, windows, and how to read a route."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.dispatch.harness import MINUTE_S
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Snapshot
from yeshi.geo.travel import TravelTimes

HORIZON_S = 1800.0
CAPACITY = 3
# An order may come so much later than a waiting courier would bring it before it counts as late.
PUNCTUAL_S = 120.0


@dataclass(frozen=True, slots=True)
class Task:
    """The orders of the horizon, the couriers, and seconds between all places, rounded up.

    Places: 2i the counter and 2i + 1 the door of order i, then the couriers.
    """

    snapshot: Snapshot
    orders: tuple[OpenOrder, ...]
    couriers: tuple[Candidate, ...]
    seconds: NDArray[np.int64]

    def earliest(self, number: int) -> int:
        """When the order would be handed over if a courier were waiting at its counter."""
        service, order = self.snapshot.service, self.orders[number]
        way = int(self.seconds[2 * number, 2 * number + 1])
        return int(max(0.0, order.ready_s) + (service.pickup_s + service.dropoff_s) / 2 + way)

    def begin(self, courier: Candidate, numbers: Sequence[int], travel: TravelTimes) -> Trip | None:
        """The trip of the orders on a route until its first counter is left, if it leaves now."""
        first = self.orders[numbers[0]].pickup
        taken = [self.orders[i] for i in numbers if self.orders[i].pickup == first]
        one = trip(courier, taken, self.snapshot.service, travel)
        leaves = courier.idle and one.slack_s < MINUTE_S
        return one if leaves and one.counter.hand_over_s <= courier.off_s else None


def task(snapshot: Snapshot, travel: TravelTimes) -> Task:
    """The snapshot as the general solvers want it."""
    orders = tuple(order for order in snapshot.orders if order.ready_s <= HORIZON_S)
    places = [place for order in orders for place in (order.pickup, order.door)]
    places += [courier.place for courier in snapshot.couriers]
    seconds = np.ceil(travel.matrix(places, places)).astype(np.int64)
    return Task(snapshot, orders, snapshot.couriers, seconds)
