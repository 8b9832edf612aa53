"""Checking a city: the whole record is read once, in parts, and each rule looks at what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yeshi.events.record import Recorded
from yeshi.flow.checks.books import BooksCheck, TransfersCheck
from yeshi.flow.checks.broken import BrokenRule, Check
from yeshi.flow.checks.cash import CashCheck
from yeshi.flow.checks.closes import ClosesCheck
from yeshi.flow.checks.complaints import ComplaintsCheck
from yeshi.flow.checks.errands import ErrandsCheck
from yeshi.flow.checks.escrow import EscrowCheck
from yeshi.flow.checks.groups import GroupsCheck
from yeshi.flow.checks.invoices import InvoicesCheck
from yeshi.flow.checks.lives import LivesCheck
from yeshi.flow.checks.lots import LotsCheck
from yeshi.flow.checks.parties import PartiesCheck
from yeshi.flow.checks.passed_on import PassedOnCheck
from yeshi.flow.checks.payments import PaymentsCheck
from yeshi.flow.checks.payouts import PayoutsCheck
from yeshi.flow.checks.promises import PromisesCheck
from yeshi.flow.checks.riding import RidingCheck
from yeshi.flow.checks.shifts import ShiftsCheck
from yeshi.flow.checks.stalls import StallsCheck
from yeshi.flow.checks.stock import StockCheck
from yeshi.flow.checks.tallies import TalliesCheck
from yeshi.flow.checks.visits import VisitsCheck
from yeshi.flow.ports import Work

# So many events are read at once.
PART = 1000


class RecordCheck(Check):
    """Events have numbers that only grow; there may be gaps, where a number was never used."""

    def __init__(self) -> None:
        super().__init__()
        self._last = 0

    def _take_in(self, recorded: Recorded) -> None:
        if recorded.seq <= self._last:
            found = f"after {self._last}"
            self._wrong("record.number", str(recorded.seq), found, "before")
        self._last = recorded.seq


def quick_checks() -> tuple[Check, ...]:
    """All but those that read the whole books: quick enough to be asked after every command."""
    return (
        RecordCheck(),
        BooksCheck(),
        EscrowCheck(),
        CashCheck(),
        GroupsCheck(),
        PayoutsCheck(),
        PaymentsCheck(),
        PassedOnCheck(),
        ComplaintsCheck(),
        PartiesCheck(),
        LivesCheck(),
        PromisesCheck(),
        RidingCheck(),
        ShiftsCheck(),
        StockCheck(),
        StallsCheck(),
        LotsCheck(),
        TalliesCheck(),
        ErrandsCheck(),
        VisitsCheck(),
        InvoicesCheck(),
    )


def all_checks() -> tuple[Check, ...]:
    """Every rule, each new and without a memory."""
    return (*quick_checks(), TransfersCheck(), ClosesCheck())


def breaches_of(
    work: Work, checks: Sequence[Check] | None = None, part: int = PART
) -> Iterator[BrokenRule]:
    """The rules that do not hold in the city, by default of all; nothing when all is well.

    What is kept in mind is what is under way and one part of the record. `work` must be of one
    moment: begun by `look`, or on a store that nothing else writes to.
    """
    asked = all_checks() if checks is None else checks
    for told in _record(work, part):
        for check in asked:
            check.hear(work, told)
        for check in asked:
            yield from check.past(work)
    for check in asked:
        yield from check.present(work)


def _record(work: Work, part: int) -> Iterator[list[Recorded]]:
    last = 0
    while told := work.events.after(last, part):
        yield told
        last = told[-1].seq
