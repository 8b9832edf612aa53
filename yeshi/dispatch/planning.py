"""Plans for a whole snapshot: at once when it is small, territory by territory when it is large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from yeshi.dispatch.auction import allot
from yeshi.dispatch.coverage import losses
from yeshi.dispatch.fairness import ahead
from yeshi.dispatch.memory import Memory, Planned, recall, trips_of
from yeshi.dispatch.neighbours import Neighbourhood
from yeshi.dispatch.outlook import Outlook
from yeshi.dispatch.plans import total
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import Problem, state
from yeshi.dispatch.search import settle
from yeshi.dispatch.shaking import shake
from yeshi.dispatch.snapshot import Snapshot
from yeshi.dispatch.territories import territories
from yeshi.geo.travel import TravelTimes

# A snapshot with more is parted.
ORDERS_AT_ONCE = 320
COURIERS_AT_ONCE = 640
# An order that no courier can fetch on their next trip waits about as long as a trip takes.
NEXT_TRIP_S = 1800.0
SHAKES_A_SLICE = 10
SHAKES_AN_ORDER = 4
# What an order counts that nobody can bring, when the cost of a plan is told.
NEVER_S = 7200.0

# Seconds that are left of a decision's time.
Left = Callable[[], float]


def endless() -> float:
    """There is always time left."""
    return float("inf")


@dataclass(frozen=True, slots=True)
class Proof:
    """A matching that the plans rest on: what it costs, and what any other costs at least.

    Of a small snapshot, that of whole plans to couriers; of a large one, that of orders to couriers
    over all the city. Seconds.
    """

    cost_s: float
    bound_s: float

    @property
    def gap(self) -> float:
        """How much of the cost another matching could save at most, as a share of it."""
        return max(0.0, self.cost_s - self.bound_s) / self.cost_s if self.cost_s > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the snapshot that was planned on its own: its problem, the trips, their cost."""

    snapshot: Snapshot
    problem: Problem
    planned: dict[str, Planned]
    cost_s: float


def plan(
    snapshot: Snapshot, policy: Policy, travel: TravelTimes, outlook: Outlook, memory: Memory,
    left: Left,
) -> tuple[list[Part], Proof]:  # fmt: skip
    """The plans, part by part, and the proof; without time left, the plainest good ones."""
    if len(snapshot.orders) <= ORDERS_AT_ONCE and len(snapshot.couriers) <= COURIERS_AT_ONCE:
        part, proof = _plan_at_once(snapshot, policy, travel, outlook, memory, left)
        return [part], proof
    nothing_lost = np.zeros(len(snapshot.couriers))
    allotment = allot(Neighbourhood(snapshot, travel, nothing_lost), NEXT_TRIP_S)
    parts = [
        _plan_at_once(territory, policy, travel, outlook, memory, left)[0]
        for territory in territories(snapshot, memory, allotment.courier, travel)
        if territory.couriers
    ]
    return parts, Proof(allotment.cost, allotment.bound)


def _plan_at_once(
    snapshot: Snapshot, policy: Policy, travel: TravelTimes, outlook: Outlook, memory: Memory,
    left: Left,
) -> tuple[Part, Proof]:  # fmt: skip
    loss = losses(snapshot, policy, travel, outlook) + ahead(snapshot, policy)
    problem = state(snapshot, policy, travel, loss)
    plans = recall(memory, snapshot, problem)
    passes = policy.passes if left() > 0 else 0
    by_ready = np.argsort(problem.ready, kind="stable")
    proof = settle(problem, plans, by_ready, passes)
    shakes, better = min(policy.shakes, SHAKES_AN_ORDER * len(snapshot.orders)), False
    for begun in range(0, shakes, SHAKES_A_SLICE):
        if left() <= 0:
            break
        better |= shake(problem, plans, min(SHAKES_A_SLICE, shakes - begun), begun)
    if better and left() > 0:
        proof = settle(problem, plans, by_ready, passes)
    if policy.packing_s > 0 and left() > 0:
        # SciPy's solvers take a tenth of a second to load, and few decisions need them.
        from yeshi.dispatch.packing import improve

        improve(problem, plans, min(policy.packing_s, left()))
    planned, planned_s = trips_of(plans, snapshot), total(plans, problem, NEVER_S)
    return Part(snapshot, problem, planned, planned_s), Proof(*proof)
