"""The books as a whole, as of one moment: each transfer, and what each account comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.flow.ports import Work
from yeshi.ledger.transfers import Transfer

# So many transfers are read at once.
PAGE = 5000


@dataclass(frozen=True, slots=True)
class BooksSpan:
    """Over which days of the city's clock the transfers reach."""

    first: date
    last: date


def transfers_of(work: Work, page: int = PAGE) -> Iterator[Transfer]:
    """All transfers, in the order in which they were entered; never more than a page in memory."""
    mark = 0
    while True:
        entered = work.ledger.entered(mark, page)
        yield from (one for _, one in entered)
        if len(entered) < page:
            return
        mark = entered[-1][0]


def span_of(work: Work, calendar: Calendar) -> BooksSpan | None:
    """The days of the first and the last; None where nothing was moved yet."""
    days = [calendar.date_at(one.at) for one in work.ledger.first_and_last()]
    return BooksSpan(min(days), max(days)) if days else None


def balances_of(work: Work) -> dict[str, Money]:
    """What each account comes to, by its id."""
    return work.ledger.balances()
