"""A file states whole days by the clock of its form, in whatever order its rows stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.ledger.stated import StatedClosing, StatedEntry, StatedFile, StatedKind, StatementForm

CITY = Calendar(ZoneInfo("Asia/Tashkent"))


@pytest.mark.parametrize(
    ("form", "hours"),
    [(StatementForm.STRIPE, 0), (StatementForm.WECHAT, 8), (StatementForm.BANK_CSV, 5)],
)
def test_whole_days_are_stated_by_the_clock_of_the_form(form: StatementForm, hours: int) -> None:
    rows = tuple(
        StatedEntry(
            line=day, reference="", amount=Money(1, "CNY"), day=date(2026, 11, day),
            at=None if form is StatementForm.BANK_CSV else datetime(2026, 11, day, 9, tzinfo=UTC),
            kind=StatedKind.CAME,
        )
        for day in (5, 2, 9)
    )  # fmt: skip
    ahead = timedelta(hours=hours)
    begins, ends = StatedFile(form, rows).covers(CITY)
    assert begins + ahead == datetime(2026, 11, 2, tzinfo=UTC)
    assert ends + ahead == datetime(2026, 11, 10, tzinfo=UTC)


def test_a_balance_closes_what_is_stated() -> None:
    """Up to its day all is told; where nothing moved it is told of that day alone."""
    row = StatedEntry(
        line=2, reference="", amount=Money(1, "EUR"), day=date(2026, 11, 2), kind=StatedKind.CAME
    )
    closing = StatedClosing(Money(1, "EUR"), date(2026, 11, 4))
    begins, ends = StatedFile(StatementForm.CAMT, (row,), closing).covers(CITY)
    assert ends - begins == timedelta(days=3)
    begins, ends = StatedFile(StatementForm.CAMT, (), closing).covers(CITY)
    assert ends - begins == timedelta(days=1)
    assert ends == datetime(2026, 11, 4, 19, tzinfo=UTC)
