"""Slips wait one behind the other: each comes out in its turn, and none is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.stalls.test_dishes import OWNER
from tests.flow.stalls.test_printers import accept, enter
from yeshi.base.errors import PaperOut, PrinterNotThere, PrinterSilent
from yeshi.events.printers import PrinterAnswered, PrinterStopped, SlipGivenUp
from yeshi.events.record import Event
from yeshi.flow import due, errands
from yeshi.flow.errand import ErrandState
from yeshi.flow.errands import RUNNER_GONE, Taken
from yeshi.flow.orders import slips
from yeshi.flow.ports import Store
from yeshi.flow.stalls import printers, slip_queue
from yeshi.flow.stalls.slip_queue import PRINTING, CameOut, ToPrint
from yeshi.market.printer import Printer, PrinterFault
from yeshi.market.slip import STALE_AFTER, Slip
from yeshi.people.person import CITY, Grant, Person, Role

OPERATOR = Person("op", "Operator", (Grant(Role.OPERATOR, CITY),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store, with a printer at stall a."""
    city = SmallCity(store).settle_in()
    city.fill()
    enter(city)
    return city


def taken(city: SmallCity) -> Taken[ToPrint, CameOut]:
    """The next try, which there has to be."""
    found = errands.take(city.engine, [PRINTING])
    assert found is not None
    return found


def fails(city: SmallCity, fault: Exception) -> None:
    """Have the next try fail."""
    errands.answer_failed(city.engine, taken(city), errands.fault_of(fault))


def comes_out(city: SmallCity, outcome: CameOut = CameOut.PRINTED) -> str:
    """The order whose slip comes out next."""
    one = taken(city)
    with city.store.read() as work:
        slip = work.slips.must(one.given.slip)
    done(errands.answer_done(city.engine, one, outcome))
    return slip.order or ""


def of_printer(city: SmallCity) -> tuple[Printer, list[Slip]]:
    """The printer and its slips by when they were written."""
    with city.store.read() as work:
        (printer,) = work.printers.of("a")
        found = sorted(work.slips.all(), key=lambda one: one.number)
    return printer, found


def told(city: SmallCity, kind: type[Event]) -> list[Event]:
    """The events of the kind."""
    with city.store.read() as work:
        found = [one.event for one in work.events.after(0, 1000)]
    return [one for one in found if isinstance(one, kind)]


def test_only_the_first_that_waits_has_an_errand(city: SmallCity) -> None:
    """The next one gets its own when that ends; they come out in the order of acceptance."""
    orders = []
    for _ in range(3):
        orders.append(city.place({"a1": 1}))
        accept(city, orders[-1])
        city.wait(1)
    with city.store.read() as work:
        assert len(work.errands.open_of(PRINTING.name)) == 1
    assert [comes_out(city) for _ in orders] == orders
    assert errands.take(city.engine, [PRINTING]) is None
    printer, found = of_printer(city)
    assert (printer.head, printer.tells) == (None, True)
    assert all(one.printed_at for one in found)


def test_a_printer_that_stops_is_told_once_and_one_that_answers_again(city: SmallCity) -> None:
    """With since when, why by the last fault, and what waits; the page and the board say it."""
    accept(city, city.place({"a1": 1}), city.place({"a1": 1}))
    fails(city, PrinterSilent("no"))
    city.wait(1)
    fails(city, PrinterSilent("no"))
    city.wait(1)
    fails(city, PaperOut("no"))
    (view,) = printers.stopped(city.engine, "a")
    assert (view.printer.fault, view.waiting) == (PrinterFault.NO_PAPER, 2)
    assert view.printer.silent_since == EVENING
    assert len(told(city, PrinterStopped)) == 2
    city.wait(1)
    comes_out(city, CameOut.HANDED_OVER)
    assert printers.stopped(city.engine, "a") == []
    assert len(told(city, PrinterAnswered)) == 1
    comes_out(city)
    assert len(told(city, PrinterAnswered)) == 1
    printer, _ = of_printer(city)
    assert printer.answered_at == city.clock.now()


def test_that_our_process_ended_says_nothing_of_the_printer(city: SmallCity) -> None:
    """Its slip waits on."""
    accept(city, city.place({"a1": 1}))
    errands.answer_failed(city.engine, taken(city), RUNNER_GONE)
    printer, (slip,) = of_printer(city)
    assert (printer.fault, slip.waits) == (None, True)


