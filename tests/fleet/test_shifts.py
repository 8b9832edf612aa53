"""Which shifts can be planned, and how long they are."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.records import EVENING, fen
from yeshi.base.refused import Refused
from yeshi.fleet.shifts import SHIFT_S_MAX, Shift, ShiftUnclear, plan
from yeshi.geo.point import Point


def shift(seconds: int) -> Shift:
    """A shift that begins in the evening and ends so many seconds later."""
    return Shift(
        id="sh",
        courier="x",
        on_at=EVENING,
        off_at=EVENING + timedelta(seconds=seconds),
        starts_at=Point(0, 0),
        per_order=fen(700),
        per_hour=fen(2000),
        earned=fen(0),
        top_up=fen(0),
    )


@pytest.mark.parametrize("seconds", [1, 3600, SHIFT_S_MAX - 1, SHIFT_S_MAX])
def test_a_shift_of_up_to_a_day_can_be_planned(seconds: int) -> None:
    """From one second to twenty-four hours."""
    planned = shift(seconds)
    assert plan(planned) is None
    assert planned.duty_s == seconds


@pytest.mark.parametrize("seconds", [0, -1, -SHIFT_S_MAX, SHIFT_S_MAX + 1, 100 * SHIFT_S_MAX])
def test_a_shift_that_ends_before_it_begins_or_too_late_is_refused(seconds: int) -> None:
    """With both its times, so that they can be mended."""
    planned = shift(seconds)
    reason = ShiftUnclear(planned.on_at.isoformat(), planned.off_at.isoformat())
    assert plan(planned) == Refused(reason)


def test_duty_is_time_that_passed_whatever_the_clocks_on_the_wall_say() -> None:
    """Begin and end in different zones."""
    there = ZoneInfo("America/New_York")
    abroad = Shift(
        id="sh",
        courier="x",
        on_at=EVENING,
        off_at=(EVENING + timedelta(hours=2)).astimezone(there),
        starts_at=Point(0, 0),
        per_order=fen(700),
        per_hour=fen(2000),
        earned=fen(0),
        top_up=fen(0),
    )
    assert abroad.duty_s == 7200
