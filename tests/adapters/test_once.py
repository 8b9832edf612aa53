"""What many ask for at once is made once; what is kept is told again, and let go in its turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from yeshi.adapters.once import Once
from yeshi.base.errors import OutOfTime, TooBusy

PATIENCE_S = 60.0


class Maker:
    """Makes bytes when it is let, and counts how often."""

    def __init__(self, size: int = 1) -> None:
        self.times, self.let, self.size = 0, Event(), size
        self.fault: Exception | None = None
        self.let.set()

    def __call__(self) -> bytes:
        self.times += 1
        assert self.let.wait(PATIENCE_S)
        if self.fault:
            raise self.fault
        return b"%d" % self.times * self.size


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.005)


def test_it_is_made_once_for_all_who_ask_meanwhile() -> None:
    """And for those who ask later."""
    once, make = Once(100, 8), Maker()
    make.let.clear()
    with ThreadPoolExecutor(8) as many:
        asked = [many.submit(once.get, "a", make) for _ in range(8)]
        until(lambda: make.times > 0)
        make.let.set()
        assert {one.result(PATIENCE_S) for one in asked} == {b"1"}
    assert once.get("a", make) == b"1"
    assert once.get("b", make) == b"2"


def test_more_who_wait_than_may_are_refused_and_those_for_whom_it_is_kept_are_not() -> None:
    """Until somebody has what they waited for."""
    once, make = Once(100, 2), Maker()
    once.get("kept", make)
    make.let.clear()
    with ThreadPoolExecutor(2) as many:
        asked = [many.submit(once.get, key, make) for key in ("a", "b")]
        until(lambda: make.times == 3)
        with pytest.raises(TooBusy):
            once.get("a", make)
        assert once.get("kept", make) == b"1"
        make.let.set()
        assert all(one.result(PATIENCE_S) for one in asked)
    assert once.get("c", make)


def test_a_fault_is_told_to_all_who_wait_and_kept_for_nobody() -> None:
    """The next one tries again."""
    once, make = Once(100, 8), Maker()
    make.fault = OutOfTime("slow")
    make.let.clear()
    with ThreadPoolExecutor(4) as many:
        asked = [many.submit(once.get, "a", make) for _ in range(4)]
        until(lambda: make.times > 0)
        make.let.set()
        assert all(isinstance(one.exception(PATIENCE_S), OutOfTime) for one in asked)
    make.fault = None
    assert once.get("a", make)


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    """When there is no more room; what is larger than all of it is not kept."""
    once, make = Once(3, 8), Maker()
    first = [once.get(key, make) for key in "abc"]
    assert once.get("a", make) == first[0]
    once.get("d", make)
    assert once.get("a", make) == first[0]
    assert once.get("b", make) != first[1]
    large = Maker(4)
    once.get("large", large)
    once.get("large", large)
    assert large.times == 2


def test_what_is_no_longer_fresh_is_made_anew() -> None:
    """As whoever asks has it."""
    once, make = Once(100, 8), Maker()
    assert once.get("a", make, fresh_s=PATIENCE_S) == b"1"
    assert once.get("a", make, fresh_s=PATIENCE_S) == b"1"
    assert once.get("a", make, fresh_s=0.0) == b"2"
