"""Business days as they are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from yeshi.base.refused import Invalid, Refused
from yeshi.web.money.periods import days_asked, periods_of

TODAY = date(2026, 3, 2)
DAY = date(2026, 2, 27)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (("", ""), (TODAY, TODAY)),
        (("2026-02-27", ""), (DAY, DAY)),
        (("", "2026-02-27"), (DAY, DAY)),
        (("2026-02-27", "2026-03-02"), (DAY, TODAY)),
    ],
)
def test_what_is_not_written_follows(written: tuple[str, str], days: tuple[date, date]) -> None:
    """Today where no day was, one day where one was."""
    assert days_asked("en", written, TODAY) == days


@pytest.mark.parametrize("field", ["from", "to"])
def test_what_is_no_day_is_said_at_its_field(field: str) -> None:
    """The other is not looked at."""
    written = ("never", "") if field == "from" else ("", "never")
    refused = days_asked("en", written, TODAY)
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field


def test_what_is_asked_for_most() -> None:
    """A week begins on Monday; the month before ends with its last day."""
    assert periods_of(TODAY) == {
        "today": "from=2026-03-02&to=2026-03-02",
        "yesterday": "from=2026-03-01&to=2026-03-01",
        "week": "from=2026-03-02&to=2026-03-02",
        "month": "from=2026-03-01&to=2026-03-02",
        "last_month": "from=2026-02-01&to=2026-02-28",
    }
