"""What providers keep as their fee and pass on to the bank, as they state it, row by row."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from yeshi.base.ids import make_id
from yeshi.base.money import Money
from yeshi.ledger.reconciliation import plain_name
from yeshi.ledger.stated import StatedEntry, StatedKind

# A bank shows what was passed on within so many days; clocks differ by one.
EARLIEST, LATEST = timedelta(days=-1), timedelta(days=14)
_WORDS = re.compile(r"[A-Za-z0-9_-]{6,}")


class PassedOnState(StrEnum):
    """Where what was passed on stands: under way, at the bank, or undone by its provider."""

    UNDER_WAY = "under_way"
    ARRIVED = "arrived"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """So much that a provider passed on to the bank, or, below zero, drew from it.

    `day`: for which it states it. `reference`: what it calls it. `arrived_on`: the bank's day;
    `arrived_as`: the bank's row, by which it is known when it is read in again.
    """

    id: str
    account: str
    statement: str
    amount: Money
    day: date
    reference: str
    booked_at: datetime
    state: PassedOnState = PassedOnState.UNDER_WAY
    ended_at: datetime | None = None
    arrived_on: date | None = None
    arrived_as: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether the bank has not shown it yet."""
        return self.state is PassedOnState.UNDER_WAY

    @property
    def holds(self) -> bool:
        """Whether it moves something, and says when and how it ended where it has."""
        arrived = self.state is PassedOnState.ARRIVED
        return (
            self.amount.fen != 0
            and self.is_under_way == (self.ended_at is None)
            and arrived == (self.arrived_on is not None)
            and arrived == bool(self.arrived_as)
        )


@dataclass(frozen=True, slots=True)
class FeesOfDay:
    """Which rows of fees of an account were entered for a day, by their keys."""

    id: str
    account: str
    day: date
    rows: tuple[str, ...]


def fees_id(account: str, day: date) -> str:
    """Under what the rows of that day are kept."""
    return make_id("fee", account, day)


def row_key(entry: StatedEntry, nth: int = 0) -> str:
    """By what a row is known when it is read again; `nth`: among those that say the same."""
    if entry.own:
        return make_id("row", entry.own, entry.kind)
    return make_id("row", *_says(entry), nth)


def fees(entries: Iterable[StatedEntry]) -> dict[date, dict[str, Money]]:
    """What was kept by each row that tells of it, by day and by the row's key."""
    found: dict[date, dict[str, Money]] = defaultdict(dict)
    for key, one in _keyed(entries):
        if one.kept is not None:
            found[one.day][key] = one.kept
    return found


def passed_on(
    account: str, statement: str, entries: Iterable[StatedEntry], now: datetime
) -> list[PassedOn]:
    """What each row of moves tells, as it is kept: the same row has the same id."""
    return [
        PassedOn(
            id=make_id("pas", account, key), account=account, statement=statement,
            amount=one.amount * -1, day=one.day, reference=one.reference, booked_at=now,
        )
        for key, one in _keyed(entries)
        if one.kind is StatedKind.MOVED
    ]  # fmt: skip


def undone(under_way: Iterable[PassedOn]) -> list[tuple[PassedOn, PassedOn]]:
    """Pairs of which the provider calls both the same, and that come to nothing."""
    waiting: dict[tuple[str, str, int], list[PassedOn]] = defaultdict(list)
    found = []
    for one in sorted(under_way, key=lambda it: (it.day, it.id)):
        if not one.reference or not one.is_under_way:
            continue
        others = waiting[one.account, one.reference, -one.amount.fen]
        if others:
            found.append((others.pop(0), one))
        else:
            waiting[one.account, one.reference, one.amount.fen].append(one)
    return found


def arrivals(
    passed: Sequence[PassedOn], rows: Sequence[StatedEntry]
) -> list[tuple[PassedOn, StatedEntry]]:
    """Which rows of the bank show what was passed on, one to one.

    `passed`: what is under way, and what arrived around then, so that a row that is read in again
    is known. First by that, then by the provider's name for it, then by amount in the order of
    days; `rows`: those that nothing else in the books answers to.
    """
    return _Arriving(passed, rows).found()


def arrived(one: PassedOn, row: StatedEntry, now: datetime) -> PassedOn:
    """It, once the bank shows it."""
    return replace(
        one, state=PassedOnState.ARRIVED, ended_at=now, arrived_on=row.day, arrived_as=row_key(row)
    )


_Fits = Callable[[PassedOn, StatedEntry], bool]


class _Arriving:
    """The matching under way: what is free on either side."""

    def __init__(self, passed: Sequence[PassedOn], rows: Sequence[StatedEntry]) -> None:
        self._passed = sorted(passed, key=lambda it: (it.day, it.id))
        self._rows = sorted(rows, key=lambda it: (it.day, it.line, it.reference))
        self._found: list[tuple[PassedOn, StatedEntry]] = []

    def found(self) -> list[tuple[PassedOn, StatedEntry]]:
        """All pairs, by the surest way first."""
        self._known_rows()
        self._by(_is_named)
        self._by(_is_near)
        return self._found

    def _known_rows(self) -> None:
        by_row = {one.arrived_as: one for one in self._passed if one.arrived_as}
        for row in [*self._rows]:
            one = by_row.pop(row_key(row), None)
            if one is not None:
                self._take(one, row)

    def _by(self, fits: _Fits) -> None:
        free = _by_amount(self._passed)
        for row in [*self._rows]:
            one = next((it for it in free.get(row.amount, []) if fits(it, row)), None)
            if one is not None:
                free[row.amount].remove(one)
                self._take(one, row)

    def _take(self, one: PassedOn, row: StatedEntry) -> None:
        self._found.append((one, row))
        self._passed.remove(one)
        self._rows.remove(row)


def _by_amount(passed: Iterable[PassedOn]) -> dict[Money, list[PassedOn]]:
    found: dict[Money, list[PassedOn]] = defaultdict(list)
    for one in passed:
        found[one.amount].append(one)
    return found


def _is_named(one: PassedOn, row: StatedEntry) -> bool:
    if not one.reference:
        return False
    words = {plain_name(it) for it in (row.reference, *_WORDS.findall(row.text))}
    return plain_name(one.reference) in words


def _is_near(one: PassedOn, row: StatedEntry) -> bool:
    if one.arrived_on is not None:
        # Another form of the same bank's statement tells it in other words.
        return one.arrived_on == row.day
    return EARLIEST <= row.day - one.day <= LATEST


def _says(entry: StatedEntry) -> tuple[object, ...]:
    at = entry.at.isoformat() if entry.at else ""
    amount = entry.amount
    return (
        entry.kind, entry.reference, amount.fen, amount.currency, entry.day, at, entry.text,
    )  # fmt: skip


def _keyed(entries: Iterable[StatedEntry]) -> Iterator[tuple[str, StatedEntry]]:
    alike: Counter[tuple[object, ...]] = Counter()
    for one in entries:
        says = _says(one)
        yield row_key(one, alike[says]), one
        alike[says] += 1
