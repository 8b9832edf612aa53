"""What is brought is read once in the background, and again where who read it has ended."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path
from threading import Event

import pytest

from yeshi.adapters.menus import readings
from yeshi.adapters.menus.readings import TRIES_MAX, WAITING_MAX, ReadingFolder
from yeshi.base.errors import TooBusy, WorkerGone


def given_up(asked: bytes) -> bytes:
    """What is answered of what could not be read."""
    return b"given up: " + asked


def upper(asked: bytes) -> bytes:
    """Reading, in short."""
    return asked.upper()


def until_read(folder: ReadingFolder, name: str, whose: str = "a") -> bytes:
    """What was read, once it is."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        told = folder.look(whose, name)
        if isinstance(told, bytes):
            return told
        assert told is not None
        time.sleep(0.01)
    raise AssertionError("it was not read")


def test_it_is_read_and_what_was_brought_is_not_kept(tmp_path: Path) -> None:
    """Whoever looks meanwhile is told how long it takes; others' readings are not there."""
    goes = Event()

    def slow(asked: bytes) -> bytes:
        goes.wait(10)
        return asked.upper()

    folder = ReadingFolder(tmp_path / "menus", slow, given_up)
    name = folder.bring("a", b"tofu")
    assert isinstance(folder.look("a", name), float)
    assert folder.look("b", name) is None
    goes.set()
    assert until_read(folder, name) == b"TOFU"
    assert folder.look("b", name) is None
    assert folder.look("a", "../" + name) is None
    assert [path.suffix for path in (tmp_path / "menus").iterdir()] == [".answer"]
    assert os.stat(tmp_path / "menus").st_mode & 0o077 == 0


@pytest.mark.parametrize("fault", [WorkerGone("gone"), TooBusy("busy")])
def test_one_that_was_cut_short_is_read_by_whoever_is_asked_next(
    tmp_path: Path, fault: Exception
) -> None:
    """As after a restart: another process has the same folder and nothing else."""

    def cut(asked: bytes) -> bytes:
        raise fault

    name = ReadingFolder(tmp_path, cut, given_up).bring("a", b"tofu")
    wait_for(lambda: (next(tmp_path.glob("*.tries"), tmp_path / "-")).exists())
    assert until_read(ReadingFolder(tmp_path, upper, given_up), name) == b"TOFU"


def test_one_that_waits_for_its_turn_is_not_given_up(tmp_path: Path) -> None:
    """However often whoever reads has too much to do."""
    busy = [TooBusy("busy")] * (TRIES_MAX + 2)

    def read(asked: bytes) -> bytes:
        if busy:
            raise busy.pop()
        return asked.upper()

    folder = ReadingFolder(tmp_path, read, given_up)
    assert until_read(folder, folder.bring("a", b"tofu")) == b"TOFU"


def test_what_ends_whoever_reads_it_is_given_up(tmp_path: Path) -> None:
    """After so many tries, so that a photo that kills processes does not for ever."""
    tries = []

    def kills(asked: bytes) -> bytes:
        tries.append(asked)
        raise WorkerGone("killed")

    folder = ReadingFolder(tmp_path, kills, given_up)
    assert until_read(folder, folder.bring("a", b"bomb")) == b"given up: bomb"
    assert len(tries) == TRIES_MAX


def test_what_another_process_reads_is_left_to_it(tmp_path: Path) -> None:
    """Who holds the lock reads it; nobody else does meanwhile."""
    read = []

    def once(asked: bytes) -> bytes:
        read.append(asked)
        return asked

    def busy(asked: bytes) -> bytes:
        raise TooBusy("later")

    name = ReadingFolder(tmp_path, busy, given_up).bring("a", b"tofu")
    folder = ReadingFolder(tmp_path, once, given_up)
    [path] = tmp_path.glob("*.asked")
    with path.open("rb") as held:
        flock(held, LOCK_EX)
        for _ in range(5):
            assert isinstance(folder.look("a", name), float)
            time.sleep(0.02)
        assert read == []
    assert until_read(folder, name) == b"tofu"


def test_more_than_can_wait_are_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what nobody looked at for long is let go of, asked and answered alike."""

    def busy(asked: bytes) -> bytes:
        raise TooBusy("later")

    folder = ReadingFolder(tmp_path, busy, given_up)
    names = [folder.bring("a", b"tofu") for _ in range(WAITING_MAX)]
    with pytest.raises(TooBusy):
        folder.bring("a", b"tofu")
    monkeypatch.setattr(readings, "KEPT_S", -1.0)
    assert folder.look("a", names[0]) is None
    assert not list(tmp_path.glob("*.asked"))


def wait_for(true: Callable[[], bool]) -> None:
    """Wait until it is true."""
    ends = time.monotonic() + 10
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.01)
