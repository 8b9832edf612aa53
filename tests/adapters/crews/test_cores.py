"""All cores: everything once, faults are the parent's, the lost are replaced, nobody is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from yeshi.adapters.crews.cores import TRIES_MAX, Cores
from yeshi.base.errors import WorkerGone

ABANDONED = """
import os, time
from yeshi.adapters.crews.cores import Cores

def play(seed):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(0.5)

for _ in Cores().each(play, range(1000)):
    pass
"""


def seeded(seed: int) -> str:
    """A night that takes its time by chance of its seed."""
    time.sleep(seed % 3 * 0.01)
    return f"night {seed}"


def broken(seed: int) -> None:
    """A night that breaks a rule."""
    raise LookupError(f"seed {seed}")


def gone(seed: int) -> None:
    """A night whose process is killed."""
    os.kill(os.getpid(), signal.SIGKILL)


def gone_once(folder: Path, seed: int) -> str:
    """A night whose process is killed the first time."""
    try:
        (folder / str(seed)).touch(exist_ok=False)
    except FileExistsError:
        return f"night {seed}"
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def alive(process: int) -> bool:
    """Whether the process runs; one that ended and was not yet buried does not."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False


def nobody_left() -> bool:
    return not multiprocessing.active_children()


def test_everything_is_done_once() -> None:
    done = list(Cores().each(seeded, range(40)))
    assert sorted(done) == [(seed, f"night {seed}") for seed in range(40)]
    assert nobody_left()


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(Cores().each(seeded, [])) == []


def test_a_fault_of_a_night_is_the_parents_with_its_place() -> None:
    with pytest.raises(LookupError, match="seed 7") as raised:
        list(Cores().each(broken, [7]))
    assert "in broken" in "".join(raised.value.__notes__)
    assert nobody_left()


def test_what_a_killed_worker_did_is_done_by_another(tmp_path: Path) -> None:
    """Each of them is killed once in the midst of it."""
    done = dict(Cores().each(partial(gone_once, tmp_path), range(6)))
    assert done == {seed: f"night {seed}" for seed in range(6)}
    assert nobody_left()


def test_what_kills_every_worker_is_given_up() -> None:
    with pytest.raises(WorkerGone, match=f"each of the {TRIES_MAX} times"):
        list(Cores().each(gone, range(4)))
    assert nobody_left()


def test_leaving_at_any_moment_ends_who_is_under_way() -> None:
    """Forty times, with most of the tasks not begun."""
    for skipped in range(40):
        coming = Cores().each(seeded, range(500))
        for _ in range(skipped % 5 + 1):
            next(coming)
        coming.close()  # type: ignore[attr-defined]
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
