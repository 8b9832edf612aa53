"""Each command is told with its name, its key and how it ended, whatever it was."""

from __future__ import annotations

import pytest

from tests.builders import EVENING, terms
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.adapters.watch.commands import Carried, WatchedEngine
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Command, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.table import TABLE
from yeshi.geo.travel import WholeMinutes


@pytest.fixture
def engine() -> WatchedEngine:
    """An engine on a store in memory."""
    clock, store = SimulatedClock(EVENING), MemoryStore("CNY")
    return WatchedEngine(store, clock, WholeMinutes(300.0), TrialWallet(), terms(), TABLE)


def test_how_a_command_ends_is_told(engine: WatchedEngine) -> None:
    """Done, refused with its reason, or failed with the kind of its fault, which goes up."""
    told: list[Carried] = []
    engine.tell = told.append

    def break_down(_: Turn) -> Answer:
        raise ZeroDivisionError("somebody's name")

    assert engine.perform("1", "place", lambda _: Done()) == Done()
    engine.perform("2", "place", lambda _: Refused(Unknown("order", "somebody")))
    with pytest.raises(ZeroDivisionError):
        engine.perform("3", "strand", break_down)
    assert [(one.command, one.key, one.outcome, one.reason) for one in told] == [
        ("place", "1", "done", ""),
        ("place", "2", "refused", "unknown"),
        ("strand", "3", "failed", "ZeroDivisionError"),
    ]
    assert all(one.took_s > 0 for one in told)


def test_each_of_several_that_are_carried_out_together_is_told(engine: WatchedEngine) -> None:
    """Once, with its share of the time."""
    told: list[Carried] = []
    engine.tell = told.append

    def break_down(_: Turn) -> Answer:
        raise ZeroDivisionError

    commands = [
        Command(key="1", name="commit", act=lambda _: Done()),
        Command(key="2", name="commit", act=break_down),
        Command(key="3", name="commit", act=lambda _: Refused(Unknown("order", "o"))),
    ]
    outcomes = engine.perform_all(commands)
    assert (outcomes[0], outcomes[2]) == (Done(), Refused(Unknown("order", "o")))
    assert [(one.key, one.outcome, one.reason) for one in told] == [
        ("1", "done", ""),
        ("2", "failed", "ZeroDivisionError"),
        ("3", "refused", "unknown"),
    ]
    assert len({one.took_s for one in told}) == 1


def test_an_engine_that_nobody_watches_works(engine: WatchedEngine) -> None:
    """It tells nobody."""
    assert engine.perform("1", "place", lambda _: Done()) == Done()
