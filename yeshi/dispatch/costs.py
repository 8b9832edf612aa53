"""What it costs to send each courier for each order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Costs:
    """For n couriers × m orders, in seconds from the snapshot.

    `pickup_s`: the earliest hand-over at the counter. `late_s`: how long the food waits for it.
    `slack_s`: how much later the courier could leave without a later hand-over. `feasible`: the
    hand-over is before the courier's shift ends.
    """

    pickup_s: Matrix
    late_s: Matrix
    slack_s: Matrix
    feasible: NDArray[np.bool_]


def cost(snapshot: Snapshot, travel: TravelTimes) -> Costs:
    """The costs of all pairs: pickup = max(ready, free + travel + half the pickup service)."""
    ready = np.array([order.ready_s for order in snapshot.orders])
    free = np.array([courier.free_s for courier in snapshot.couriers])
    off = np.array([courier.off_s for courier in snapshot.couriers])
    way = travel.matrix(
        [courier.place for courier in snapshot.couriers],
        [order.pickup for order in snapshot.orders],
    )
    at_counter = free[:, None] + way + snapshot.service.pickup_s / 2
    pickup = np.maximum(at_counter, ready[None, :])
    return Costs(pickup, pickup - ready[None, :], pickup - at_counter, pickup <= off[:, None])
