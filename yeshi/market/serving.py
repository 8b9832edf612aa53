"""When a dish is on the menu: on which days of the week, and from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.market.hours import Hours

WEEK = tuple(range(7))


@dataclass(frozen=True, slots=True)
class Serving:
    """`days`: business days of the week, Monday is 0; `hours` None: all through the day."""

    days: tuple[int, ...] = WEEK
    hours: Hours | None = None

    def at(self, calendar: Calendar, now: datetime) -> bool:
        """Whether it is served at that moment; after midnight the day is still that of before."""
        if calendar.business_day(now).weekday() not in self.days:
            return False
        return self.hours is None or self.hours.open_at(now, calendar)
