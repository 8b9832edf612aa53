"""Whatever a printer suffers, each slip comes out, and only the first paper of it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.adapters.slips.fake_printer import FakePrinter, Mood, plugged_in
from tests.adapters.slips.test_network import SHORT
from tests.builders import SmallCity, done
from tests.flow.stalls.test_dishes import OWNER
from tests.flow.stalls.test_printers import SAID, accept, enter
from yeshi.adapters.errands import Runner
from yeshi.adapters.slips.network import NetworkPrinters
from yeshi.base.errors import PaperOut, PrintBrokeOff, PrinterSilent
from yeshi.base.ids import short
from yeshi.flow import errands
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Lane
from yeshi.flow.ports import Store
from yeshi.flow.stalls import printers
from yeshi.flow.stalls.slip_queue import PRINTING
from yeshi.market.printer import OF_ORDERS, Printer, PrinterFault
from yeshi.settings import read
from yeshi.wiring.printers import PRIVATE, networks_of, slip_printing

AGAIN = "【重印】".encode("gb18030")


class Fate(StrEnum):
    """What a try comes to."""

    WELL = "well"
    SILENT = "silent"
    NO_PAPER = "no paper"
    BREAKS_OFF = "breaks off half way"
    ANSWER_LOST = "comes out, and its answer is lost"
    DIES_BEFORE = "the process ends before anything is sent"
    DIES_HALF_WAY = "the process ends half way"
    DIES_AFTER = "comes out, and the process ends before it is told"


class Ended(Exception):
    """The process of a try has ended: it answers nothing."""


class Fated:
    """A printer to which the fates happen one after the other, and then all is well."""

    def __init__(self, fates: list[Fate]) -> None:
        self.fates = iter(fates)
        self.sent: list[bytes] = []
        self.whole: list[bytes] = []

    def print(self, printer: Printer, data: bytes, leaving: Callable[[], None]) -> bool:
        """As its next fate is."""
        fate = next(self.fates, Fate.WELL)
        if fate is Fate.SILENT:
            raise PrinterSilent("no")
        if fate is Fate.NO_PAPER:
            raise PaperOut("no")
        if fate is Fate.DIES_BEFORE:
            raise Ended
        leaving()
        self.sent.append(data)
        if fate is Fate.BREAKS_OFF:
            raise PrintBrokeOff("half")
        if fate is Fate.DIES_HALF_WAY:
            raise Ended
        self.whole.append(data)
        if fate is Fate.ANSWER_LOST:
            raise PrintBrokeOff("lost")
        if fate is Fate.DIES_AFTER:
            raise Ended
        return True


def runs_out(city: SmallCity, printer: Fated) -> None:
    """Have all be tried until nothing waits, with processes that end and begin."""
    bearer = slip_printing(city.engine, printer)
    for _ in range(200):
        errands.let_go_of_lost(city.engine, [PRINTING])
        taken = errands.take(city.engine, [PRINTING])
        if taken is None:
            with city.store.read() as work:
                if not work.errands.open_of(PRINTING.name):
                    return
            city.wait(0.5)
            continue
        try:
            brought = bearer.carry(taken.given, taken.errand.id)
        except Ended:
            continue
        except Exception as fault:
            errands.answer_failed(city.engine, taken, errands.fault_of(fault))
        else:
            errands.answer_done(city.engine, taken, brought)
    raise AssertionError("something waits for ever")


@cache
def settled() -> SmallCity:
    """One city for all nights, as each has a printer of its own."""
    return SmallCity().settle_in()


@settings(max_examples=60, deadline=None)
@given(some.lists(some.sampled_from(list(Fate)), max_size=12), some.integers(1, 3))
def test_nothing_is_lost_and_nothing_comes_twice_in_silence(fates: list[Fate], count: int) -> None:
    """Of whatever is sent twice, all but the first says so; the papers are in order of acceptance."""
    city = settled()
    city.fill()
    printer = enter(city)
    orders = []
    for _ in range(count):
        orders.append(city.place({"a1": 1}))
        accept(city, orders[-1])
        city.wait(0.1)
    there = Fated(fates)
    runs_out(city, there)
    for order in orders:
        number = short(order).encode()
        sent = [data for data in there.sent if number in data]
        assert sum(AGAIN not in data for data in sent) == 1
        assert AGAIN not in sent[0]
        assert any(number in data for data in there.whole)
    first = [
        next(n for n, data in enumerate(there.sent) if short(one).encode() in data)
        for one in orders
    ]
    assert first == sorted(first)
    done(printers.end_printer(city.by(OWNER), city.key(), "a", printer))


class AtItsPort:
    """The printers of this machine, wherever it is said that they stand."""

    def __init__(self, there: FakePrinter) -> None:
        self.there, self.over = there, NetworkPrinters(["127.0.0.0/8"], SHORT)

    def print(self, printer: Printer, data: bytes, leaving: Callable[[], None]) -> bool:
        """By the one that is there."""
        at = replace(printer, host="127.0.0.1", port=self.there.port)
        return self.over.print(at, data, leaving)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, with a printer of everything at stall a."""
    city = SmallCity(store).settle_in()
    city.fill()
    enter(city, replace(SAID, prints=OF_ORDERS))
    return city


