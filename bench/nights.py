"""The figures of the published nights against their bars: python -m bench.nights DIR [--ray ADDRESS].

On all cores of this machine, or on the Ray cluster at the address (yeshi[ray]).
Undelivered orders are counted without those that are ready only after every shift has ended.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.dispatch.core import Yeshi
from bench.dispatch.harness import run
from yeshi.twin.instances import grubhub
from yeshi.twin.published.checkers import check
from yeshi.wiring.crews import crew_at
from yeshi.wiring.rehearsed import measure_night


@dataclass(frozen=True, slots=True)
class Row:
    """One night: what it came to, and how long it and its peer took."""

    name: str
    gap: float
    orders: int
    undelivered: int
    breaches: int
    through_flow_s: float
    core_alone_s: float


@dataclass(frozen=True, slots=True)
class Files:
    """An instance as its files are: whoever plays it may be on a machine without its folder."""

    name: str
    texts: dict[str, bytes]


def files_of(folder: Path) -> Files:
    """All files in the folder."""
    return Files(folder.name, {one.name: one.read_bytes() for one in folder.iterdir()})


def night(files: Files) -> Row:
    """One night measured, checked and timed."""
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as out:
        folder = Path(scratch) / files.name
        folder.mkdir()
        for name, text in files.texts.items():
            (folder / name).write_bytes(text)
        begun = time.process_time()
        measures = measure_night(folder, Path(out))
        through_flow_s = time.process_time() - begun
        breaches = len(check(folder, Path(out)))
        alone = run("yeshi", Yeshi(), folder)
    return Row(
        folder.name, measures.gap, measures.orders, measures.undelivered - alone.undeliverable,
        breaches, through_flow_s, alone.cpu_s,
    )  # fmt: skip


def main() -> int:
    """Print the figures; 1 when a bar is missed, 2 without instances."""
    parser = argparse.ArgumentParser(prog="python -m bench.nights")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--ray", metavar="ADDRESS")
    said = parser.parse_args()
    folders = (
        [one for one in said.folder.iterdir() if grubhub.is_instance(one)] if said.folder else []
    )
    if not folders:
        print("bench: name a folder of instances: make bench MDRP=DIR", file=sys.stderr)
        return 2
    begun = time.monotonic()
    asked = [files_of(folder) for folder in folders]
    rows = sorted(
        (row for _, row in crew_at(said.ray).each(night, asked)), key=lambda row: row.name
    )
    took_s = time.monotonic() - begun
    orders = sum(row.orders for row in rows)
    gap = sum(row.gap for row in rows) / len(rows)
    undelivered = sum(row.undelivered for row in rows) / orders
    flow_s, core_s = sum(r.through_flow_s for r in rows), sum(r.core_alone_s for r in rows)
    infeasible = [row.name for row in rows if row.breaches]
    print(f"nights                      {len(rows)}, {orders} orders")
    print(f"infeasible                  {len(infeasible)} (bar 0) {' '.join(infeasible)}")
    print(f"mean gap                    {gap:.3f} min (bar 1.50)")
    print(f"undelivered                 {undelivered:.4%} (bar 0.02 %)")
    print(
        f"through flow                {flow_s / 2:.0f} s on two cores (bar 240), CPU {flow_s:.0f} s"
    )
    print(
        f"decision core alone (peer)  CPU {core_s:.0f} s; flow, store and ledger cost {flow_s / core_s:.1f} times it"
    )
    print(f"all of this bench           {took_s:.0f} s on "
          + (f"the cluster at {said.ray}" if said.ray else f"{os.cpu_count()} cores"))  # fmt: skip
    for seed in sorted({row.name[0] for row in rows}):
        of_seed = [row for row in rows if row.name[0] == seed]
        print(f"  seed {seed}: gap {sum(r.gap for r in of_seed) / len(of_seed):.2f} min, "
              f"{sum(r.undelivered for r in of_seed)} undelivered")  # fmt: skip
    return int(bool(infeasible) or gap > 1.50 or undelivered > 0.0002)


if __name__ == "__main__":
    sys.exit(main())
