"""The city's time: its zone, and the business day that turns at 06:00 local."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
DAY_TURNS = time(6, 0)
NIGHT_BEGINS = time(18, 0)
_TURN = timedelta(hours=DAY_TURNS.hour)


def business_day(at: datetime) -> date:
    """The date on which the night of the moment `at` began."""
    return (at.astimezone(LOCAL) - _TURN).date()


def day_begins(day: date) -> datetime:
    """The moment at which the business day `day` begins (06:00 local)."""
    return datetime.combine(day, DAY_TURNS, LOCAL)


def day_ends(day: date) -> datetime:
    """The moment at which the next business day begins."""
    return day_begins(day + timedelta(days=1))


def is_night(at: datetime) -> bool:
    """Whether `at` is in the night trade, 18:00 to 06:00 local."""
    local = at.astimezone(LOCAL).time()
    return local >= NIGHT_BEGINS or local < DAY_TURNS


def seconds(duration_s: float) -> timedelta:
    """A duration of `duration_s` seconds."""
    return timedelta(seconds=duration_s)
