"""The books as a file of Beancount; its `bean-check` says whether accounts come to their balances.

https://beancount.github.io/docs/beancount_language_syntax.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.ledger.chart import AccountSort, sort_of
from yeshi.ledger.transfers import Transfer

_ROOTS = {
    AccountSort.ASSET: "Assets",
    AccountSort.LIABILITY: "Liabilities",
    AccountSort.INCOME: "Income",
    AccountSort.EXPENSE: "Expenses",
}
# Of the file, without what ends them.
Lines = Iterator[str]
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]*")


def account_named(account: str) -> str:
    """What the account is called there: `merchant:liu-tofu` is `Liabilities:Merchant:Liu-tofu`.

    No two accounts are called the same.
    """
    parts = [_part(one) for one in account.split(":")]
    return ":".join((_ROOTS[sort_of(account)], *parts))


def head(currency: str, title: str) -> Lines:
    """The lines with which the file begins."""
    yield f'option "title" {_quoted(title)}'
    yield f'option "operating_currency" "{currency}"'
    yield ""


def openings(accounts: Iterable[str], on: date, currency: str) -> Lines:
    """A line for each account: opened on that day, at the latest that of its first transfer."""
    for one in sorted(accounts):
        yield f"{on} open {account_named(one)} {currency}"
        yield f"  account: {_quoted(one)}"
    yield ""


def entry(transfer: Transfer, calendar: Calendar) -> Lines:
    """The lines of one transfer, on the day of the city's clock.

    What leaves an account is written with a plus, what comes into one with a minus: the city's
    accounts are owed what stands in them.
    """
    movement = transfer.movement
    yield f"{calendar.date_at(transfer.at)} * {_quoted(movement.why)}"
    yield f"  transfer: {_quoted(transfer.id)}"
    yield f"  at: {_quoted(transfer.at.isoformat())}"
    if transfer.order is not None:
        yield f"  order: {_quoted(transfer.order)}"
    yield f"  {account_named(movement.debit)}  {_amount(movement.amount)}"
    yield f"  {account_named(movement.credit)}  {_amount(movement.amount * -1)}"
    yield ""


def closings(balances: Mapping[str, Money], last: date) -> Lines:
    """What the city says that each account comes to, once that day is over."""
    for name, balance in sorted(balances.items()):
        after = last + timedelta(days=1)
        # To the fen: by itself Beancount forgives one.
        amount = (balance * -1).plain()
        yield f"{after} balance {account_named(name)}  {amount} ~ 0 {balance.currency}"


def _part(name: str) -> str:
    """A part of an account's name: it begins with a capital or a figure, and has no odd sign."""
    if _PLAIN.fullmatch(name):
        return name[0].upper() + name[1:]
    # The second sign of any other part is never a capital.
    return f"XE-{name.encode().hex().upper()}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _amount(amount: Money) -> str:
    return f"{amount.plain()} {amount.currency}"
