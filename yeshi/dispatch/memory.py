"""What dispatch keeps from one decision to the next: the plan, and what was learnt."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from yeshi.dispatch.outlook import Outlook
from yeshi.dispatch.plans import LENGTH_MAX, Plans, book_all, empty_plans
from yeshi.dispatch.problem import Problem
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
        if courier.id not in memory.plan:
            continue
        orders: list[int] = []
        starts: list[bool] = []
        for planned in memory.plan[courier.id]:
            # An order that two remember is taken by the first.
            there = [number.pop(id_) for id_ in planned if id_ in number]
            orders += there
            starts += [at == 0 for at in range(len(there))]
        at = min(len(orders), LENGTH_MAX)
        plans.orders[k, :at], plans.starts[k, :at] = orders[:at], starts[:at]
        plans.length[k] = at
    book_all(plans, problem)
    return plans


def trips_of(plans: Plans, snapshot: Snapshot) -> dict[str, Planned]:
    """The plans by courier id, each trip as the ids of its orders."""
    kept = {}
    ids = [order.id for order in snapshot.orders]
    for k in np.flatnonzero(plans.length).tolist():
        length = plans.length[k]
        trips: list[list[str]] = []
        for order, begins in zip(
            plans.orders[k, :length].tolist(), plans.starts[k, :length].tolist(), strict=True
        ):
            if begins:
                trips.append([])
            trips[-1].append(ids[order])
        kept[snapshot.couriers[k].id] = tuple(tuple(one) for one in trips)
    return kept
