"""What dispatch keeps from one decision to the next: the plan, and what was learnt."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from yeshi.dispatch.outlook import Outlook
from yeshi.dispatch.plans import LENGTH_MAX, Plans, cost_of, empty_plans
from yeshi.dispatch.problem import IMPOSSIBLE_S, Problem
from yeshi.dispatch.snapshot import Snapshot

# Of a courier, the trips to come: each the ids of its orders, in the order of the doors.
Planned = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """A zone's plan by courier, and its outlook; a dispatcher may begin with none."""

    plan: dict[str, Planned] = field(default_factory=dict)
    outlook: Outlook = field(default_factory=Outlook)


def recall(memory: Memory, snapshot: Snapshot, problem: Problem) -> Plans:
    """The plans kept, without the orders that are gone, and without what has become impossible."""
    plans = empty_plans(problem)
    number = {order.id: index for index, order in enumerate(snapshot.orders)}
    for k, courier in enumerate(snapshot.couriers):
        at = 0
        for planned in memory.plan.get(courier.id, ()):
            begins = True
            for order_id in planned:
                order = number.get(order_id, -1)
                if order >= 0 and plans.holder[order] < 0 and at < LENGTH_MAX:
                    plans.orders[k, at], plans.starts[k, at] = order, begins
                    plans.holder[order] = k
                    begins, at = False, at + 1
        plans.length[k] = at
        if at:
            plans.cost[k] = cost_of(problem, k, plans.orders[k], plans.starts[k], at)
            if plans.cost[k] >= IMPOSSIBLE_S:
                plans.holder[plans.orders[k, :at]] = -1
                plans.length[k], plans.cost[k] = 0, 0.0
    return plans


def trips_of(plans: Plans, snapshot: Snapshot) -> dict[str, Planned]:
    """The plans by courier id, each trip as the ids of its orders."""
    kept = {}
    for k in np.flatnonzero(plans.length):
        trips: list[list[str]] = []
        for at in range(plans.length[k]):
            if plans.starts[k, at]:
                trips.append([])
            trips[-1].append(snapshot.orders[plans.orders[k, at]].id)
        kept[snapshot.couriers[k].id] = tuple(tuple(ids) for ids in trips)
    return kept
