"""Nights on all cores: every task once, faults are the parent's, and nobody is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yeshi.base.errors import WorkerGone
from yeshi.files.scenario.scenario import Scenario
from yeshi.twin.rehearsal.outcome import Values
from yeshi.twin.rehearsal.pool import outcomes

ABANDONED = """
import os, sys, time
from yeshi.twin.rehearsal.pool import outcomes

def play(scenario, seed):
    print(os.getpid(), flush=True)
    time.sleep(0.5)
    return {}

for _ in outcomes(play, ["any"], [(0, seed) for seed in range(1000)]):
    pass
"""


def seeded(scenario: Scenario, seed: int) -> Values:
    """A night that takes its time by chance of its seed."""
    time.sleep(seed % 3 * 0.01)
    return {"orders": float(seed)}


def broken(scenario: Scenario, seed: int) -> Values:
    """A night that breaks a rule."""
    raise LookupError(f"seed {seed}")


def gone(scenario: Scenario, seed: int) -> Values:
    """A night whose process is killed."""
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def alive(process: int) -> bool:
    """Whether the process runs; one that ended and was not yet buried does not."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False


def nobody_left() -> bool:
    return not multiprocessing.active_children()


def test_every_task_is_done_once() -> None:
    tasks = [(side, seed) for seed in range(20) for side in (0, 1)]
    done = dict(outcomes(seeded, [None, None], tasks))  # type: ignore[list-item]
    assert done == {(side, seed): {"orders": float(seed)} for side, seed in tasks}
    assert nobody_left()


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(outcomes(seeded, [], [])) == []


def test_a_fault_of_a_night_is_the_parents_with_its_place() -> None:
    with pytest.raises(LookupError, match="seed 7") as raised:
        list(outcomes(broken, [None], [(0, 7)]))  # type: ignore[list-item]
    assert "in broken" in "".join(raised.value.__notes__)
    assert nobody_left()


def test_a_worker_that_is_killed_ends_it() -> None:
    with pytest.raises(WorkerGone, match="was killed"):
        list(outcomes(gone, [None], [(0, seed) for seed in range(4)]))  # type: ignore[list-item]
    assert nobody_left()


def test_leaving_at_any_moment_ends_who_is_under_way() -> None:
    """Forty times, with most of the tasks not begun."""
    for skipped in range(40):
        coming = outcomes(seeded, [None], [(0, seed) for seed in range(500)])  # type: ignore[list-item]
        for _ in range(skipped % 5 + 1):
            next(coming)
        coming.close()
        assert nobody_left()


def test_no_worker_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "abandoned.py"
    program.write_text(ABANDONED)
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = {int(parent.stdout.readline()) for _ in range(2)}
        parent.kill()
    patience = time.monotonic() + 20
    while any(alive(worker) for worker in workers):
        assert time.monotonic() < patience
        time.sleep(0.1)
