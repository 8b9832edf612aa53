"""The slips of a printer, one after the other: each on an errand of its own, written with it.

Only the first that waits has its errand; the one behind it gets its own in the transaction that
ends the first. So a printer that is unplugged is tried for one slip, not for all that wait, they
come out in the order of their moments, and none is forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from yeshi.events.printers import PrinterAnswered, PrinterStopped, SlipGivenUp
from yeshi.flow import errands
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandTerms, Fault
from yeshi.flow.errands import RUNNER_GONE, ErrandKind, Lane
from yeshi.flow.ports import Answer, Done, Work
from yeshi.market.printer import Printer, PrinterFault, SlipKind, answered, failed
from yeshi.market.slip import Slip, given_up, printed, sending

# Longer than any slip waits, and than anybody asks for one again.
KEPT_FOR = timedelta(days=7)
# By what a try failed, what is told of the printer; anything else is a fault of ours.
_FAULTS: Mapping[str, PrinterFault] = {
    "PrinterSilent": PrinterFault.SILENT,
    "PaperOut": PrinterFault.NO_PAPER,
    "PrinterUnready": PrinterFault.UNREADY,
    "PrintBrokeOff": PrinterFault.BROKE_OFF,
    "PrinterNotThere": PrinterFault.NOT_THERE,
}
# That our own process ended, or met another try, says nothing of the printer.
_OURS = (RUNNER_GONE.kind, "Conflict")


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A slip that is to be printed."""

    slip: str


class CameOut(StrEnum):
    """What came of a slip: out, as the printer said; with a printer that says nothing; too late to
    be of use; or nothing, as there is nobody for whom."""

    PRINTED = "printed"
    HANDED_OVER = "handed_over"
    TOO_LATE = "too_late"
    NOTHING = "nothing"


_OUT = frozenset({CameOut.PRINTED, CameOut.HANDED_OVER})


def working(work: Work, merchant_id: str) -> list[Printer]:
    """The stall's printers that there are."""
    return [one for one in work.printers.of(merchant_id) if one.ended_at is None]


def add(turn: Turn, printer: Printer, slip: Slip) -> None:
    """Have the slip printed after those that wait; the printer is kept from others."""
    known = turn.work.printers.must_lock(printer.id)
    given = replace(known, slips=known.slips + 1)
    turn.work.printers.put(given)
    turn.work.slips.add(replace(slip, number=given.slips))
    _see_to_head(turn, given)


def begin(engine: Engine, key: str, slip: Slip) -> bool:
    """Whether the slip, as it was last read, may leave now: from here on it may have come out.

    `key` is new with each try, for two who begin at once must not both be told so.
    """

    def act(turn: Turn) -> Answer:
        known = turn.work.slips.lock(slip.id)
        may = known is not None and known.printed_at is None and known.sendings == slip.sendings
        if known is not None and may:
            turn.work.slips.put(sending(known))
        return Done({"slip": slip.id} if may else {})

    answer = engine.perform(key, "begin_slip", act, asked=(slip.id, slip.sendings))
    return isinstance(answer, Done) and "slip" in answer.data


def forget_old(turn: Turn) -> int:
    """Forget the slips of last week; how many they were."""
    return turn.work.slips.forget_written(turn.now - KEPT_FOR)


def _came_out(turn: Turn, given: ToPrint, outcome: CameOut) -> None:
    """Keep what came of the slip, and go on to the next one of its printer."""
    found = _found(turn, given)
    if found is None:
        return
    printer, slip = found
    if outcome in _OUT:
        turn.work.slips.put(printed(slip, turn.now))
        was = printer
        printer = answered(printer, outcome is CameOut.PRINTED, turn.now)
        turn.work.printers.put(printer)
        if was.fault or was.answered_at is None or slip.kind is SlipKind.TRIAL:
            turn.emit(PrinterAnswered(printer.merchant, printer.id))
    elif slip.waits:
        _give_up(turn, slip)
    _see_to_head(turn, printer)


def _did_not(turn: Turn, given: ToPrint, fault: Fault, is_over: bool) -> None:
    """Keep why the slip did not come out; one that is given up holds up no other."""
    found = _found(turn, given)
    if found is None:
        return
    printer, slip = found
    why = _FAULTS.get(fault.kind, PrinterFault.FAILED)
    if fault.kind not in _OURS and why is not printer.fault:
        printer = failed(printer, why, turn.now)
        turn.work.printers.put(printer)
        turn.emit(PrinterStopped(printer.merchant, printer.id, why.value))
    if is_over and slip.waits:
        _give_up(turn, slip)
        _see_to_head(turn, printer)


PRINTING: ErrandKind[ToPrint, CameOut] = ErrandKind(
    name="slip",
    given=ToPrint,
    # A slip ends by its age, not by the number of its tries.
    terms=ErrandTerms(tries=100_000, wait_s_first=2, wait_s_max=30, limit_s=45),
    lane=Lane.PAPER,
    about=lambda given: given.slip,
    on_done=_came_out,
    on_failed=_did_not,
)


def _found(turn: Turn, given: ToPrint) -> tuple[Printer, Slip] | None:
    """The slip and its printer, kept from others: the printer first, as whoever adds one does."""
    known = turn.work.slips.get(given.slip)
    printer = turn.work.printers.lock(known.printer) if known else None
    slip = turn.work.slips.lock(given.slip)
    return (printer, slip) if printer and slip else None


def _give_up(turn: Turn, slip: Slip) -> None:
    turn.work.slips.put(given_up(slip, turn.now))
    turn.emit(SlipGivenUp(slip.merchant, slip.printer, slip.id, slip.order))


def _see_to_head(turn: Turn, printer: Printer) -> None:
    """Have the first slip that waits be on its errand; one whose errand ended waits no more."""
    while (first := turn.work.slips.first_waiting(printer.id)) is not None:
        errand = turn.work.errands.get(first.errand) if first.errand else None
        if first.errand and (errand is None or not errand.is_open):
            _give_up(turn, turn.work.slips.must_lock(first.id))
            continue
        if errand is None:
            first = replace(first, errand=errands.write(turn, PRINTING, ToPrint(first.id)))
            turn.work.slips.put(first)
        break
    head = first.id if first else None
    if printer.head != head:
        turn.work.printers.put(replace(printer, head=head))
