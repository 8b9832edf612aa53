"""What a provider or a bank states of an account: its rows in one form, whatever their file's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from yeshi.base.calendar import Calendar, in_utc
from yeshi.base.money import Money


class StatementForm(StrEnum):
    """What a file of statements is written in."""

    STRIPE = "stripe"
    WECHAT = "wechat"
    WECHAT_FUNDS = "wechat_funds"
    ALIPAY = "alipay"
    CAMT = "camt"
    MT940 = "mt940"
    BANK_CSV = "bank_csv"

    @property
    def tells_payments(self) -> bool:
        """Whether what came and went back has to stand in it, or stands in another form's file."""
        return self is not StatementForm.WECHAT_FUNDS


class StatedKind(StrEnum):
    """What a row tells: what came, what went, a fee, money moved on to a bank, or all else."""

    CAME = "came"
    WENT = "went"
    FEE = "fee"
    MOVED = "moved"
    OTHER = "other"


# China's clocks, in which WeChat Pay and Alipay tell everything.
BEIJING = timezone(timedelta(hours=8))
_CLOCKS: dict[StatementForm, tzinfo] = {
    StatementForm.STRIPE: UTC,
    StatementForm.WECHAT: BEIJING,
    StatementForm.WECHAT_FUNDS: BEIJING,
    StatementForm.ALIPAY: BEIJING,
}
# What providers keep and pass on to the bank: it is entered as it is stated, and nothing in the
# books answers to it before.
ASIDE = frozenset({StatedKind.FEE, StatedKind.MOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedEntry:
    """A row: so much came, or went where it is below zero.

    `line`: where it stands in its file. `reference`: by which the city may know it again; "" where
    the file tells none. `day`: on the city's wall; `at`: the moment, where it is told. `fee`: what
    is kept of it besides, below zero where it is given back. `own`: what whoever states it calls
    the row, "" where that is not told.
    """

    line: int
    reference: str
    amount: Money
    day: date
    at: datetime | None = None
    text: str = ""
    kind: StatedKind
    fee: Money | None = None
    own: str = ""

    @property
    def kept(self) -> Money | None:
        """What the provider kept by it, below zero where it gave back; None for nothing."""
        if self.kind is not StatedKind.FEE:
            return self.fee or None
        return self.amount * -1 + (self.fee or self.amount * 0) or None


@dataclass(frozen=True, slots=True)
class StatedClosing:
    """What an account holds at the end of that day, as whoever keeps it states."""

    amount: Money
    day: date


@dataclass(frozen=True, slots=True)
class StatedFile:
    """A file as it was read, whole; `closing`: its last balance, where its form has one."""

    form: StatementForm
    entries: tuple[StatedEntry, ...]
    closing: StatedClosing | None = None

    def covers(self, calendar: Calendar) -> tuple[datetime, datetime]:
        """From when to when it states all: whole days, by the clock that its form is told in."""
        zone = _CLOCKS.get(self.form, calendar.zone)
        days = [one.at.astimezone(zone).date() if one.at else one.day for one in self.entries]
        # What is told up to a balance is told whole, and a day on which nothing moved is one too.
        days += [self.closing.day] if self.closing else []
        first, last = min(days), max(days) + timedelta(days=1)
        begins, ends = (datetime.combine(one, time(), zone) for one in (first, last))
        return in_utc(begins), in_utc(ends)
