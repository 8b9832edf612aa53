"""Printers: a stall's owner enters and ends them; whoever works there tries and sees them."""

from __future__ import annotations

from dataclasses import dataclass

from yeshi.base.refused import Refused, Unknown
from yeshi.events.printers import PrinterChanged, PrinterEnded, PrinterEntered
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done
from yeshi.flow.stalls import slip_queue
from yeshi.flow.stalls.keeping import admit_keeper
from yeshi.market.printer import (
    PRINTERS_MAX,
    Printer,
    PrinterGone,
    PrinterSaid,
    SlipKind,
    TooManyPrinters,
    beyond_printer,
    ended,
    entered,
    said_anew,
)
from yeshi.market.slip import Slip
from yeshi.people.person import COUNTER, Role

SLIPS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PrinterView:
    """A printer, how many slips wait for it, and the latest of them."""

    printer: Printer
    waiting: int
    latest: tuple[Slip, ...] = ()


def enter_printer(engine: Engine, key: str, merchant_id: str, said: PrinterSaid) -> Answer:
    """Have the stall print by it from now on; the answer names the printer."""

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER) or beyond_printer(said)
        if refused:
            return refused
        if len(slip_queue.working(turn.work, merchant_id)) >= PRINTERS_MAX:
            return Refused(TooManyPrinters(PRINTERS_MAX))
        printer = entered(turn.new_id("pr"), merchant_id, said, turn.now)
        turn.work.printers.add(printer)
        turn.emit(PrinterEntered(merchant_id, printer.id))
        return Done({"printer": printer.id})

    return engine.perform(key, "enter_printer", act, asked=(merchant_id, said))


def say_anew(
    engine: Engine, key: str, merchant_id: str, printer_id: str, said: PrinterSaid
) -> Answer:
    """Say anew where a printer stands and what it prints; what waits for it comes out there."""

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER) or beyond_printer(said)
        if refused:
            return refused
        printer = _own(turn, merchant_id, printer_id)
        if isinstance(printer, Refused):
            return printer
        if said != printer.said:
            turn.work.printers.put(said_anew(printer, said))
            turn.emit(PrinterChanged(merchant_id, printer_id))
        return Done({"printer": printer_id})

    return engine.perform(key, "change_printer", act, asked=(merchant_id, printer_id, said))


def end_printer(engine: Engine, key: str, merchant_id: str, printer_id: str) -> Answer:
    """Print by it no more; what waits for it is not printed."""

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, Role.STALLHOLDER)
        if refused:
            return refused
        printer = _own(turn, merchant_id, printer_id)
        if isinstance(printer, Refused):
            return printer
        slips = turn.work.slips.of(printer_id)
        turn.work.slips.let_go([one.id for one in slips])
        turn.work.printers.put(ended(printer, turn.now))
        turn.emit(PrinterEnded(merchant_id, printer_id, sum(one.waits for one in slips)))
        return Done({"printer": printer_id})

    return engine.perform(key, "end_printer", act, asked=(merchant_id, printer_id))


def try_printer(engine: Engine, key: str, merchant_id: str, printer_id: str) -> Answer:
    """Have it print a slip on trial, by whoever stands beside it; the answer names the slip."""

    def act(turn: Turn) -> Answer:
        refused = admit_keeper(turn, merchant_id, *COUNTER)
        if refused:
            return refused
        printer = _own(turn, merchant_id, printer_id)
        if isinstance(printer, Refused):
            return printer
        slip = Slip(
            id=turn.new_id("sl"), merchant=merchant_id, printer=printer_id, kind=SlipKind.TRIAL,
            order=None, written_at=turn.now,
        )  # fmt: skip
        slip_queue.add(turn, printer, slip)
        return Done({"slip": slip.id})

    return engine.perform(key, "try_printer", act, asked=(merchant_id, printer_id))


def printers_of(engine: Engine, merchant_id: str) -> list[PrinterView]:
    """The stall's printers by when they were entered, each with its latest slips."""
    with engine.store.read() as work:
        found = slip_queue.working(work, merchant_id)
        found.sort(key=lambda one: (one.entered_at, one.id))
        waiting = work.slips.waiting([one.id for one in found])
        return [
            PrinterView(one, waiting.get(one.id, 0), tuple(work.slips.latest(one.id, SLIPS_SHOWN)))
            for one in found
        ]


def printer_of(engine: Engine, merchant_id: str, printer_id: str) -> Printer | Refused:
    """The stall's printer."""
    with engine.store.read() as work:
        printer = work.printers.get(printer_id)
    if printer is None or printer.merchant != merchant_id:
        return Refused(Unknown("printer", printer_id))
    return Refused(PrinterGone(printer_id)) if printer.ended_at else printer


def stopped(engine: Engine, merchant_id: str) -> list[PrinterView]:
    """The stall's printers that do not print, with how much waits for each."""
    with engine.store.read() as work:
        found = [one for one in slip_queue.working(work, merchant_id) if one.fault]
        waiting = work.slips.waiting([one.id for one in found]) if found else {}
    return [PrinterView(one, waiting.get(one.id, 0)) for one in found]


def _own(turn: Turn, merchant_id: str, printer_id: str) -> Printer | Refused:
    printer = turn.work.printers.lock(printer_id)
    if printer is None or printer.merchant != merchant_id:
        return Refused(Unknown("printer", printer_id))
    return Refused(PrinterGone(printer_id)) if printer.ended_at else printer