def runner(engine: Engine, there: FakePrinter) -> Runner:
    """Runs what is due, as a live city does."""
    return Runner(engine, Lane.PAPER, [slip_printing(engine, AtItsPort(there))])


def test_a_printer_is_unplugged_and_plugged_in_again(city: SmallCity) -> None:
    """On the wire: what waits comes out whole, each once, in order; the board says it meanwhile."""
    printer = FakePrinter()
    with plugged_in(printer):
        runs = runner(city.engine, printer)
        done(printers.try_printer(city.by(OWNER), city.key(), "a", the_printer(city)))
        assert runs.turn() == 1
    orders = [city.place({"a1": number}) for number in (1, 2)]
    accept(city, *orders)
    assert runs.turn() == 1
    (view,) = printers.stopped(city.engine, "a")
    assert (view.printer.fault, view.waiting) == (PrinterFault.SILENT, 6)
    city.wait(1)
    with plugged_in(printer):
        while runs.turn():
            pass
    assert printers.stopped(city.engine, "a") == []
    papers = printer.papers[1:]
    # A kitchen slip and a bill each, and a label a dish.
    assert [sum(short(one).encode() in paper for paper in papers) for one in orders] == [3, 4]
    assert not any(AGAIN in paper for paper in printer.papers)


@pytest.mark.parametrize("mood", [Mood.BREAKS_OFF, Mood.ANSWER_LOST])
def test_what_broke_off_comes_again_and_says_so(city: SmallCity, mood: Mood) -> None:
    """On the wire."""
    printer = FakePrinter(mood)
    with plugged_in(printer):
        runs = runner(city.engine, printer)
        accept(city, city.place({"a1": 1}))
        runs.turn()
        (view,) = printers.stopped(city.engine, "a")
        assert view.printer.fault is PrinterFault.BROKE_OFF
        before = list(printer.papers)
        printer.mood = Mood.WELL
        city.wait(1)
        while runs.turn():
            pass
    assert [AGAIN in paper for paper in before] == [False] * len(before)
    again = printer.papers[len(before) :]
    assert [AGAIN in paper for paper in again] == [True, False, False]


def the_printer(city: SmallCity) -> str:
    """The id of the only printer."""
    (view,) = printers.printers_of(city.engine, "a")
    return view.printer.id


def test_networks_are_those_of_the_settings(tmp_path: Path) -> None:
    """Private ones by default, and none in a city in which anybody may be a stall's owner."""
    home = {"YESHI_HOME": str(tmp_path)}
    assert networks_of(read(home), False) == PRIVATE
    assert networks_of(read(home), True) == ()
    said = read({**home, "YESHI_PRINTERS": "127.0.0.0/8, 10.1.0.0/16"})
    assert networks_of(said, True) == ("127.0.0.0/8", "10.1.0.0/16")
    assert networks_of(read({**home, "YESHI_PRINTERS": "none"}), False) == ()
