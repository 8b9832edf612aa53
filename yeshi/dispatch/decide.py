"""The one door of dispatch: from a snapshot to the trips to commit now."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from yeshi.dispatch.commitment import must_leave
from yeshi.dispatch.coverage import losses
from yeshi.dispatch.memory import Memory, recall, trips_of
from yeshi.dispatch.outlook import learn
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import state
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.search import search
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes


@dataclass(frozen=True, slots=True)
class Decision:
    """The trips whose courier has to leave now, by courier; and what to remember."""

    trips: tuple[Trip, ...]
    memory: Memory


def decide(
    snapshot: Snapshot, policy: Policy, travel: TravelTimes, memory: Memory | None = None
) -> Decision:
    """What to do at this moment; `memory` is that of the zone's decision before, if there was one.

    Everything not yet committed is planned anew, beginning with the plan before.
    """
    before = memory or Memory()
    outlook = learn(before.outlook, snapshot)
    near = replace(
        snapshot,
        orders=tuple(o for o in snapshot.orders if o.ready_s <= policy.horizon_s),
        couriers=tuple(c for c in snapshot.couriers if c.free_s <= policy.horizon_s),
    )
    if not near.orders or not any(courier.idle for courier in near.couriers):
        return Decision((), replace(before, outlook=outlook))
    problem = state(near, policy, travel, losses(near, policy, travel, outlook))
    plans = recall(before, near, problem)
    search(problem, plans, np.argsort(problem.ready, kind="stable"), policy.shakes)
    plan = trips_of(plans, near)
    orders = {order.id: order for order in near.orders}
    first = (
        trip(courier, [orders[id_] for id_ in plan[courier.id][0]], near.service, travel)
        for courier in near.couriers
        if courier.idle and courier.id in plan
    )
    leaving = tuple(one for one in first if must_leave(one, policy.tick_s))
    return Decision(leaving, Memory(plan, outlook))
