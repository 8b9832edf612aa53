"""Nights in the twin, on a store in memory and a simulated clock."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from yeshi import __version__
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.dispatch.policy import Policy
from yeshi.files.scenario.scenario import Scenario
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Store
from yeshi.flow.table import TABLE
from yeshi.twin.instances import grubhub
from yeshi.twin.published import night, solution
from yeshi.twin.published.report import (
    Delivery,
    Measures,
    SentAhead,
    deliveries,
    measure,
    sent_ahead,
)
from yeshi.twin.rehearsal import night as rehearsal
from yeshi.twin.rehearsal.outcome import Values, outcome


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: it would walk a night's hundreds of thousands of records.

    What a night makes has no cycles to speak of, and what it drops is freed at once all the same.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run_night(
    instance: grubhub.Instance,
    store: Store | None = None,
    progress: Callable[[int, int], None] | None = None,
    policy: Policy | None = None,
) -> night.Night:
    """The instance's night on `store`, which must be empty; by default on one in memory."""
    clock = SimulatedClock(night.MINUTE_0)
    terms, travel = night.terms_of(instance, policy or Policy()), night.travel_of(instance)
    kept = store or MemoryStore(terms.currency)
    engine = Engine(kept, clock, travel, TrialWallet(), terms, TABLE)
    with uncollected():
        return night.run(instance, engine, clock, progress)


@dataclass(frozen=True, slots=True)
class Solved:
    """What a night came to, and what its solution is written from."""

    measures: Measures
    done: list[Delivery]
    ahead: list[SentAhead]

    def write(self, instance: grubhub.Instance, folder: Path) -> None:
        """Write the solution into the folder."""
        solution.write(instance, self.done, folder, self.ahead)


def solve(
    policy: Policy | None, instance: grubhub.Instance,
    progress: Callable[[int, int], None] | None = None,
) -> Solved:  # fmt: skip
    """The instance's night under the policy, by default the usual one."""
    ran = run_night(instance, progress=progress, policy=policy)
    return Solved(measure(ran), deliveries(ran), sent_ahead(ran))


def measure_night(
    folder: Path, out: Path | None = None, progress: Callable[[int, int], None] | None = None,
    policy: Policy | None = None,
) -> Measures:  # fmt: skip
    """The measures of the instance in `folder`; with `out`, its solution is written there."""
    instance = grubhub.read(folder)
    solved = solve(policy, instance, progress)
    if out is not None:
        solved.write(instance, out)
    return solved.measures


def rehearse(
    scenario: Scenario, seed: int, progress: Callable[[datetime], None] | None = None
) -> rehearsal.Played:
    """A night of the scenario, played on a store in memory."""
    clock, weather = SimulatedClock(rehearsal.begins_at(scenario)), rehearsal.weather_of()
    terms = rehearsal.terms_of(scenario)
    engine = Engine(MemoryStore(terms.currency), clock, weather, TrialWallet(), terms, TABLE)
    with uncollected():
        return rehearsal.play(scenario, seed, engine, clock, weather, progress)


def code_version() -> str:
    """The version, and a digest of the code: nights of other code are other nights."""
    digest = blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()}"


def rehearsed_outcome(scenarios: Sequence[Scenario], task: tuple[int, int]) -> Values:
    """What a night comes to: that of the scenario with the first number, of the second as seed."""
    number, seed = task
    return outcome(rehearse(scenarios[number], seed))
