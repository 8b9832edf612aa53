"""The course of the made-up past: holidays, a shock, and today's level at its end."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tests.twin.demo.past.made import BEGINS, by_day, past
from yeshi.twin.demo.past.days import days_before

pytest.importorskip("holidays")


def test_the_shock_is_deep_and_the_last_weeks_are_as_the_live_city() -> None:
    """Trade falls by a third at least in it, and ends at the level of the crowd of today."""
    sold = by_day(past().tables["sales"], "sold_fen")
    began = past().days.shock_began

    def mean(since: date, days: int) -> float:
        return sum(sold[since + timedelta(days=n)] for n in range(days)) / days

    assert mean(began + timedelta(days=7), 14) < 0.72 * mean(began - timedelta(days=14), 14)
    orders = np.asarray(past().tables["sales"]["day"])
    parts = np.asarray(past().tables["sales"]["part"])
    last = parts[orders > np.datetime64(BEGINS) - 29].sum() / 28
    assert 560 < last < 780


def test_kitchens_go_home_for_the_spring_festival() -> None:
    """And are fuller on the National Day, by the calendar of the country."""
    days = days_before(BEGINS, 1)
    festival = days.lively[days.number(date(2026, 2, 17))]
    assert festival < 0.75 * days.lively[days.number(date(2026, 2, 3))]
    assert days.lively[days.number(date(2026, 10, 1))] > days.lively[days.number(date(2026, 9, 24))]