def test_one_that_can_never_be_printed_holds_up_no_other(city: SmallCity) -> None:
    """It is given up, which is told, and the next one is tried."""
    first, second = city.place({"a1": 1}), city.place({"a1": 2})
    accept(city, first)
    city.wait(1)
    accept(city, second)
    fails(city, PrinterNotThere("no"))
    (given_up,) = told(city, SlipGivenUp)
    assert isinstance(given_up, SlipGivenUp)
    assert given_up.order == first
    assert comes_out(city) == second


def test_one_that_an_operator_gave_up_holds_up_no_other(city: SmallCity) -> None:
    """The next order that is accepted finds that its turn has come; later it may be tried again."""
    first, second = city.place({"a1": 1}), city.place({"a1": 2})
    accept(city, first)
    _, (slip,) = of_printer(city)
    assert slip.errand is not None
    done(errands.give_up(city.by(OPERATOR), city.key(), slip.errand))
    city.wait(1)
    accept(city, second)
    _, (known, _) = of_printer(city)
    assert known.given_up_at is not None
    assert comes_out(city) == second
    done(errands.try_again(city.by(OPERATOR), city.key(), slip.errand))
    assert comes_out(city) == first
    _, (known, _) = of_printer(city)
    assert (known.printed_at, known.given_up_at) == (city.clock.now(), None)


def test_what_waited_too_long_is_not_printed(city: SmallCity) -> None:
    """A printer that was unplugged overnight does not print the night before."""
    accept(city, city.place({"a1": 1}))
    fails(city, PrinterSilent("no"))
    city.wait(STALE_AFTER.total_seconds() / 60 + 1)
    one = taken(city)
    outcome = slips.to_print(city.engine, one.given)
    assert outcome is CameOut.TOO_LATE
    done(errands.answer_done(city.engine, one, outcome))
    _, (slip,) = of_printer(city)
    assert (slip.given_up_at, slip.printed_at) == (city.clock.now(), None)
    assert len(told(city, SlipGivenUp)) == 1


def test_of_two_who_begin_at_once_one_may(city: SmallCity) -> None:
    """And nobody, once it has come out."""
    accept(city, city.place({"a1": 1}))
    _, (slip,) = of_printer(city)
    assert slip_queue.begin(city.engine, "one", slip)
    assert not slip_queue.begin(city.engine, "two", slip)
    _, (begun,) = of_printer(city)
    assert (begun.sendings, begun.comes_again) == (1, True)
    comes_out(city)
    _, (out,) = of_printer(city)
    assert not slip_queue.begin(city.engine, "three", out)


def test_slips_are_forgotten_after_a_week(city: SmallCity) -> None:
    """With the errands that printed them."""
    accept(city, city.place({"a1": 1}))
    comes_out(city)
    due.carry_out(city.engine, due.FORGET)
    assert len(of_printer(city)[1]) == 1
    city.wait(timedelta(days=8).total_seconds() / 60)
    due.carry_out(city.engine, due.FORGET)
    assert of_printer(city)[1] == []


def test_what_came_out_late_counts_once(city: SmallCity) -> None:
    """An answer that comes twice, or of a try that was taken for failed."""
    accept(city, city.place({"a1": 1}))
    one = taken(city)
    errands.answer_failed(city.engine, one, errands.fault_of(TimeoutError()))
    for _ in range(2):
        done(errands.answer_done(city.engine, one, CameOut.PRINTED))
    _, (slip,) = of_printer(city)
    assert slip.printed_at is not None
    with city.store.read() as work:
        assert work.errands.must(slip.errand or "").state is ErrandState.DONE


def test_a_printer_that_ended_is_no_fault(city: SmallCity) -> None:
    """Its errand comes to nothing."""
    accept(city, city.place({"a1": 1}))
    printer, (slip,) = of_printer(city)
    done(printers.end_printer(city.by(OWNER), city.key(), "a", printer.id))
    one = taken(city)
    outcome = slips.to_print(city.engine, one.given)
    assert outcome is CameOut.NOTHING
    done(errands.answer_done(city.engine, one, outcome))
    assert replace(slip, id="x").waits
