"""Yeshi's own core, as the twin and the live city use it."""

from __future__ import annotations

from bench.dispatch.harness import Begun
from yeshi.dispatch.decide import decide
from yeshi.dispatch.memory import Memory
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes


class Yeshi:
    """The dispatcher of the product, with its policy."""

    def __init__(self, policy: Policy | None = None) -> None:
        self._policy = policy or Policy()
        self.memory = Memory()

    def decide(self, snapshot: Snapshot, travel: TravelTimes) -> Begun:
        """The trips that begin now, and who goes ahead."""
        decision = decide(snapshot, self._policy, travel, self.memory)
        self.memory = decision.memory
        return decision.trips, decision.moves
