"""Hours may pass midnight."""

from datetime import datetime, time

import pytest

from tests.builders import CALENDAR, LOCAL
from yeshi.market.hours import Hours, last_closing


@pytest.mark.parametrize(
    ("opens", "closes", "at", "is_open"),
    [
        ("17:00", "03:00", "16:59", False),
        ("17:00", "03:00", "17:00", True),
        ("17:00", "03:00", "23:59", True),
        ("17:00", "03:00", "02:59", True),
        ("17:00", "03:00", "03:00", False),
        ("10:00", "22:00", "21:59", True),
        ("10:00", "22:00", "22:00", False),
        ("00:00", "00:00", "04:00", True),
    ],
)
def test_open_at(opens: str, closes: str, at: str, is_open: bool) -> None:
    """The opening minute is open, the closing minute is shut."""
    hours = Hours(time.fromisoformat(opens), time.fromisoformat(closes))
    moment = datetime.combine(datetime(2026, 11, 24), time.fromisoformat(at), LOCAL)  # noqa: DTZ001
    assert hours.open_at(moment, CALENDAR) is is_open
    assert hours.open_at(hours.next_opening(moment, CALENDAR), CALENDAR)


def test_the_last_to_close_is_the_one_that_closes_after_midnight() -> None:
    """Of those that are open now and close at all; none where there are none."""
    evening, late, morning = (
        Hours(time(17), time(23)),
        Hours(time(18), time(3)),
        Hours(time(6), time(10)),
    )
    assert last_closing([evening, late, morning], time(20)) == time(3)
    assert last_closing([evening, late], time(1)) == time(3)
    assert last_closing([evening, morning], time(20)) == time(23)
    assert last_closing([evening, Hours(time(0), time(0))], time(20)) == time(23)
    assert last_closing([Hours(time(0), time(0))], time(20)) is None
    assert last_closing([evening], time(12)) is None
