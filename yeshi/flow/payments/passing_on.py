"""What providers state that they kept and passed on is entered, once for each row of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from yeshi.base.calendar import Calendar
from yeshi.base.money import total
from yeshi.events.providers import (
    PassedOnArrived,
    PassedOnUndone,
    ProviderKeptFees,
    ProviderPassedOn,
)
from yeshi.flow.engine import Turn
from yeshi.flow.ports import Work
from yeshi.ledger.passed_on import (
    FeesOfDay,
    PassedOn,
    PassedOnState,
    arrivals,
    arrived,
    fees,
    fees_id,
    passed_on,
    undone,
)
from yeshi.ledger.reconciliation import BookedEntry
from yeshi.ledger.stated import ASIDE, StatedEntry, StatedKind

# Of what arrived, so much longer ago than the rows begin may be read in once more.
AGAIN = timedelta(days=31)
Arrivals = list[tuple[PassedOn, StatedEntry]]


def in_the_books(entries: Sequence[StatedEntry], currency: str) -> list[StatedEntry]:
    """The rows; of another currency than the books', none is entered: it stays to be looked at."""
    return [
        replace(one, kind=StatedKind.OTHER)
        if one.kind in ASIDE and one.amount.currency != currency
        else one
        for one in entries
    ]


def enter_stated(turn: Turn, account: str, statement: str, entries: Sequence[StatedEntry]) -> None:
    """Enter the provider's fees, a sum a day, and what it passed on, each; what is new of them."""
    _enter_fees(turn, account, statement, entries)
    _enter_passed_on(turn, account, statement, entries)


def arriving(work: Work, rows: Sequence[StatedEntry], begins: datetime) -> Arrivals:
    """Which of the bank's rows, that nothing else answers to, show what was passed on."""
    if not rows:
        return []
    around = work.passed_on.over_since(begins - AGAIN)
    known = [one for one in around if one.state is PassedOnState.ARRIVED]
    return arrivals([*work.passed_on.under_way(), *known], rows)


def entry_of(one: PassedOn, calendar: Calendar) -> BookedEntry:
    """What was passed on as what the books say of the bank."""
    names = (one.reference,) if one.reference else ()
    at = calendar.at(one.day, calendar.turns_at)
    return BookedEntry(id=one.id, names=names, amount=one.amount, at=at, day=one.day)


def enter_arrivals(turn: Turn, found: Arrivals) -> None:
    """Enter what the bank shows; what was entered already stays as it is."""
    for one, row in found:
        if one.is_under_way:
            turn.work.passed_on.put(arrived(one, row, turn.now))
            turn.emit(
                PassedOnArrived(account=one.account, day=row.day, amount=one.amount, passed=one.id)
            )


def _enter_fees(turn: Turn, account: str, statement: str, entries: Sequence[StatedEntry]) -> None:
    currency = turn.terms.currency
    told = [one for one in entries if one.kept is not None and one.kept.currency == currency]
    by_day = fees(told)
    known = turn.work.fees_of_days.get_many([fees_id(account, day) for day in sorted(by_day)])
    for day, rows in sorted(by_day.items()):
        id_ = fees_id(account, day)
        before = known.get(id_)
        new = rows.keys() - set(before.rows) if before else set(rows)
        if not new:
            continue
        if before is None:
            turn.work.fees_of_days.add(FeesOfDay(id_, account, day, tuple(sorted(new))))
        else:
            both = tuple(sorted({*before.rows, *new}))
            turn.work.fees_of_days.put(replace(before, rows=both))
        turn.emit(
            ProviderKeptFees(
                account=account, day=day, amount=total((rows[one] for one in new), currency),
                statement=statement, rows=len(new),
            )
        )  # fmt: skip


def _enter_passed_on(
    turn: Turn, account: str, statement: str, entries: Sequence[StatedEntry]
) -> None:
    stated = {one.id: one for one in passed_on(account, statement, entries, turn.now)}
    known = turn.work.passed_on.get_many(sorted(stated))
    for one in stated.values():
        if one.id not in known:
            turn.work.passed_on.add(one)
            turn.emit(
                ProviderPassedOn(
                    account=account, day=one.day, amount=one.amount, statement=statement,
                    passed=one.id,
                )
            )  # fmt: skip
    for first, second in undone(turn.work.passed_on.under_way()):
        for one in (first, second):
            over = replace(one, state=PassedOnState.UNDONE, ended_at=turn.now)
            turn.work.passed_on.put(over)
        turn.emit(
            PassedOnUndone(
                account=account, day=second.day, amount=first.amount, passed=first.id, by=second.id
            )
        )
