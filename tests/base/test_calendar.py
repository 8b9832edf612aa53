"""The business day turns at six."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import CALENDAR, LOCAL


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 24, 23, 40, tzinfo=LOCAL), date(2026, 11, 24)),
        (datetime(2026, 11, 25, 5, 59, tzinfo=LOCAL), date(2026, 11, 24)),
        (datetime(2026, 11, 25, 6, 0, tzinfo=LOCAL), date(2026, 11, 25)),
        (datetime(2026, 11, 24, 22, 30, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_a_night_belongs_to_the_date_on_which_it_began(at: datetime, day: date) -> None:
    """Also when the moment is given in another zone."""
    assert CALENDAR.business_day(at) == day


@pytest.mark.parametrize(
    ("hour", "night"), [(17, False), (18, True), (0, True), (5, True), (6, False)]
)
def test_night_trade_is_from_eighteen_to_six(hour: int, night: bool) -> None:
    """18:00 belongs to it, 06:00 does not."""
    assert CALENDAR.is_night(datetime(2026, 11, 24, hour, tzinfo=LOCAL)) is night
