"""The night's share of trade, and by which count of people a district is told."""

from __future__ import annotations

from datetime import date

from tests.builders import CALENDAR
from yeshi.observatory.facts import Facts
from yeshi.observatory.night import Counted, latest_counts, night_share


def test_the_share_of_the_night_is_of_what_was_sold() -> None:
    """None where nothing was: no trade is not a share of zero."""
    facts = Facts(calendar=CALENDAR, day=date(2026, 11, 24))
    assert night_share(facts) is None
    facts.trade_night_fen, facts.trade_day_fen = 300, 100
    assert night_share(facts) == 0.75


def test_the_latest_count_of_people_that_is_not_of_the_future() -> None:
    """In whatever order they come."""
    counts = [("east", Counted(2025, 10)), ("east", Counted(2020, 5)), ("east", Counted(2030, 99)),
              ("west", Counted(2030, 7))]  # fmt: skip
    assert latest_counts(counts, 2026) == {"east": Counted(2025, 10)}
    assert latest_counts(reversed(counts), 2026) == {"east": Counted(2025, 10)}
