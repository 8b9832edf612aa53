"""The books as rows of a table and over JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pydantic import BaseModel

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.flow.payments.books import TrialBalance
from yeshi.ledger.chart import AccountSort
from yeshi.ledger.transfers import Transfer


class ChartLineTold(BaseModel):
    """A line of the chart, how many accounts are in it, and what they come to."""

    line: str
    sort: AccountSort
    accounts: int
    amount: Money


class BooksTold(BaseModel):
    """All lines as of a moment; `off_by` is nothing where the books are even."""

    at: datetime
    lines: list[ChartLineTold]
    off_by: Money


def books_told(view: TrialBalance) -> BooksTold:
    """The trial balance as programs read it."""
    lines = [
        ChartLineTold(line=one.line, sort=one.sort, accounts=one.accounts, amount=one.amount)
        for one in view.lines
    ]
    return BooksTold(at=view.at, lines=lines, off_by=view.off_by)


def lines_told(view: TrialBalance) -> list[dict[str, object]]:
    """A row for each line."""
    return [
        {
            "sort": one.sort.value, "line": one.line, "accounts": one.accounts,
            "amount": one.amount.plain(), "currency": view.currency,
        }
        for one in view.lines
    ]  # fmt: skip


def lines_typed(view: TrialBalance) -> list[dict[str, object]]:
    """The same in whole fen, for programs."""
    return [
        {
            "sort": one.sort.value, "line": one.line, "accounts": one.accounts,
            "amount_fen": one.amount.fen, "currency": view.currency,
        }
        for one in view.lines
    ]  # fmt: skip


def journal_typed(transfers: Iterable[Transfer], calendar: Calendar) -> Iterator[dict[str, object]]:
    """A row for each transfer with its moment as one and whole fen, for programs."""
    for one in transfers:
        movement = one.movement
        yield {
            "transfer": one.id, "at": calendar.local(one.at), "order": one.order or "",
            "from": movement.debit, "to": movement.credit, "amount_fen": movement.amount.fen,
            "currency": movement.amount.currency, "why": movement.why,
        }  # fmt: skip
