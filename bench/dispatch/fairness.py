"""What fairness costs: python -m bench.dispatch.fairness DIR [--all]."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from bench.dispatch.core import Yeshi
from bench.dispatch.harness import Row, run
from bench.dispatch.instances import instances
from yeshi.dispatch.policy import Policy

SECONDS = (0.0, 15.0, 30.0, 60.0, 120.0, 240.0, 480.0)


def one(folder: Path, fairness_s: float) -> Row:
    """The night under a policy that trades so many seconds."""
    return run(f"{fairness_s:.0f}", Yeshi(Policy(fairness_s=fairness_s)), folder)


def main() -> int:
    """Print the Gini coefficient of hourly earnings against lateness, by what a turn is worth."""
    asked = argparse.ArgumentParser(prog="python -m bench.dispatch.fairness")
    asked.add_argument("folders", metavar="folder", type=instances)
    asked.add_argument("--all", action="store_true", help="every instance, not every eleventh")
    said = asked.parse_args()
    chosen = said.folders if said.all else said.folders[::11]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = {s: [pool.submit(one, folder, s) for folder in chosen] for s in SECONDS}
        print(f"{len(chosen)} nights\n")
        print("| seconds traded | Gini of hourly earnings | gap to bound, min | undelivered |")
        print("| ---: | ---: | ---: | ---: |")
        for seconds, waiting in jobs.items():
            rows = [job.result() for job in waiting]
            print(f"| {seconds:.0f} | {np.mean([r.measures.gini for r in rows]):.4f} |"
                  f" {np.mean([r.measures.gap for r in rows]):.2f} |"
                  f" {sum(r.undelivered for r in rows)} |", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
