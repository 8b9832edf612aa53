"""The one door of dispatch: from a snapshot to the trips to commit now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.dispatch.assignment import assign
from yeshi.dispatch.commitment import must_leave
from yeshi.dispatch.costs import cost
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes


@dataclass(frozen=True, slots=True)
class Policy:
    """A rolling horizon: orders ready within `horizon_s` are matched at every `tick_s`."""

    horizon_s: float = 1800.0
    tick_s: float = 60.0


def decide(snapshot: Snapshot, policy: Policy, travel: TravelTimes) -> tuple[Trip, ...]:
    """The trips whose courier has to leave now, by courier."""
    near = replace(
        snapshot,
        orders=tuple(o for o in snapshot.orders if o.ready_s <= policy.horizon_s),
        couriers=tuple(c for c in snapshot.couriers if c.free_s <= policy.horizon_s),
    )
    if not near.orders or not any(courier.idle for courier in near.couriers):
        return ()
    costs = cost(near, travel)
    return tuple(
        trip(near.couriers[pair.courier], near.orders[pair.order], near.service, travel)
        for pair in assign(costs)
        if must_leave(near, costs, pair, policy.tick_s)
    )
