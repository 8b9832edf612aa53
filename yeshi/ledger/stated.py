"""What a provider or a bank states of an account: its rows in one form, whatever their file's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yeshi.base.money import Money


class StatementForm(StrEnum):
    """What a file of statements is written in."""

    STRIPE = "stripe"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CAMT = "camt"
    MT940 = "mt940"
    BANK_CSV = "bank_csv"


class StatedKind(StrEnum):
    """What a row tells: what came, what went, a fee, money moved on to a bank, or all else."""

    CAME = "came"
    WENT = "went"
    FEE = "fee"
    MOVED = "moved"
    OTHER = "other"


# What providers keep and pass on to the bank: the books do not enter it row by row.
ASIDE = frozenset({StatedKind.FEE, StatedKind.MOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedEntry:
    """A row: so much came, or went where it is below zero.

    `line`: where it stands in its file. `reference`: by which the city may know it again; "" where
    the file tells none. `day`: on the city's wall; `at`: the moment, where it is told.
    """

    line: int
    reference: str
    amount: Money
    day: date
    at: datetime | None = None
    text: str = ""
    kind: StatedKind


@dataclass(frozen=True, slots=True)
class StatedFile:
    """A file as it was read, whole."""

    form: StatementForm
    entries: tuple[StatedEntry, ...]

    @property
    def first(self) -> date:
        """The day of its first row."""
        return min(one.day for one in self.entries)

    @property
    def last(self) -> date:
        """The day of its last row."""
        return max(one.day for one in self.entries)
