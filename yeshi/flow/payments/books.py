"""The books as a whole, as of one moment: each transfer, and what each account comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money, total
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.ledger.chart import STEM_OF_LINE, AccountSort, line_of, sign_of, sort_of
from yeshi.ledger.transfers import Transfer, is_somebodys, unnamed

# So many transfers are read at once.
PAGE = 5000


@dataclass(frozen=True, slots=True)
class BooksSpan:
    """Over which days of the city's clock the transfers reach."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """A line of the chart: how many accounts are in it, and what they come to.

    `amount` is positive where there is of it what its sort says: had, owed, earned, spent. `stem`:
    the account itself, or how those of many begin.
    """

    line: str
    stem: str
    sort: AccountSort
    accounts: int
    amount: Money

    @property
    def is_of_many(self) -> bool:
        """Whether several accounts may stand in it."""
        return self.line in STEM_OF_LINE

    @property
    def is_told(self) -> bool:
        """Whether its accounts are told one by one."""
        return not is_somebodys(self.stem)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialBalance:
    """All of the books in lines, as of a moment."""

    at: datetime
    currency: str
    lines: tuple[ChartLine, ...]

    def of(self, sort: AccountSort) -> tuple[ChartLine, ...]:
        """The lines of that sort."""
        return tuple(one for one in self.lines if one.sort is sort)

    def total(self, sort: AccountSort) -> Money:
        """What they come to."""
        return total((one.amount for one in self.of(sort)), self.currency)

    @property
    def off_by(self) -> Money:
        """What is had and spent, less what is owed and earned: nothing, where all is right."""
        had, spent = self.total(AccountSort.ASSET), self.total(AccountSort.EXPENSE)
        owed, earned = self.total(AccountSort.LIABILITY), self.total(AccountSort.INCOME)
        return had + spent - owed - earned


def trial_balance(engine: Engine) -> TrialBalance:
    """What each line of the chart comes to now."""
    with engine.store.read() as work:
        sums = work.ledger.sums()
    lines = [_line(stem, count, held) for stem, (count, held) in sums.items()]
    # In the order in which accountants name the sorts.
    ordered = sorted(lines, key=lambda one: (list(AccountSort).index(one.sort), one.line))
    return TrialBalance(at=engine.clock.now(), currency=engine.terms.currency, lines=tuple(ordered))


def journal_of(engine: Engine, day: date) -> tuple[Transfer, ...]:
    """The transfers of a business day, in the order of their entry, without whose wallets."""
    calendar = engine.terms.calendar
    with engine.store.read() as work:
        return unnamed(work.ledger.between(calendar.day_begins(day), calendar.day_ends(day)))


def _line(stem: str, count: int, held: Money) -> ChartLine:
    return ChartLine(
        line=line_of(stem), stem=stem, sort=sort_of(stem), accounts=count,
        amount=held * sign_of(stem),
    )  # fmt: skip


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
