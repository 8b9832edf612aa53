"""What is stated of an account beside what the books say: matched one to one, and what is left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.ledger.stated import ASIDE, StatedEntry

_WORDS = re.compile(r"[A-Za-z0-9_-]{6,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedEntry:
    """What the books say of the account: so much came, or went where it is below zero.

    `id`: what it is. `names`: what it is called there, the surest first; several may share one.
    """

    id: str
    names: tuple[str, ...]
    amount: Money
    at: datetime
    day: date


class DiscrepancyKind(StrEnum):
    """What is not as it should be."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    DOUBLED = "doubled"
    WRONG_AMOUNT = "wrong_amount"
    WRONG_DAY = "wrong_day"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as it should be, on one of the two sides or between them."""

    kind: DiscrepancyKind
    booked: BookedEntry | None
    stated: StatedEntry | None

    @property
    def day(self) -> date:
        """Since when: the day of the books, else the one that is stated."""
        if self.booked is not None:
            return self.booked.day
        return self.stated.day if self.stated is not None else date.min


@dataclass(frozen=True, slots=True)
class Matching:
    """What agrees, what does not, and how many rows were left aside as fees and moves."""

    matched: tuple[tuple[BookedEntry, StatedEntry], ...]
    findings: tuple[Discrepancy, ...]
    aside: int


def match(
    booked: Iterable[BookedEntry], stated: Iterable[StatedEntry], leeway: timedelta,
    missed: Callable[[BookedEntry], bool],
) -> Matching:  # fmt: skip
    """Match one to one: by reference, then by amount, then by day; O(n log n), in any order.

    `leeway`: so far apart two days, or two moments, may lie and still be told of one. `missed`:
    whether what the books say should be stated; what should not is matched if it is there.
    """
    rows = sorted(stated, key=_order_stated)
    told = [one for one in rows if one.kind not in ASIDE]
    work = _Work(sorted(booked, key=_order_booked), told, leeway)
    work.by_name()
    work.by_amount()
    left = [one for one in work.left() if one.stated or (one.booked and missed(one.booked))]
    ordered = sorted([*work.findings, *left], key=_order_found)
    return Matching(tuple(work.matched), tuple(ordered), len(rows) - len(told))


def plain_name(name: str) -> str:
    """The name as it is compared: some take no hyphens, some no small letters."""
    return name.strip().casefold().replace("_", "-")


_Keyed = Callable[[str, BookedEntry | StatedEntry], Hashable]


class _Work:
    """The matching under way: what of either side is still free, by its place there."""

    def __init__(
        self, booked: Sequence[BookedEntry], stated: Sequence[StatedEntry], leeway: timedelta
    ) -> None:
        self._booked, self._stated, self._leeway = booked, stated, leeway
        self._free = [True] * len(booked)
        self._left = list(range(len(stated)))
        self.matched: list[tuple[BookedEntry, StatedEntry]] = []
        self.findings: list[Discrepancy] = []
        self._known: set[str] = set()
        self._names = [self._names_of(one) for one in booked]
        self._called = [self._name_in(one) for one in stated]
        # What was matched already: who says it once more says it twice.
        self._taken: set[Hashable] = set()

    def by_name(self) -> None:
        """Match what has a name: as it is, on another day, then with another amount."""
        self._pass(lambda name, one: (name, _sign(one), one.amount, one.day))
        self._pass(lambda name, one: (name, _sign(one), one.amount))
        self._doubled()
        self._pass(lambda name, one: (name, _sign(one)))

    def by_amount(self) -> None:
        """Match what is stated without any name: by amount, in the order of days."""
        free: dict[Hashable, list[int]] = defaultdict(list)
        for index, one in enumerate(self._booked):
            if self._free[index]:
                free[one.amount].append(index)
        nameless: dict[Hashable, list[int]] = defaultdict(list)
        for index in self._left:
            if not self._called[index] and not self._stated[index].reference:
                nameless[self._stated[index].amount].append(index)
        paired: set[int] = set()
        for amount, rows in nameless.items():
            for ours, theirs in self._in_order(free.get(amount, []), rows):
                self._pair(ours, theirs)
                paired.add(theirs)
        self._left = [one for one in self._left if one not in paired]

    def left(self) -> Iterator[Discrepancy]:
        """What nothing on the other side answers to."""
        for index in self._left:
            yield Discrepancy(DiscrepancyKind.UNKNOWN, None, self._stated[index])
        for index, one in enumerate(self._booked):
            if self._free[index]:
                again = self._key_of(index) in self._taken
                kind = DiscrepancyKind.DOUBLED if again else DiscrepancyKind.MISSING
                yield Discrepancy(kind, one, None)

    def _names_of(self, one: BookedEntry) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(plain_name(name) for name in one.names if name.strip()))
        self._known.update(names)
        return names

    def _name_in(self, one: StatedEntry) -> str:
        """The name of ours that a row has, in its reference or in its text; "" for none."""
        words = [one.reference, *_WORDS.findall(one.text)]
        return next((name for name in map(plain_name, words) if name in self._known), "")

    def _pass(self, key: _Keyed) -> None:
        free: dict[Hashable, list[int]] = defaultdict(list)
        for index in range(len(self._booked) - 1, -1, -1):
            if self._free[index]:
                for name in self._names[index]:
                    free[key(name, self._booked[index])].append(index)
        left = []
        for index in self._left:
            name = self._called[index]
            waiting = free.get(key(name, self._stated[index]), []) if name else []
            # What has several names stands in several heaps, and leaves the others here.
            while waiting and not self._free[waiting[-1]]:
                waiting.pop()
            if waiting:
                self._pair(waiting.pop(), index)
            else:
                left.append(index)
        self._left = left

    def _doubled(self) -> None:
        left = []
        for index in self._left:
            one = self._stated[index]
            if (self._called[index], _sign(one), one.amount) in self._taken:
                self.findings.append(Discrepancy(DiscrepancyKind.DOUBLED, None, one))
            else:
                left.append(index)
        self._left = left

    def _pair(self, ours: int, theirs: int) -> None:
        booked, stated = self._booked[ours], self._stated[theirs]
        self._free[ours] = False
        self._taken.add((self._called[theirs], _sign(stated), stated.amount))
        self._taken.add(self._key_of(ours))
        if booked.amount != stated.amount:
            self.findings.append(Discrepancy(DiscrepancyKind.WRONG_AMOUNT, booked, stated))
        elif not self._near(booked, stated):
            self.findings.append(Discrepancy(DiscrepancyKind.WRONG_DAY, booked, stated))
        else:
            self.matched.append((booked, stated))

    def _key_of(self, ours: int) -> Hashable:
        names, one = self._names[ours], self._booked[ours]
        return (names[0] if names else one.id, _sign(one), one.amount)

    def _near(self, booked: BookedEntry, stated: StatedEntry) -> bool:
        if booked.day == stated.day:
            return True
        if stated.at is not None:
            return abs(booked.at - stated.at) <= self._leeway
        return abs(booked.day - stated.day) <= self._leeway

    def _in_order(self, ours: list[int], theirs: list[int]) -> Iterator[tuple[int, int]]:
        """Pairs of the two, both in the order of their days, as long as they are near."""
        mine = their = 0
        while mine < len(ours) and their < len(theirs):
            booked, stated = self._booked[ours[mine]], self._stated[theirs[their]]
            if self._near(booked, stated):
                yield ours[mine], theirs[their]
                mine, their = mine + 1, their + 1
            elif booked.day < stated.day:
                mine += 1
            else:
                their += 1


def _sign(one: BookedEntry | StatedEntry) -> bool:
    return one.amount.fen > 0


def _order_booked(one: BookedEntry) -> tuple[object, ...]:
    return (one.day, one.at, one.amount.fen, one.amount.currency, one.id, one.names)


def _order_stated(one: StatedEntry) -> tuple[object, ...]:
    at = one.at.isoformat() if one.at is not None else ""
    return (one.day, at, one.amount.fen, one.amount.currency, one.reference, one.text, one.line)


def _order_found(one: Discrepancy) -> tuple[object, ...]:
    ours = _order_booked(one.booked) if one.booked else ()
    theirs = _order_stated(one.stated) if one.stated else ()
    return (one.day, one.kind, ours, theirs)
