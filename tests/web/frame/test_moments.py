"""A moment as one says it: by its time today, by its day this week, else with its date."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import CALENDAR, EVENING
from yeshi.web.frame.moments import moment_filters, said_at, written


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "{:%H:%M}"), (1, "tomorrow {:%H:%M}"), (2, "Thursday {:%m-%d %H:%M}"), (8, "{:%Y-%m-%d %H:%M}"),
     (-1, "{:%Y-%m-%d %H:%M}")],
)  # fmt: skip
def test_the_nearer_the_shorter(days: int, said: str) -> None:
    """What was is written in full."""
    at = EVENING + timedelta(days=days)
    assert said_at(CALENDAR, "en", EVENING, at) == said.format(CALENDAR.local(at))


def test_a_day_is_the_calendars_and_not_the_nights() -> None:
    """After midnight it is tomorrow to whoever looks in the evening."""
    local = CALENDAR.local(EVENING)
    late = EVENING + (local.replace(hour=23, minute=59) - local) + timedelta(minutes=2)
    assert said_at(CALENDAR, "zh", EVENING, late) == "明天 00:01"


def test_a_page_has_it_in_its_language() -> None:
    """By the calendar that is in force when it is shown."""
    filters = moment_filters(lambda: CALENDAR)
    at = EVENING + timedelta(days=1)
    assert filters["soon"]({"language": "zh", "now": EVENING}, at).startswith("明天 ")
    assert filters["moment"](at) == written(CALENDAR, at)
    assert written(CALENDAR, at).startswith(filters["day"](at))
