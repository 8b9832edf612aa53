"""The one door of dispatch: from a snapshot to the trips to commit now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yeshi.dispatch.commitment import must_leave
from yeshi.dispatch.memory import Memory
from yeshi.dispatch.outlook import Outlook, learn
from yeshi.dispatch.planning import Left, Part, Proof, endless, plan
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.reasons import reasons
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Snapshot
from yeshi.dispatch.standing import Move, moves
from yeshi.geo.travel import TravelTimes

NOTHING_TO_PROVE = Proof(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Decision:
    """The trips whose courier has to leave now, by courier; what to remember; and the proof.

    `moves`: couriers to send to a counter without an order, where the policy allows that.
    """

    trips: tuple[Trip, ...]
    memory: Memory
    proof: Proof
    moves: tuple[Move, ...] = ()


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
    near = _within(snapshot, policy)
    if not near.orders or not any(courier.idle for courier in near.couriers):
        idle = tuple(moves(snapshot, (), policy, travel, outlook))
        return Decision((), replace(before, outlook=outlook), NOTHING_TO_PROVE, idle)
    parts, proof = plan(near, policy, travel, outlook, before, left)
    leaving = [one for part in parts for one in _leaving(part, policy, travel)]
    planned = {courier: trips for part in parts for courier, trips in part.planned.items()}
    leaving.sort(key=lambda one: one.courier.id)
    ahead: list[Move] = []
    # Whom the orders at hand are short of is not sent anywhere for orders to come.
    if all(part.problem.price == 0.0 for part in parts):
        ahead = moves(snapshot, planned, policy, travel, outlook)
    if policy.updates:
        ahead += [_to_counter(one) for one in leaving if one.counter.arrive_s > 0.0]
        leaving = [one for one in leaving if one.counter.arrive_s == 0.0]
    return Decision(tuple(leaving), Memory(planned, outlook), proof, tuple(ahead))


def _to_counter(one: Trip) -> Move:
    """The trip's way to the counter alone; there it is decided which orders are taken."""
    return Move(one.courier, one.counter.place, one.counter.arrive_s)


def cost_of_hand(
    decided: Snapshot, left_alone: Snapshot, policy: Policy, travel: TravelTimes
) -> float:
    """Seconds of lateness that an operator's decision costs all orders together; at least 0.

    The cost of the plans with it less that without, both made from nothing.
    """
    cost_s = []
    for snapshot in (decided, left_alone):
        parts, _ = plan(_within(snapshot, policy), policy, travel, Outlook(), Memory(), endless)
        cost_s.append(sum(part.cost_s for part in parts))
    return max(0.0, cost_s[0] - cost_s[1])


def _within(snapshot: Snapshot, policy: Policy) -> Snapshot:
    return replace(
        snapshot,
        orders=tuple(o for o in snapshot.orders if o.ready_s <= policy.horizon_s),
        couriers=tuple(c for c in snapshot.couriers if c.free_s <= policy.horizon_s),
    )


def _leaving(part: Part, policy: Policy, travel: TravelTimes) -> Iterator[Trip]:
    """The first trips that must begin now, each with its reasons."""
    orders = {order.id: order for order in part.snapshot.orders}
    number = {order.id: index for index, order in enumerate(part.snapshot.orders)}
    for courier in part.snapshot.couriers:
        if courier.idle and courier.id in part.planned:
            first = [orders[id_] for id_ in part.planned[courier.id][0]]
            one = trip(courier, first, part.snapshot.service, travel)
            if must_leave(one, policy.tick_s, part.snapshot.way_cv):
                why = reasons(one, number, part.snapshot, part.problem, part.planned)
                yield replace(one, why=why)
