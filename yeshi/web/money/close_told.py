"""The daily close as pages and programs are told it: what is left apart from what is at zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.money import Money, total
from yeshi.flow.payments.close_desk import CloseDesk, ClosedSeen
from yeshi.ledger.accounts import BANK, TRANSIT, provider
from yeshi.ledger.chart import AccountSort, line_of, sort_of, stem_of
from yeshi.ledger.closing import CloseItem, CloseMatter, DayClose


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseItemTold:
    """One thing that has to be at zero; `key` names it where a sentence is sent for it.

    `provider`: whose account it is of, "" for none; `line`: the line of the chart; `reconciled`:
    the account whose statements would tell of it, "" where none would. `days`: its age.
    `why`: what was said of it; before the close, what was said of the same at the last one.
    """

    key: str
    matter: CloseMatter
    account: str
    provider: str
    line: str
    reconciled: str
    amount: Money
    count: int
    since: date | None
    days: int
    why: str


@dataclass(frozen=True, slots=True)
class CloseLineTold:
    """What a line of the chart came to."""

    line: str
    amount: Money


@dataclass(frozen=True, slots=True)
class SortTold:
    """The lines of a sort, positive where there is of them what it says, and their sum."""

    sort: AccountSort
    lines: tuple[CloseLineTold, ...]
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedTold:
    """A day that is closed: who closed it and when, what was left, what was at zero, its sums."""

    day: date
    closed_at: datetime
    by: str
    left: tuple[CloseItemTold, ...]
    even: tuple[CloseItemTold, ...]
    sums: tuple[SortTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseTold:
    """The next day that can be closed, none while it runs, and the days that are closed."""

    day: date | None
    is_first: bool
    seen: str
    left: tuple[CloseItemTold, ...]
    even: tuple[CloseItemTold, ...]
    closed: tuple[ClosedTold, ...]
    acts: bool


def told_close(desk: CloseDesk) -> CloseTold:
    """The desk, what is not at zero apart from what is."""
    items = [(it.one.is_zero, _told(it.one, it.days, it.before)) for it in desk.items]
    return CloseTold(
        day=desk.day,
        is_first=desk.is_first,
        seen=desk.seen,
        left=tuple(one for is_zero, one in items if not is_zero),
        even=tuple(one for is_zero, one in items if is_zero),
        closed=tuple(told_closed(one) for one in desk.closed),
        acts=desk.acts,
    )


def told_closed(seen: ClosedSeen) -> ClosedTold:
    """A closed day, as it was."""
    close = seen.close
    return ClosedTold(
        day=close.day,
        closed_at=close.closed_at,
        by=seen.by,
        left=tuple(_told(one, _age(one, close.day), one.why) for one in close.left),
        even=tuple(_told(one, 0, "") for one in close.items if one.is_zero),
        sums=tuple(_of_sort(close, sort) for sort in AccountSort),
    )


def _told(one: CloseItem, days: int, why: str) -> CloseItemTold:
    return CloseItemTold(
        key=one.key,
        matter=one.matter,
        account=one.account,
        provider=_provider_of(one.account),
        reconciled=_reconciled_at(one.account),
        line=line_of(stem_of(one.account)) if one.account else "",
        amount=one.amount,
        count=one.count,
        since=one.since,
        days=days,
        why=why,
    )


def _of_sort(close: DayClose, sort: AccountSort) -> SortTold:
    # The city's accounts are owed what stands in them.
    turned = -1 if sort in (AccountSort.ASSET, AccountSort.EXPENSE) else 1
    lines = tuple(
        CloseLineTold(line_of(one.stem), one.amount * turned)
        for one in close.sums
        if sort_of(one.stem) is sort
    )
    # The books as a whole are always among what is looked at.
    currency = close.items[0].amount.currency
    return SortTold(sort, lines, total((one.amount for one in lines), currency))


def _age(one: CloseItem, day: date) -> int:
    return (day - one.since).days if one.since else 0


def _reconciled_at(account: str) -> str:
    """What was passed on is to be looked for at the bank."""
    if account == BANK or account.startswith(TRANSIT):
        return BANK
    return account if account.startswith(provider("")) else ""


def _provider_of(account: str) -> str:
    for whose in (provider(""), TRANSIT):
        if account.startswith(whose):
            return account[len(whose) :]
    return ""
