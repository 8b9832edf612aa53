"""When a dish is on the menu: by the business day, and by the clock."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from tests.market.merchants import CALENDAR
from yeshi.market.hours import Hours
from yeshi.market.serving import Serving

TUESDAY = 1
LATE = Hours(time(22), time(2))


@pytest.mark.parametrize(
    ("at", "served"),
    [
        ((24, 22), True), ((24, 21), False), ((25, 1), True), ((25, 22), False), ((24, 1), False),
    ],
)  # fmt: skip
def test_after_midnight_it_is_the_day_before(at: tuple[int, int], served: bool) -> None:
    """What is served on Tuesdays from ten until two is served on Wednesday at one."""
    moment = datetime(2026, 11, *at, tzinfo=CALENDAR.zone)
    assert Serving((TUESDAY,), LATE).at(CALENDAR, moment) is served


def test_all_through_the_week() -> None:
    """Where nothing is said."""
    assert all(Serving().at(CALENDAR, datetime(2026, 11, day, tzinfo=CALENDAR.zone))
               for day in range(20, 28))  # fmt: skip
