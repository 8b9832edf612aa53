"""The one door of dispatch: from a snapshot to the trips to commit now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yeshi.dispatch.commitment import must_leave
from yeshi.dispatch.memory import Memory, Planned
from yeshi.dispatch.outlook import Outlook, learn
from yeshi.dispatch.planning import Left, Part, Proof, endless, plan
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.reasons import reasons
from yeshi.dispatch.routes import Trip, trip
from yeshi.dispatch.snapshot import Snapshot
from yeshi.dispatch.standing import Move, moves
from yeshi.dispatch.waypoints import by_way
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
    near = within(snapshot, policy)
    if not near.orders or not any(courier.idle for courier in near.couriers):
        idle = tuple(_ahead(snapshot, {}, [], policy, travel, outlook))
        return Decision((), replace(before, outlook=outlook), NOTHING_TO_PROVE, idle)
    parts, proof = plan(near, policy, travel, outlook, before, left)
    leaving: list[Trip] = []
    ways: list[Move] = []
    for part in parts:
        for one in _first_trips(part, travel):
            if policy.updates and one.counter.arrive_s > 0.0:
                ways += _to_counter(one, policy, snapshot)
            elif must_leave(one, policy.tick_s, snapshot.way_cv):
                leaving.append(_with_reasons(one, part))
    planned = {courier: trips for part in parts for courier, trips in part.planned.items()}
    leaving.sort(key=lambda one: one.courier.id)
    ahead = _ahead(snapshot, planned, ways, policy, travel, outlook)
    return Decision(tuple(leaving), Memory(planned, outlook), proof, tuple(ahead))


def _ahead(
    snapshot: Snapshot, planned: dict[str, Planned], ways: list[Move], policy: Policy,
    travel: TravelTimes, outlook: Outlook,
) -> list[Move]:  # fmt: skip
    """Who goes to a counter without an order: for orders to come, or on `ways` to orders."""
    if not policy.prepositioning:
        return ways
    all_moves = [*moves(snapshot, planned, policy, travel, outlook), *ways]
    return by_way(all_moves, snapshot.counters, travel, policy.tick_s)


def _to_counter(one: Trip, policy: Policy, snapshot: Snapshot) -> list[Move]:
    """The trip's way to the counter alone, when it must begin.

    At the counter it is decided which orders are taken. Who may be sent without an order leaves a
    tick earlier: there is time to pass a counter, and nothing is decided by leaving.
    """
    tick_s = policy.tick_s * (2 if policy.prepositioning else 1)
    if not must_leave(one, tick_s, snapshot.way_cv):
        return []
    return [Move(one.courier, one.counter.place, one.counter.arrive_s, one.slack_s)]


def cost_of_hand(
    decided: Snapshot, left_alone: Snapshot, policy: Policy, travel: TravelTimes
) -> float:
    """Seconds of lateness that an operator's decision costs all orders together; at least 0.

    The cost of the plans with it less that without, both made from nothing.
    """
    cost_s = []
    for snapshot in (decided, left_alone):
        parts, _ = plan(within(snapshot, policy), policy, travel, Outlook(), Memory(), endless)
        cost_s.append(sum(part.cost_s for part in parts))
    return max(0.0, cost_s[0] - cost_s[1])


def within(snapshot: Snapshot, policy: Policy) -> Snapshot:
    """The snapshot with what falls into the policy's horizon alone."""
    return replace(
        snapshot,
        orders=tuple(o for o in snapshot.orders if o.ready_s <= policy.horizon_s),
        couriers=tuple(c for c in snapshot.couriers if c.free_s <= policy.horizon_s),
    )


def _first_trips(part: Part, travel: TravelTimes) -> Iterator[Trip]:
    """The first trip of each courier who could begin it now."""
    orders = {order.id: order for order in part.snapshot.orders}
    for courier in part.snapshot.couriers:
        if courier.idle and courier.id in part.planned:
            first = [orders[id_] for id_ in part.planned[courier.id][0]]
            yield trip(courier, first, part.snapshot.service, travel)


def _with_reasons(one: Trip, part: Part) -> Trip:
    number = {order.id: index for index, order in enumerate(part.snapshot.orders)}
    return replace(one, why=reasons(one, number, part.snapshot, part.problem, part.planned))
