"""The one place where ports meet adapters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.simulated import SimulatedClock
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Store
from yeshi.flow.table import TABLE
from yeshi.twin import night
from yeshi.twin.instances import grubhub, solution
from yeshi.twin.report import Measures, measure


def run_night(
    instance: grubhub.Instance,
    store: Store | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> night.Night:
    """The instance's night on `store`, which must be empty; by default on one in memory."""
    clock = SimulatedClock(night.MINUTE_0)
    terms, travel = night.terms_of(instance), night.travel_of(instance)
    kept = store or MemoryStore(terms.currency)
    engine = Engine(kept, clock, travel, TrialWallet(), terms, TABLE)
    return night.run(instance, engine, clock, progress)


def measure_night(
    folder: Path, out: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Measures:
    """The measures of the instance in `folder`; with `out`, its solution is written there."""
    ran = run_night(grubhub.read(folder), progress=progress)
    if out is not None:
        solution.write(ran, out)
    return measure(ran)
