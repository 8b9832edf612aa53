"""Closed days: what the books came to at each one's end is what they say of it still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from yeshi.events.closing import DayClosed
from yeshi.events.record import Recorded
from yeshi.flow.checks.books import SLICE
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger.chart import stem_of
from yeshi.ledger.closing import DayClose
from yeshi.ledger.transfers import Transfer


class ClosesCheck(Check):
    """Each close was told, follows the one before, and has the sums of all moved before its end."""

    def __init__(self) -> None:
        super().__init__()
        self._told: set[str] = set()

    def _take_in(self, recorded: Recorded) -> None:
        if isinstance(recorded.event, DayClosed):
            self._told.add(recorded.event.subject)

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where a close is missing, out of order, or does not come to what was moved."""
        closes = sorted(work.day_closes.all(), key=lambda one: one.day)
        for id_ in sorted(self._told ^ {one.id for one in closes}):
            yield BrokenRule("closes.told", id_, str(id_ in self._told), str(id_ not in self._told))
        for before, one in pairwise(closes):
            following = before.day + timedelta(days=1)
            yield from differing("closes.order", one.id, one.day, following)
        fen: Counter[str] = Counter()
        begins = next((one.at for one in work.ledger.first_and_last()), None)
        for close in closes:
            if begins is not None:
                _count(work, begins, close.ends_at, fen)
                begins = max(begins, close.ends_at)
            yield from _compared(close, fen)


def _count(work: Work, begins: datetime, ends: datetime, fen: Counter[str]) -> None:
    """Count in what was moved from the one to the other moment, a slice at a time."""
    while begins < ends:
        until = min(begins + SLICE, ends)
        for one in work.ledger.between(begins, until):
            _move(one, fen)
        begins = until


def _move(one: Transfer, fen: Counter[str]) -> None:
    fen[stem_of(one.movement.debit)] -= one.movement.amount.fen
    fen[stem_of(one.movement.credit)] += one.movement.amount.fen


def _compared(close: DayClose, fen: Counter[str]) -> Iterator[BrokenRule]:
    kept = {one.stem: one.amount.fen for one in close.sums}
    for stem in sorted({*kept, *fen}):
        thing = f"{close.id} {stem}"
        yield from differing("closes.sums", thing, fen[stem], kept.get(stem, 0))
