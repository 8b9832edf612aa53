"""How good the plans are, by how long is searched: python -m bench.dispatch.plans DIR [--all]."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.dispatch.core import Yeshi
from bench.dispatch.harness import Begun, Night
from bench.dispatch.instances import instances
from yeshi.dispatch.decide import within
from yeshi.dispatch.memory import Memory
from yeshi.dispatch.outlook import learn
from yeshi.dispatch.planning import endless, plan
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import Floats
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.travel import TravelTimes
from yeshi.twin.instances import grubhub

# Of the decisions of a night each fifteenth is planned again, where there is something to choose.
EVERY, ORDERS_MIN = 15, 4
USUAL = Policy(prepositioning=True, updates=True)
SEARCHES = {
    "put in, ends exchanged": replace(USUAL, passes=0, shakes=0),
    "orders moved too": replace(USUAL, shakes=0),
    "10 shakes": replace(USUAL, shakes=10),
    "40 shakes, as usual": USUAL,
    "120 shakes": replace(USUAL, shakes=120),
    "480 shakes": replace(USUAL, shakes=480),
    "40 shakes, set packing": replace(USUAL, packing_s=10.0),
}


class Watched(Yeshi):
    """The product's dispatcher, which keeps what some of its decisions were made from."""

    def __init__(self) -> None:
        super().__init__(USUAL)
        self.kept: list[tuple[Snapshot, Memory]] = []
        self._decisions = 0

    def decide(self, snapshot: Snapshot, travel: TravelTimes) -> Begun:
        """The trips that begin now, and who goes ahead."""
        self._decisions += 1
        if self._decisions % EVERY == 0 and len(snapshot.orders) >= ORDERS_MIN:
            self.kept.append((snapshot, self.memory))
        return super().decide(snapshot, travel)


def costs(folder: Path) -> tuple[Floats, Floats]:
    """Seconds that plans cost, and that planning took; each decisions kept × SEARCHES."""
    night, watched = Night(grubhub.read(folder)), Watched()
    night.play(watched)
    cost_s = np.zeros((len(watched.kept), len(SEARCHES)))
    took_s = np.zeros_like(cost_s)
    for row, (snapshot, memory) in enumerate(watched.kept):
        near, outlook = within(snapshot, USUAL), learn(memory.outlook, snapshot)
        for column, policy in enumerate(SEARCHES.values()):
            begun = time.perf_counter()
            parts, _ = plan(near, policy, night.travel, outlook, memory, endless)
            took_s[row, column] = time.perf_counter() - begun
            cost_s[row, column] = sum(part.cost_s for part in parts)
    return cost_s, took_s


def main() -> int:
    """Print a row a search: how far its plans are from the best of all searches, and its time."""
    asked = argparse.ArgumentParser(prog="python -m bench.dispatch.plans")
    asked.add_argument("folders", metavar="folder", type=instances)
    asked.add_argument("--all", action="store_true", help="every instance, not every seventh")
    said = asked.parse_args()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(costs, said.folders if said.all else said.folders[::7]))
    cost_s = np.concatenate([cost for cost, _ in found])
    took_s = np.concatenate([took for _, took in found])
    best_s = cost_s.min(axis=1)
    print(f"{len(best_s)} decisions, {best_s.mean():.0f} s the best in the mean\n")
    print("| search | seconds above the best | not the best | ms a decision | busiest tenth, ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for column, name in enumerate(SEARCHES):
        above_s, took_ms = cost_s[:, column] - best_s, 1000 * took_s[:, column]
        busiest = took_ms >= np.quantile(took_ms, 0.9)
        print(f"| {name} | {above_s.mean():.1f} | {(above_s > 0.01).mean():.0%} |"
              f" {took_ms.mean():.1f} | {took_ms[busiest].mean():.1f} |")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
