"""The figures of the published nights against their bars: python bench/nights.py DIR."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from yeshi.dispatch.decide import Policy, decide
from yeshi.dispatch.snapshot import Candidate, OpenOrder, Service, Snapshot
from yeshi.twin.checkers import check
from yeshi.twin.instances import grubhub
from yeshi.twin.night import travel_of
from yeshi.wiring import measure_night


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


def timed(act: Callable[[], object]) -> float:
    """CPU seconds that `act` takes."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def core_alone(folder: Path) -> None:
    """The peer: each minute's decisions of the night, with nothing around them."""
    instance, policy = grubhub.read(folder), Policy()
    travel, rules = travel_of(instance), instance.parameters
    service = Service(rules.pickup_service * 60, rules.dropoff_service * 60)
    coming = list(reversed(instance.orders))
    free = {one.id: (one.on * 60.0, one.place) for one in instance.couriers}
    waiting: dict[str, grubhub.InstanceOrder] = {}
    for now in range(0, 60 * max(one.off for one in instance.couriers) + 1, 60):
        while coming and coming[-1].placed * 60 <= now:
            order = coming.pop()
            waiting[order.id] = order
        if not waiting:
            continue
        orders = tuple(
            OpenOrder(o.id, 1, instance.restaurants[o.restaurant], o.place,
                      o.placed * 60.0 - now, o.ready * 60.0 - now)
            for o in waiting.values()
        )  # fmt: skip
        couriers = tuple(
            Candidate(c.id, 1, free[c.id][1], max(0.0, free[c.id][0] - now), c.off * 60.0 - now,
                      free[c.id][0] <= now)
            for c in instance.couriers if c.off * 60 >= now
        )  # fmt: skip
        for trip in decide(Snapshot(orders, couriers, service), policy, travel):
            free[trip.courier.id] = (now + trip.door.leave_s, trip.order.door)
            del waiting[trip.order.id]


def night(folder: Path) -> Row:
    """One night measured, checked and timed."""
    with tempfile.TemporaryDirectory() as out:
        begun = time.process_time()
        measures = measure_night(folder, Path(out))
        through_flow_s = time.process_time() - begun
        breaches = len(check(folder, Path(out)))
    alone_s = timed(lambda: core_alone(folder))
    return Row(
        folder.name, measures.gap, measures.orders, measures.undelivered, breaches,
        through_flow_s, alone_s,
    )  # fmt: skip


def main() -> int:
    """Print the figures; 1 when a bar is missed, 2 without instances."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    folders = (
        sorted(p for p in folder.iterdir() if grubhub.is_instance(p)) if len(sys.argv) > 1 else []
    )
    if not folders:
        print("bench: name a folder of instances: make bench MDRP=DIR", file=sys.stderr)
        return 2
    begun = time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        rows = list(pool.map(night, folders, chunksize=2))
    took_s = time.monotonic() - begun
    orders = sum(row.orders for row in rows)
    gap = sum(row.gap for row in rows) / len(rows)
    undelivered = sum(row.undelivered for row in rows) / orders
    flow_s, core_s = sum(r.through_flow_s for r in rows), sum(r.core_alone_s for r in rows)
    infeasible = [row.name for row in rows if row.breaches]
    print(f"nights                      {len(rows)}, {orders} orders")
    print(f"infeasible                  {len(infeasible)} (bar 0) {' '.join(infeasible)}")
    print(f"mean gap                    {gap:.3f} min (bar 1.90)")
    print(f"undelivered                 {undelivered:.3%} (bar 0.25 %)")
    print(
        f"through flow                {flow_s / 2:.0f} s on two cores (bar 120), CPU {flow_s:.0f} s"
    )
    print(
        f"decision core alone (peer)  CPU {core_s:.0f} s; flow, store and ledger cost {flow_s / core_s:.1f} times it"
    )
    print(f"all of this bench           {took_s:.0f} s on {os.cpu_count()} cores")
    for seed in sorted({row.name[0] for row in rows}):
        of_seed = [row for row in rows if row.name[0] == seed]
        print(f"  seed {seed}: gap {sum(r.gap for r in of_seed) / len(of_seed):.2f} min, "
              f"{sum(r.undelivered for r in of_seed)} undelivered")  # fmt: skip
    return int(bool(infeasible) or gap > 1.90 or undelivered > 0.0025)


if __name__ == "__main__":
    sys.exit(main())
