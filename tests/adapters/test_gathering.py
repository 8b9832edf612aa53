"""Commands that gather are answered as if each had come alone, and none waits for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from yeshi.adapters.gathering import Gathering, unhurried
from yeshi.base.errors import WorkerGone
from yeshi.flow.engine import Command, Turn
from yeshi.flow.ports import Answer, Done

PATIENCE_S = 20.0


def _command(key: str) -> Command:
    def act(_: Turn) -> Answer:
        return Done({"key": key})

    return Command(key=key, name="c", act=act)


class Held:
    """Carries out what it is given when it is let; tells what came together."""

    def __init__(self) -> None:
        self.let, self.came = Event(), Event()
        self.gathered: list[list[str]] = []

    def __call__(self, commands: Sequence[Command]) -> list[Answer | Exception]:
        self.gathered.append([one.key for one in commands])
        self.came.set()
        assert self.let.wait(10)
        return [
            ValueError(one.key) if "bad" in one.key else Done({"key": one.key}) for one in commands
        ]


def test_at_rest_a_command_is_alone_and_under_load_they_come_together() -> None:
    """The first goes at once; those that come meanwhile go together, each with its own answer."""
    held = Held()
    gathering = Gathering(held, at_most=10, at_once=1)
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(gathering, _command("first"))
        assert held.came.wait(10)
        others = [pool.submit(gathering, _command(f"other-{number}")) for number in range(6)]
        while len(gathering._queue) < 6:
            pass
        held.let.set()
        assert first.result(10) == Done({"key": "first"})
        assert [one.result(10) for one in others] == [
            Done({"key": f"other-{number}"}) for number in range(6)
        ]
    assert held.gathered[0] == ["first"]
    assert sorted(held.gathered[1]) == sorted(f"other-{number}" for number in range(6))


def test_a_fault_is_raised_to_whom_it_belongs() -> None:
    """The others have their answers."""
    held = Held()
    held.let.set()
    gathering = Gathering(held)
    assert gathering(_command("good")) == Done({"key": "good"})
    with pytest.raises(ValueError, match="bad"):
        gathering(_command("bad"))
    assert gathering(_command("good")) == Done({"key": "good"})


def test_no_more_than_so_many_go_together_and_all_are_answered() -> None:
    """However many wait."""
    held = Held()
    gathering = Gathering(held, at_most=3, at_once=1)
    with ThreadPoolExecutor(20) as pool:
        first = pool.submit(gathering, _command("first"))
        assert held.came.wait(10)
        others = [pool.submit(gathering, _command(f"{number}")) for number in range(17)]
        while len(gathering._queue) < 17:
            pass
        held.let.set()
        told = {one.result(10).data["key"] for one in [first, *others]}  # type: ignore[union-attr]
    assert len(told) == 18
    assert max(map(len, held.gathered)) == 3


def test_when_the_work_itself_fails_all_hear_of_it_and_the_next_goes_on() -> None:
    """Nobody waits for ever."""
    broken = True

    def together(commands: Sequence[Command]) -> list[Answer | Exception]:
        if broken:
            raise OSError("gone")
        return [Done() for _ in commands]

    gathering = Gathering(together, at_once=1)
    with pytest.raises(OSError, match="gone"):
        gathering(_command("a"))
    broken = False
    assert gathering(_command("b")) == Done()


def test_who_is_torn_out_of_the_work_leaves_nobody_waiting() -> None:
    """Those whose commands they carried are told that it was cut off."""

    class TornOut(BaseException):
        """No fault: an end."""

    begun, let = Event(), Event()

    def together(commands: Sequence[Command]) -> list[Answer | Exception]:
        begun.set()
        assert let.wait(10)
        if len(commands) > 1:
            raise TornOut
        return [Done() for _ in commands]

    gathering = Gathering(together, at_once=1)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(gathering, _command("first"))
        assert begun.wait(10)
        others = [pool.submit(gathering, _command(name)) for name in ("a", "b")]
        while len(gathering._queue) < 2:
            pass
        let.set()
        assert first.result(10) == Done()
        faults = {type(one.exception(10)) for one in others}
    assert faults == {TornOut, WorkerGone}


def test_what_nobody_waits_for_goes_at_once_at_rest_and_then_with_all_that_come() -> None:
    """So many works at most in a while, unless one is full."""
    held = Held()
    held.let.set()
    gathering = Gathering(held, at_most=5, moment_s=PATIENCE_S, unhurried=True)
    assert gathering(_command("first")) == Done({"key": "first"})
    with ThreadPoolExecutor(8) as pool:
        others = [pool.submit(gathering, _command(f"{number}")) for number in range(5)]
        for one in others:
            one.result(PATIENCE_S / 2)
    assert held.gathered[0] == ["first"]
    assert sorted(held.gathered[1]) == [f"{number}" for number in range(5)]


def test_after_a_while_they_go_however_few_they_are() -> None:
    """Nobody waits for more than that."""
    held = Held()
    held.let.set()
    gathering = unhurried(held)
    for key in ("first", "second", "third"):
        assert gathering(_command(key)) == Done({"key": key})
    assert held.gathered == [["first"], ["second"], ["third"]]


def _one_then_three(pool: ThreadPoolExecutor, gathering: Gathering, held: Held) -> None:
    """A work of one, and then one of three that came meanwhile; all are answered."""
    first = pool.submit(gathering, _command("first"))
    assert held.came.wait(10)
    others = [pool.submit(gathering, _command(f"other-{number}")) for number in range(3)]
    while len(gathering._queue) < 3:
        pass
    held.let.set()
    for one in [first, *others]:
        one.result(10)


def test_after_a_work_of_many_the_next_waits_a_moment_for_as_many() -> None:
    """They are carried out together again, instead of one alone and then the rest."""
    held = Held()
    gathering = Gathering(held, moment_s=600)
    with ThreadPoolExecutor(4) as pool:
        _one_then_three(pool, gathering, held)
        again = [pool.submit(gathering, _command(f"again-{number}")) for number in range(3)]
        for one in again:
            one.result(10)
    assert [len(one) for one in held.gathered] == [1, 3, 3]


def test_whoever_is_alone_again_waits_for_nobody_beyond_that_moment() -> None:
    """Nor does the one after: the last work was of one."""
    held = Held()
    gathering = Gathering(held, moment_s=0.001)
    with ThreadPoolExecutor(4) as pool:
        _one_then_three(pool, gathering, held)
    gathering._moment_s = 600
    gathering._ended_at = float("-inf")
    assert gathering(_command("alone")) == Done({"key": "alone"})
    assert gathering(_command("and again")) == Done({"key": "and again"})
