"""For when one orders, on the page on which one pays: how it is read, and what is to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic_core import PydanticCustomError

from yeshi.base.calendar import QUARTER, Calendar
from yeshi.orders.wished import Wished
from yeshi.web.frame.fields import day, moment


@dataclass(frozen=True, slots=True)
class QuarterShown:
    """From when to when."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class LaterDay:
    """The times of a business day that can be chosen: `today` or another, each as it is sent."""

    day: date
    today: bool
    times: tuple[tuple[str, QuarterShown], ...]


def read_moment(written: str) -> datetime | None:
    """The moment that is written with its zone; None where none is."""
    try:
        return moment(written)
    except PydanticCustomError:
        return None


def read_day(written: str) -> date | None:
    """The day that is written; None where none is."""
    try:
        return day(written)
    except PydanticCustomError:
        return None


def later_days(
    times: Sequence[Wished], chosen: datetime | None, calendar: Calendar, now: datetime
) -> list[LaterDay]:
    """The times by business day, with that which is `chosen`, whether it can be had or not."""
    moments = {one.at for one in times} | ({chosen} if chosen else set())
    today, by_day = calendar.business_day(now), dict[date, list[datetime]]()
    for at in sorted(moments):
        by_day.setdefault(calendar.business_day(at), []).append(at)
    return [
        LaterDay(
            one,
            one == today,
            tuple(
                (calendar.local(at).isoformat(), QuarterShown(at, at + QUARTER)) for at in moments_
            ),
        )
        for one, moments_ in by_day.items()
    ]
