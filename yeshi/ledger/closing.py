"""The close of a business day: what has to be at zero, what is not and why, and all sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from yeshi.base.ids import make_id
from yeshi.base.money import Money
from yeshi.base.refused import Reason, Refused


class CloseMatter(StrEnum):
    """What is looked at: the books' sum, differences, what no file states, what is under way, and
    what a bank says that it holds."""

    TRIAL = "trial"
    DIFFERENCES = "differences"
    UNSTATED = "unstated"
    UNDER_WAY = "under_way"
    BALANCE = "balance"


def key_of(matter: str, account: str) -> str:
    """By what a thing is known among those of its day."""
    return f"{matter} {account}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseItem:
    """One thing that has to be at zero, or is explained by `why`.

    `count`: how many there are of it, and `since`: which day the oldest is of.
    """

    matter: CloseMatter
    account: str
    amount: Money
    count: int = 0
    since: date | None = None
    why: str = ""

    @property
    def key(self) -> str:
        """By which it is known among those of its day."""
        return key_of(self.matter, self.account)

    @property
    def is_zero(self) -> bool:
        """Whether nothing is left of it."""
        return not self.amount and not self.count


@dataclass(frozen=True, slots=True)
class LineSum:
    """What a line of the chart came to, by its stem."""

    stem: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClose:
    """A business day that is closed, and all before it; `sums`: what the books came to at its end.

    `by`: the id of who closed it. What is zero there is left out of `sums`.
    """

    id: str
    day: date
    ends_at: datetime
    closed_at: datetime
    by: str
    items: tuple[CloseItem, ...]
    sums: tuple[LineSum, ...]

    @property
    def left(self) -> tuple[CloseItem, ...]:
        """What was not at zero."""
        return tuple(one for one in self.items if not one.is_zero)

    @property
    def holds(self) -> bool:
        """Whether the day was over, and each that was not zero is explained."""
        return self.ends_at <= self.closed_at and all(one.why for one in self.left)


@dataclass(frozen=True, slots=True)
class DayNotOver(Reason):
    """The day still runs, or is to come."""

    day: str


@dataclass(frozen=True, slots=True)
class DayClosedBefore(Reason):
    """The day is closed already, and cannot be opened."""

    day: str


@dataclass(frozen=True, slots=True)
class CloseInOrder(Reason):
    """Another day is to be closed first."""

    day: str


@dataclass(frozen=True, slots=True)
class CloseUnexplained(Reason):
    """Something is not at zero, and nobody has said why."""

    matter: str
    account: str

    @property
    def key(self) -> str:
        """By which it is known among those of its day."""
        return key_of(self.matter, self.account)


@dataclass(frozen=True, slots=True)
class CloseChanged(Reason):
    """What is left is not what whoever closes the day has seen."""


def close_id(day: date) -> str:
    """Under what the close of that day is kept."""
    return day.isoformat()


def seen_as(items: Iterable[CloseItem]) -> str:
    """A word for all that is left: another one as soon as any of it is another."""
    return make_id(
        "seen", *((one.key, one.amount.fen, one.count, one.since) for one in items if one.key)
    )


def refuses_close(day: date, running: date, last: date | None, first: date) -> Refused | None:
    """Why that day cannot be closed; `last`: that was closed, `first`: with which one may begin."""
    if last is not None and day <= last:
        return Refused(DayClosedBefore(day.isoformat()))
    if day >= running:
        return Refused(DayNotOver(day.isoformat()))
    if last is not None and day != last + timedelta(days=1):
        return Refused(CloseInOrder((last + timedelta(days=1)).isoformat()))
    return Refused(CloseInOrder(first.isoformat())) if day < first else None


def explained(
    items: Iterable[CloseItem], whys: Mapping[str, str]
) -> tuple[CloseItem, ...] | Refused:
    """The items, each that is not zero with its sentence; or the first that has none."""
    found = []
    for one in items:
        why = "" if one.is_zero else whys.get(one.key, "").strip()
        if not one.is_zero and not why:
            return Refused(CloseUnexplained(one.matter, one.account))
        found.append(replace(one, why=why))
    return tuple(found)
