"""Dispatch against its peers: python -m bench.dispatch DIR [--all] [--peers a,b] [--out DIR].

`--up-to N`: of all, the nights of N orders at most.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from bench.dispatch.core import Yeshi
from bench.dispatch.harness import Peer, Row, run
from bench.dispatch.instances import instances
from bench.dispatch.nearest import Nearest
from bench.dispatch.picture import draw
from bench.dispatch.reyes import Reyes, Settings
from bench.dispatch.table import tables
from yeshi.dispatch.policy import Policy


def _vroom() -> Peer:
    from bench.dispatch.vroom_peer import Vroom

    return Vroom()


def _ortools() -> Peer:
    from bench.dispatch.ortools_peer import OrTools

    return OrTools()


PEERS: dict[str, Callable[[], Peer]] = {
    "nearest": Nearest,
    "reyes": Reyes,
    "reyes-1min": lambda: Reyes(Settings(every_min=1)),
    "vroom": _vroom,
    "ortools": _ortools,
    "yeshi": Yeshi,
    "yeshi-single": lambda: Yeshi(Policy(bundling=False)),
    "yeshi-blind": lambda: Yeshi(Policy(foresight_s=0.0)),
    "yeshi-ahead": lambda: Yeshi(Policy(prepositioning=True)),
    "yeshi-updates": lambda: Yeshi(Policy(updates=True)),
    "yeshi-both": lambda: Yeshi(Policy(prepositioning=True, updates=True)),
    "yeshi-packed": lambda: Yeshi(Policy(packing_s=2.0)),
    "yeshi-both-long": lambda: Yeshi(Policy(prepositioning=True, updates=True, shakes=480)),
    "yeshi-both-packed": lambda: Yeshi(Policy(prepositioning=True, updates=True, packing_s=2.0)),
    "yeshi-unfair": lambda: Yeshi(Policy(fairness_s=0.0)),
}
# A night of more orders takes the general solvers a quarter of an hour and more.
SAMPLE_ORDERS = 800
STANDARD = "nearest,reyes,reyes-1min,vroom,ortools,yeshi"


def one(name: str, folder: Path) -> Row:
    """The instance's night under the peer of that name."""
    return run(name, PEERS[name](), folder)


def orders_of(folder: Path) -> int:
    """How many orders the instance has."""
    return len((folder / "orders.txt").read_text(encoding="utf-8").splitlines()) - 1


def sample(folders: list[Path]) -> list[Path]:
    """One instance of each seed, of a size that every peer can play within minutes."""
    by_seed: dict[str, list[Path]] = {}
    for folder in folders:
        if orders_of(folder) <= SAMPLE_ORDERS:
            by_seed.setdefault(folder.name[:1], []).append(folder)
    # Steps of five through the classes of a seed: every level of every class comes up.
    return [of_seed[5 * at % len(of_seed)] for at, of_seed in enumerate(by_seed.values())]


def main() -> int:
    """Print the tables; 1 when a solution breaks a rule, 2 without instances."""
    asked = argparse.ArgumentParser(prog="python -m bench.dispatch")
    asked.add_argument("folders", metavar="folder", type=instances)
    asked.add_argument("--all", action="store_true", help="every instance, not one a seed")
    asked.add_argument("--up-to", type=int, help="orders a night has at most")
    asked.add_argument("--peers", default=STANDARD, help=f"of {', '.join(PEERS)}")
    asked.add_argument("--out", type=Path, help="also write results.md and results.svg there")
    said = asked.parse_args()
    names = said.peers.split(",")
    unknown = [name for name in names if name not in PEERS]
    folders = [path for path in said.folders if not said.up_to or orders_of(path) <= said.up_to]
    if unknown or not folders:
        none = f"no instance of up to {said.up_to} orders"
        print(
            f"bench.dispatch: {f'no such peer: {unknown[0]}' if unknown else none}", file=sys.stderr
        )
        return 2
    chosen = folders if said.all else sample(folders)
    rows: list[Row] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(one, name, folder) for folder in chosen for name in names]
        for job in as_completed(jobs):
            rows.append(job.result())
            print(f"\r{len(rows)} of {len(jobs)} nights", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    text = tables(rows, names)
    print(text)
    if said.out:
        said.out.mkdir(parents=True, exist_ok=True)
        (said.out / "results.md").write_text(text + "\n", encoding="utf-8")
        (said.out / "results.svg").write_text(draw(rows, names), encoding="utf-8")
    return int(any(row.breaches for row in rows))


if __name__ == "__main__":
    sys.exit(main())
