"""The one door of dispatch: from a snapshot to the trips to commit now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.dispatch.commitment import must_leave
from yeshi.dispatch.memory import Memory
from yeshi.dispatch.outlook import learn
from yeshi.dispatch.planning import Left, Proof, endless, plan
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes

NOTHING_TO_PROVE = Proof(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Decision:
    """The trips whose courier has to leave now, by courier; what to remember; and the proof."""

    trips: tuple[Trip, ...]
    memory: Memory
    proof: Proof


def decide(
    snapshot: Snapshot,
    policy: Policy,
    travel: TravelTimes,
    memory: Memory | None = None,
    left: Left = endless,
) -> Decision:
    """What to do at this moment; `memory` is that of the zone's decision before, if there was one.

    Everything not yet committed is planned anew, beginning with the plan before. When `left` says
    that the time is over, the best plans so far are taken.
    """
    before = memory or Memory()
    outlook = learn(before.outlook, snapshot)
    near = replace(
        snapshot,
        orders=tuple(o for o in snapshot.orders if o.ready_s <= policy.horizon_s),
        couriers=tuple(c for c in snapshot.couriers if c.free_s <= policy.horizon_s),
    )
    if not near.orders or not any(courier.idle for courier in near.couriers):
        return Decision((), replace(before, outlook=outlook), NOTHING_TO_PROVE)
    planned, proof = plan(near, policy, travel, outlook, before, left)
    orders = {order.id: order for order in near.orders}
    first = (
        trip(courier, [orders[id_] for id_ in planned[courier.id][0]], near.service, travel)
        for courier in near.couriers
        if courier.idle and courier.id in planned
    )
    leaving = tuple(one for one in first if must_leave(one, policy.tick_s))
    return Decision(leaving, Memory(planned, outlook), proof)
