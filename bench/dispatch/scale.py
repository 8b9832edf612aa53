"""How long one decision takes as the city grows: python -m bench.dispatch.scale [--most N]."""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from tests.dispatch.snapshots import city
from yeshi.dispatch.auction import allot
from yeshi.dispatch.decide import decide
from yeshi.dispatch.neighbours import Neighbourhood
from yeshi.dispatch.planning import NEXT_TRIP_S
from yeshi.dispatch.policy import Policy
from yeshi.geo.travel import WholeMinutes

SIZES = ((300, 200), (1000, 1000), (2000, 2000), (5000, 5000), (10_000, 10_000))
DENSE_MOST = 2000
RUNS = 3


def main() -> None:
    """Print a row a size: cold and warm decisions, the proof, and the dense matching beside it."""
    asked = argparse.ArgumentParser(prog="python -m bench.dispatch.scale")
    asked.add_argument("--most", type=int, default=10_000, help="no more orders than this")
    most = asked.parse_args().most
    travel, policy = WholeMinutes(320.0), Policy()
    for size in (30, 700):
        decide(city(size, size), policy, travel)
    print("| orders × couriers | cold, ms | next minute, ms | gap proven | allotment, ms |"
          " dense matching, ms | ratio | loss to dense | memory, MB |")  # fmt: skip
    print("| --- |" + " ---: |" * 8)
    for orders, couriers in SIZES:
        if orders > most:
            continue
        cold, warm, gaps, alone = [], [], [], []
        for seed in range(RUNS):
            snapshot = city(orders, couriers, seed)
            begun = time.perf_counter()
            decision = decide(snapshot, policy, travel)
            cold.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            decide(replace(snapshot, at_s=60.0), policy, travel, decision.memory)
            warm.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            among = Neighbourhood(snapshot, travel, np.zeros(couriers))
            allotment = allot(among, NEXT_TRIP_S)
            alone.append(time.perf_counter() - begun)
            gaps.append(allotment.gap)
        dense, ratio, loss = "", "", ""
        if orders <= DENSE_MOST:
            took, optimum = _dense(among, orders, couriers)
            dense, ratio = f"{1000 * took:.0f}", f"{alone[-1] / took:.2f}"
            loss = f"{(allotment.cost - optimum) / optimum:.3%}"
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"| {orders} × {couriers} | {1000 * np.median(cold):.0f} |"
              f" {1000 * np.median(warm):.0f} | {max(gaps):.2%} | {1000 * np.median(alone):.0f} |"
              f" {dense} | {ratio} | {loss} | {memory} |", flush=True)  # fmt: skip


def _dense(among: Neighbourhood, orders: int, couriers: int) -> tuple[float, float]:
    """Seconds and cost of SciPy's exact matching, with every order free to go unserved."""
    near = among.nearest(np.arange(orders), couriers, NEXT_TRIP_S)
    costs = np.full((orders, couriers + orders), NEXT_TRIP_S)
    costs[np.arange(orders)[:, None], near.courier] = np.minimum(near.cost, NEXT_TRIP_S)
    begun = time.perf_counter()
    matched = linear_sum_assignment(costs)
    return time.perf_counter() - begun, float(costs[matched].sum())


if __name__ == "__main__":
    main()
