"""Why this courier: what the trip costs with them, and with the next best."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from yeshi.dispatch.memory import Planned
from yeshi.dispatch.problem import Problem
from yeshi.dispatch.routes import Trip
from yeshi.dispatch.snapshot import Snapshot
from yeshi.events.dispatch import Choice

OTHERS = 3


def reasons(
    chosen: Trip, number: Mapping[str, int], snapshot: Snapshot, problem: Problem,
    planned: dict[str, Planned],
) -> tuple[Choice, ...]:  # fmt: skip
    """The choice that was made, then the three that cost least of those that were not.

    `number`: the orders' places in the snapshot.

    Another courier collects at max(last ready, free + way + half the pickup service), and all doors
    move by as much; who cannot collect before their shift ends is no choice. A cheaper one who was
    not chosen has other orders to fetch, whose lateness was traded.
    """
    counters = problem.travel.shape[1] - len(problem.ready)
    orders = np.array([number[order.id] for order in chosen.orders])
    counter = problem.counter[orders[0]]
    way = problem.travel[counters + len(problem.ready) :, counter]
    ready = problem.ready[orders].max()
    collected = np.maximum(problem.free + way + problem.half_pickup, ready)
    doors = np.array([door.hand_over_s for door in chosen.doors])
    late = float((doors - problem.earliest[orders]).sum())
    late_s = late + len(orders) * (collected - chosen.counter.hand_over_s)
    rest = chosen.doors[-1].leave_s - chosen.counter.hand_over_s
    rest += problem.onward[orders[-1]]
    time_s = problem.price * (way + problem.half_pickup + rest)
    total = late_s + problem.loss + time_s
    total[(collected > problem.off) | (len(orders) > problem.capacity)] = np.inf
    total[problem.barred[orders].any(axis=0)] = np.inf
    made = snapshot.couriers.index(chosen.courier)
    cheapest = np.argsort(total, kind="stable")[: OTHERS + 1].tolist()
    others = [k for k in cheapest if k != made]
    choices = []
    for k in [made, *others[:OTHERS]]:
        if np.isfinite(total[k]):
            courier = snapshot.couriers[k].id
            trips = planned.get(courier, ()) if k != made else ()
            choices.append(
                Choice(
                    courier, float(late_s[k]), float(problem.loss[k]), float(time_s[k]),
                    trips[0] if trips else (),
                )
            )  # fmt: skip
    return tuple(choices)
