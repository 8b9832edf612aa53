"""A clock that follows another goes with it, and never back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic

from yeshi.adapters.clocks import ScaledClock

EVENING = datetime(2026, 11, 26, 11, tzinfo=UTC)


def test_a_clock_goes_by_the_one_it_follows() -> None:
    """From that one's moment on, at its own speed."""
    clock = ScaledClock(EVENING, speed=3600.0)
    clock.follow(EVENING + timedelta(days=1), monotonic() - 1.0)
    assert clock.now() >= EVENING + timedelta(days=1, hours=1)


def test_a_clock_stands_where_the_one_it_follows_is_behind() -> None:
    """Until that one has come as far."""
    clock = ScaledClock(EVENING)
    clock.follow(EVENING - timedelta(hours=1), monotonic())
    assert clock.now() == EVENING
    clock.follow(EVENING + timedelta(hours=1), monotonic())
    assert clock.now() >= EVENING + timedelta(hours=1)
