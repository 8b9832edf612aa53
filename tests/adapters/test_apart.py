"""A process apart: what it answers, what it raises, and how it ends and is begun anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest

from yeshi.adapters.apart import Apart, Several
from yeshi.base.errors import InputError, OutOfTime, RowUnreadable, TooBusy, WorkerGone
from yeshi.base.faults import kind_of, place_of
from yeshi.base.money import Money

PATIENCE_S = 60.0


def begin(word: str) -> Callable[[Any], Any]:
    """What answers in the process apart, told a word at its beginning."""

    def answer(asked: Any) -> Any:
        if asked == "sleep":
            time.sleep(PATIENCE_S)
        if asked == "end":
            os.kill(os.getpid(), signal.SIGKILL)
        if asked == "input":
            raise InputError("somebody's address")
        if asked == "books":
            Money(1, "CNY").split([])
        if asked == "odd":
            raise RowUnreadable("orders", "or-1", "no")
        return word, asked, os.getpid()

    return answer


def begins_late(file: str) -> Callable[[Any], Any]:
    """Begins when the file is there."""
    while not Path(file).exists():
        time.sleep(0.01)
    return lambda asked: asked


def fails() -> Callable[[Any], Any]:
    """Cannot even begin."""
    raise InputError("no")


@pytest.fixture
def apart() -> Iterator[Apart]:
    """A process apart, ended at the end."""
    made = Apart(partial(begin, "hello"))
    yield made
    made.close()


def ask(apart: Apart, asked: str) -> Any:
    """What it answers, however slow the machine is."""
    return apart.ask(asked, PATIENCE_S)


def test_it_answers_in_one_process_that_is_not_ours(apart: Apart) -> None:
    """The same for each question."""
    word, asked, pid = ask(apart, "a")
    assert (word, asked) == ("hello", "a")
    assert pid != os.getpid()
    assert ask(apart, "b") == ("hello", "b", pid)


def test_what_is_raised_there_is_raised_here_with_its_place(apart: Apart) -> None:
    """And its kind, also one that cannot be sent itself."""
    pid = ask(apart, "a")[2]
    with pytest.raises(InputError, match="somebody's address"):
        ask(apart, "input")
    with pytest.raises(Exception) as books:
        ask(apart, "books")
    assert kind_of(books.value) == "BooksBroken"
    assert place_of(books.value).startswith("yeshi.base.money:")
    with pytest.raises(Exception) as odd:
        ask(apart, "odd")
    assert kind_of(odd.value) == "RowUnreadable"
    assert ask(apart, "a")[2] == pid


def test_what_takes_too_long_is_killed(apart: Apart) -> None:
    """And the next is asked of another process."""
    pid = ask(apart, "a")[2]
    with pytest.raises(OutOfTime):
        apart.ask("sleep", 0.1)
    assert not psutil.pid_exists(pid)
    assert ask(apart, "a")[2] != pid


def test_one_that_is_killed_is_told_and_begun_anew(apart: Apart) -> None:
    """While it works, or before it is asked."""
    pid = ask(apart, "a")[2]
    with pytest.raises(WorkerGone):
        ask(apart, "end")
    again = ask(apart, "a")[2]
    assert again != pid
    os.kill(again, signal.SIGKILL)
    with pytest.raises(WorkerGone):
        ask(apart, "a")
    assert ask(apart, "a")[2] not in (pid, again)


def test_one_that_cannot_begin_says_why_each_time() -> None:
    """What was wrong may be mended meanwhile."""
    apart = Apart(fails)
    for _ in range(2):
        with pytest.raises(InputError, match="no"):
            ask(apart, "a")
    apart.close()


@pytest.mark.parametrize("asked", ["", "sleep"])
def test_it_ends_with_the_process_that_began_it(tmp_path: Path, asked: str) -> None:
    """Also when that one is killed, while it waits to be asked or in the midst of an answer."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import os\n"
        "from functools import partial\n"
        "from tests.adapters.test_apart import begin\n"
        "from yeshi.adapters.apart import Apart\n"
        "if __name__ == '__main__':\n"
        "    apart = Apart(partial(begin, 'x'))\n"
        "    print(apart.ask('a', 60)[2], flush=True)\n"
        f"    if {asked!r}:\n"
        f"        apart._ours.send({asked!r})\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    pid, ends = int(ran.stdout), time.monotonic() + PATIENCE_S
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_one_that_is_slow_to_begin_is_left_to_it(tmp_path: Path) -> None:
    """Who asks meanwhile is told that it takes too long; who asks later has their answer."""
    apart = Apart(partial(begins_late, str(tmp_path / "now")))
    try:
        for _ in range(2):
            with pytest.raises(OutOfTime):
                apart.ask("a", 0.2)
        (tmp_path / "now").touch()
        assert ask(apart, "b") == "b"
    finally:
        apart.close()


def test_several_answer_at_once_and_no_more_wait_than_may() -> None:
    """Each is begun when it is needed; one that is free again is asked first."""
    several = Several(partial(begin, "hello"), 2, 1)
    try:
        pid = several.ask("a", PATIENCE_S)[2]
        assert several.ask("b", PATIENCE_S)[2] == pid
        with ThreadPoolExecutor(3) as many:
            asked = [many.submit(several.ask, "sleep", PATIENCE_S) for _ in range(3)]
            ends = time.monotonic() + PATIENCE_S
            while several._places:
                assert time.monotonic() < ends
                time.sleep(0.01)
            with pytest.raises(TooBusy):
                several.ask("c", PATIENCE_S)
            ours = psutil.Process().children()
            assert pid in {one.pid for one in ours}
            _kill_until(lambda: all(one.done() for one in asked))
        assert all(isinstance(one.exception(), WorkerGone) for one in asked)
        assert several.ask("d", PATIENCE_S)[2] != pid
    finally:
        several.close()


def _kill_until(true: Callable[[], bool]) -> None:
    """End our children again and again until it is true."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        for one in psutil.Process().children():
            with suppress(psutil.NoSuchProcess):
                if "spawn_main" in " ".join(one.cmdline()):
                    one.kill()
        time.sleep(0.05)


def test_whoever_finds_none_free_in_time_is_told() -> None:
    """And those who come after have it when it is."""
    several = Several(partial(begin, "hello"), 1, 2)
    try:
        pid = several.ask("a", PATIENCE_S)[2]
        with ThreadPoolExecutor(1) as beside:
            sleeps = beside.submit(several.ask, "sleep", PATIENCE_S)
            while not several._free.empty():
                time.sleep(0.01)
            with pytest.raises(OutOfTime):
                several.ask("b", 0.05)
            os.kill(pid, signal.SIGKILL)
            assert isinstance(sleeps.exception(PATIENCE_S), WorkerGone)
        assert several.ask("c", PATIENCE_S)[2] != pid
    finally:
        several.close()
