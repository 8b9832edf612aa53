"""No command takes a moment or a day with which nothing can be computed any more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from yeshi.base.limits import DAY_MAX, DAY_MIN, MOMENT_MAX, MOMENT_MIN, beyond_days, beyond_moments
from yeshi.base.refused import Invalid

EAST = timezone(timedelta(hours=14))


@pytest.mark.parametrize(
    "at",
    [
        datetime(1, 1, 1, tzinfo=EAST),
        datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2000, 1, 1, 13, 59, tzinfo=EAST),
        MOMENT_MAX,
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_a_moment_in_which_no_city_lives_is_refused_by_its_name(at: datetime) -> None:
    """Whatever its zone, and however near the end of the calendar."""
    refused = beyond_moments(on_at=MOMENT_MIN, off_at=at)
    assert refused is not None
    assert refused.reason == Invalid("off_at", "2000-01-01 … 2200-01-01")


def test_moments_of_a_city_pass() -> None:
    """The first of them, the last, and none at all."""
    last = MOMENT_MAX - timedelta(microseconds=1)
    assert beyond_moments(on_at=MOMENT_MIN, off_at=last, ended_at=None) is None


@pytest.mark.parametrize("day", [date.min, DAY_MIN - timedelta(days=1), DAY_MAX, date.max])
def test_a_day_out_of_bounds_is_refused_by_its_name(day: date) -> None:
    """At either end."""
    refused = beyond_days(due_on=day)
    assert refused is not None
    assert refused.reason == Invalid("due_on", "1900-01-01 … 2200-01-01")


def test_days_within_bounds_pass() -> None:
    """The first of them, the last, and none at all."""
    assert beyond_days(due_on=DAY_MIN, ended_on=DAY_MAX - timedelta(days=1), on=None) is None
