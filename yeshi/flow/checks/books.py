"""Books: money is neither made nor lost, and each balance is what was moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from yeshi.base.limits import MOMENT_MAX, MOMENT_MIN
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import account
from yeshi.ledger.postings import movements
from yeshi.ledger.transfers import Transfer

# So much of the books is read at once.
SLICE = timedelta(days=1)


class BooksCheck(Check):
    """Balances sum to zero, none is below what it may be, and each is what the events moved."""

    def __init__(self) -> None:
        super().__init__()
        self._fen: Counter[str] = Counter()

    def _take_in(self, recorded: Recorded) -> None:
        for one in movements(recorded.event):
            self._fen[one.debit] -= one.amount.fen
            self._fen[one.credit] += one.amount.fen

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where money was made, lost or overdrawn, or moved without an event."""
        balances = work.ledger.balances()
        yield from differing("books.sum", "all", sum(one.fen for one in balances.values()), 0)
        for name, balance in balances.items():
            if balance.fen < 0 and not account(name, balance.currency).may_overdraw:
                yield BrokenRule("books.overdrawn", name, str(balance.fen), "nothing below zero")
            yield from differing("books.told", name, balance.fen, self._fen[name])
        for name in self._fen.keys() - balances.keys():
            yield from differing("books.told", name, 0, self._fen[name])


class TransfersCheck(Check):
    """Each balance is the sum of its transfers; they are read a day at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._first: datetime | None = None
        self._last: datetime | None = None

    def _take_in(self, recorded: Recorded) -> None:
        self._first = min(self._first or recorded.at, recorded.at)
        self._last = max(self._last or recorded.at, recorded.at)

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where a balance is not the sum of what was moved."""
        fen: Counter[str] = Counter()
        for one in self._transfers(work):
            fen[one.movement.debit] -= one.movement.amount.fen
            fen[one.movement.credit] += one.movement.amount.fen
        balances = {name: one.fen for name, one in work.ledger.balances().items()}
        for name in sorted(fen.keys() | balances.keys()):
            yield from differing("books.transfers", name, balances.get(name, 0), fen[name])

    def _transfers(self, work: Work) -> Iterator[Transfer]:
        begins, ends = self._first or MOMENT_MIN, self._last or MOMENT_MIN
        yield from work.ledger.between(MOMENT_MIN, begins)
        while begins <= ends:
            yield from work.ledger.between(begins, begins + SLICE)
            begins += SLICE
        yield from work.ledger.between(begins, MOMENT_MAX)
