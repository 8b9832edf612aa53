"""A discrepancy as it is kept: what did not agree, since when, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from yeshi.base.ids import make_id
from yeshi.base.money import Money
from yeshi.base.personal import Personal
from yeshi.base.refused import Reason, Refused
from yeshi.base.sure import there
from yeshi.ledger.reconciliation import BookedEntry, Discrepancy, DiscrepancyKind
from yeshi.ledger.stated import StatedEntry, StatedKind, StatementForm

# More than anybody looks through: it is the file of another account, or of other days.
DISCREPANCIES_MAX = 2000
TEXT_LENGTH_MAX = 200


class DiscrepancyState(StrEnum):
    """Where it stands: open, settled by a later file or entry, or explained by a treasurer."""

    OPEN = "open"
    SETTLED = "settled"
    EXPLAINED = "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRead:
    """A file that was read in for an account; `begins`, `ends`: of the days that it states.

    `closing`: what whoever keeps it says that it held at the end of `closing_on`; `booked`: what
    the books said of that moment when the file was read in.
    """

    id: str
    account: str
    digest: str
    form: StatementForm
    begins: datetime
    ends: datetime
    rows: int
    matched: int
    aside: int
    found: int
    read_at: datetime
    by: str
    closing: Money | None = None
    closing_on: date | None = None
    booked: Money | None = None

    @property
    def off_by(self) -> Money | None:
        """What is stated more than is booked; None where no balance is stated."""
        if self.closing is None or self.booked is None:
            return None
        return self.closing - self.booked

    @property
    def holds(self) -> bool:
        """Whether it states some time, no more agrees or is left aside than there is, and a
        balance is told whole."""
        return (
            self.begins < self.ends
            and self.matched >= 0
            and self.aside + self.matched <= self.rows
            and (self.closing is None) == (self.closing_on is None) == (self.booked is None)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDiscrepancy:
    """What did not agree, as it was found; `booked`: the id of what the books say.

    `why`: how a treasurer explained it.
    """

    id: str
    account: str
    statement: str
    kind: DiscrepancyKind
    since: date
    found_at: datetime
    reference: str
    text: Annotated[str, Personal("said")]
    booked: str | None = None
    booked_amount: Money | None = None
    stated_amount: Money | None = None
    stated_on: date | None = None
    stated_at: datetime | None = None
    state: DiscrepancyState = DiscrepancyState.OPEN
    why: str = ""
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it."""
        return self.state is DiscrepancyState.OPEN

    @property
    def holds(self) -> bool:
        """Whether it tells of one side at least, whole, and says why where it is explained."""
        return (
            (self.booked is None) == (self.booked_amount is None)
            and (self.stated_amount is None) == (self.stated_on is None)
            and (self.booked is not None or self.stated_on is not None)
            and (self.state is DiscrepancyState.EXPLAINED) == bool(self.why)
            and self.is_open == (self.ended_at is None)
        )

    @property
    def is_missing(self) -> bool:
        """Whether it is stated nowhere yet."""
        return self.kind is DiscrepancyKind.MISSING

    @property
    def amount(self) -> Money:
        """What it is about: what is stated, else what the books say."""
        return self.booked_amount or there(self.stated_amount, f"an amount of {self.id}")

    @property
    def row(self) -> StatedEntry | None:
        """What was stated, where the books know nothing of it."""
        if self.kind is not DiscrepancyKind.UNKNOWN or not self.stated_amount or not self.stated_on:
            return None
        kind = StatedKind.CAME if self.stated_amount.fen > 0 else StatedKind.WENT
        return StatedEntry(
            line=0, reference=self.reference, amount=self.stated_amount, day=self.stated_on,
            at=self.stated_at, text=self.text, kind=kind,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DiscrepancyOver(Reason):
    """It was settled or explained already."""

    state: str


@dataclass(frozen=True, slots=True)
class TooManyDiscrepancies(Reason):
    """So much does not agree that it is another account's file, or one of other days."""

    count: int
    most: int


@dataclass(frozen=True, slots=True)
class StatementOfAnother(Reason):
    """Who keeps this account does not write such files."""

    form: str
    account: str


def kept(
    found: Discrepancy, account: str, statement: str, nth: int, now: datetime
) -> KeptDiscrepancy:
    """It as it is kept: the same, found once more, has the same id; `nth`: among its like."""
    booked, stated = found.booked, found.stated
    text = stated.text[:TEXT_LENGTH_MAX] if stated else ""
    return KeptDiscrepancy(
        id=make_id("dis", account, *sides(found), nth),
        account=account,
        statement=statement,
        kind=found.kind,
        since=found.day,
        found_at=now,
        reference=(stated.reference if stated else booked.id if booked else "")[:TEXT_LENGTH_MAX],
        text=text,
        booked=booked.id if booked else None,
        booked_amount=booked.amount if booked else None,
        stated_amount=stated.amount if stated else None,
        stated_on=stated.day if stated else None,
        stated_at=stated.at if stated else None,
    )


def over(
    one: KeptDiscrepancy, state: DiscrepancyState, now: datetime, why: str = ""
) -> KeptDiscrepancy | Refused:
    """It, settled or explained; what is over stays as it is."""
    if not one.is_open:
        return Refused(DiscrepancyOver(one.state))
    return replace(one, state=state, ended_at=now, why=why)


def sides(found: Discrepancy) -> tuple[object, ...]:
    """By what it is known again; two that share it cannot be told apart."""
    return (found.kind, _of_books(found.booked), *_of_file(found.stated))


def _of_books(booked: BookedEntry | None) -> str:
    return booked.id if booked else ""


def _of_file(stated: StatedEntry | None) -> tuple[object, ...]:
    if stated is None:
        return ()
    at = stated.at.isoformat() if stated.at else ""
    text = stated.text[:TEXT_LENGTH_MAX]
    return (stated.reference[:TEXT_LENGTH_MAX], stated.amount.fen, stated.day, at, text)
