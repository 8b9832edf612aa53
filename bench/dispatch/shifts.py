"""Courier hours that can be done without: python -m bench.dispatch.shifts DIR [--all] [--peer NAME].

Shifts are taken away at random, in steps of 5 % of the courier hours, until Yeshi's mean
click-to-door is that of the peer with all of them.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np

from bench.dispatch.__main__ import PEERS
from bench.dispatch.harness import Row, run
from bench.dispatch.instances import instances
from yeshi.twin.instances import grubhub
from yeshi.twin.instances.grubhub import Instance

SHARES = tuple(1.0 - 0.05 * step for step in range(11))
SEED = 2018


def thinned(instance: Instance, share: float) -> Instance:
    """The instance with couriers taken away at random while at least `share` of the hours stay.

    The fewer stay, the fewer of the same stay: each step takes away more of one chance sequence.
    """
    couriers = list(instance.couriers)
    Random(SEED).shuffle(couriers)
    hours = sum(courier.off - courier.on for courier in couriers)
    left = hours
    while len(couriers) > 1 and left - (couriers[-1].off - couriers[-1].on) >= share * hours:
        gone = couriers.pop()
        left -= gone.off - gone.on
    stay = {courier.id for courier in couriers}
    return replace(instance, couriers=tuple(one for one in instance.couriers if one.id in stay))


def one(name: str, folder: Path, share: float) -> Row:
    """The night under a peer with `share` of its courier hours."""
    return run(name, PEERS[name](), folder, thinned(grubhub.read(folder), share))


def main() -> int:
    """Print click-to-door by share of hours, and where the peer is met."""
    asked = argparse.ArgumentParser(prog="python -m bench.dispatch.shifts")
    asked.add_argument("folders", metavar="folder", type=instances)
    asked.add_argument("--all", action="store_true", help="every instance, not every eleventh")
    asked.add_argument("--peer", default="reyes", choices=list(PEERS))
    said = asked.parse_args()
    # Eleven has no factor in common with 24 classes: all seeds, and every level of every class.
    chosen = said.folders if said.all else said.folders[::11]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        peers = [pool.submit(one, said.peer, folder, 1.0) for folder in chosen]
        ours = {
            share: [pool.submit(one, "yeshi", folder, share) for folder in chosen]
            for share in SHARES
        }
        bar = _mean([job.result() for job in peers])
        print(f"{len(chosen)} nights. {said.peer} with all courier hours: "
              f"{bar:.2f} min from click to door, "
              f"{sum(job.result().undelivered for job in peers)} undelivered.\n")  # fmt: skip
        print("| share of courier hours | Yeshi's click-to-door, min | undelivered |")
        print("| ---: | ---: | ---: |")
        found = []
        for share, jobs in ours.items():
            rows = [job.result() for job in jobs]
            found.append(_mean(rows))
            undelivered = sum(row.undelivered for row in rows)
            print(f"| {share:.0%} | {found[-1]:.2f} | {undelivered} |", flush=True)
    # Click-to-door grows as hours fall; between two steps it is taken to grow evenly.
    met = float(np.interp(bar, found, SHARES, left=1.0, right=SHARES[-1]))
    print(f"\nThe peer is met with {met:.0%} of the hours: {1 - met:.0%} can be done without.")
    return 0


def _mean(rows: list[Row]) -> float:
    return float(np.mean([row.measures.spreads["click_to_door"].mean for row in rows]))


if __name__ == "__main__":
    sys.exit(main())
