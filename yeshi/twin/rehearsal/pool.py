"""Many nights on all cores, one process each; what is done when it is stopped is done."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence

from yeshi.twin.rehearsal.outcome import Values
from yeshi.twin.rehearsal.scenario import Scenario

Play = Callable[[Scenario, int], Values]
# A scenario by its place, and a seed.
Task = tuple[int, int]

_play: Play
_scenarios: Sequence[Scenario]


def outcomes(
    play: Play, scenarios: Sequence[Scenario], tasks: Sequence[Task]
) -> Iterator[tuple[Task, Values]]:
    """The outcome of each task as it is done; leaving the iteration ends those under way."""
    workers = min(os.cpu_count() or 1, len(tasks))
    if not workers:
        return
    with multiprocessing.Pool(workers, _prepare, (play, scenarios)) as pool:
        yield from pool.imap_unordered(_one, tasks)


def _prepare(play: Play, scenarios: Sequence[Scenario]) -> None:
    global _play, _scenarios
    # Ctrl-C is for the parent, who ends its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _play, _scenarios = play, scenarios


def _one(task: Task) -> tuple[Task, Values]:
    return task, _play(_scenarios[task[0]], task[1])
