"""For each order the couriers worth a look, nearest first, and what all others cost at least."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from yeshi.dispatch.problem import Floats, Ints, counters_of
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes


class Neighbours(NamedTuple):
    """Of n orders, k couriers each, the cheapest first: `courier` and `cost`, shape (n, k).

    `beyond`: no courier that is not listed costs the order less, shape (n,).
    """

    courier: Ints
    cost: Floats
    beyond: Floats


class Neighbourhood:
    """Finds neighbours of growing number in one snapshot."""

    def __init__(self, snapshot: Snapshot, travel: TravelTimes, loss: Floats) -> None:
        self._loss = loss
        places = [courier.place for courier in snapshot.couriers]
        counters, self._counter = counters_of([order.pickup for order in snapshot.orders])
        self._way = travel.pairs(places, counters)
        self._half_pickup = snapshot.service.pickup_s / 2
        self._ready = np.array([order.ready_s for order in snapshot.orders])
        self._free = np.array([courier.free_s for courier in snapshot.couriers])
        self._off = np.array([courier.off_s for courier in snapshot.couriers])
        planar = travel.plane(places + counters)
        self._tree = cKDTree(planar[: len(places)])
        self._planar = planar[len(places) :]

    @property
    def couriers(self) -> int:
        """How many there are to be found."""
        return len(self._free)

    @property
    def orders(self) -> int:
        """How many there are who look."""
        return len(self._ready)

    def nearest(self, orders: Ints, count: int, unserved: float) -> Neighbours:
        """The `count` couriers nearest to each of `orders`, the cheapest first.

        A cost is how much later than ready the courier could collect, plus what their leaving
        costs; `unserved` where the shift ends before.
        """
        count = min(count, self.couriers)
        counter = self._counter[orders]
        _, found = self._tree.query(self._planar[counter], k=np.arange(1, count + 1))
        who = np.asarray(found, dtype=np.int64)
        way = self._way(who, counter[:, None])
        ready = self._ready[orders][:, None]
        collected = np.maximum(self._free[who] + way + self._half_pickup, ready)
        cost = np.where(collected > self._off[who], unserved, collected - ready + self._loss[who])
        if count == self.couriers:
            beyond = np.full(len(orders), np.inf)
        else:
            # The farthest listed is nearer than all others, and nobody is free before now.
            beyond = np.maximum(0.0, way[:, -1:] + self._half_pickup - ready)[:, 0]
        cheapest = np.argsort(cost, axis=1, kind="stable")
        return Neighbours(
            np.take_along_axis(who, cheapest, 1), np.take_along_axis(cost, cheapest, 1), beyond
        )
