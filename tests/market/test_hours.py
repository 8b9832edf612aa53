"""Hours may pass midnight."""

from datetime import datetime, time

import pytest

from tests.builders import CALENDAR, LOCAL
from yeshi.market.hours import Hours


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
