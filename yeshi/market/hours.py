"""Opening hours, which may pass midnight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from yeshi.base.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `opens` until `closes`, local time; equal times mean round the clock."""

    opens: time
    closes: time

    @property
    def is_all_day(self) -> bool:
        """Whether the door never shuts."""
        return self.opens == self.closes

    def open_at(self, now: datetime, calendar: Calendar) -> bool:
        """Whether the door is open at `now`; the closing minute itself is shut."""
        return self.open_by_clock(calendar.local(now).time())

    def open_by_clock(self, local: time) -> bool:
        """Whether the door is open at that time of day in the city."""
        if self.is_all_day:
            return True
        if self.opens < self.closes:
            return self.opens <= local < self.closes
        return local >= self.opens or local < self.closes

    def next_opening(self, now: datetime, calendar: Calendar) -> datetime:
        """The moment from which the door is open: `now` itself when it is."""
        if self.open_at(now, calendar):
            return now
        day = calendar.date_at(now)
        today = calendar.at(day, self.opens)
        return today if today > now else calendar.at(day + timedelta(days=1), self.opens)

    def next_closing(self, now: datetime, calendar: Calendar) -> datetime:
        """The moment at which the door shuts next; where it never does, the end of the day."""
        if self.is_all_day:
            return calendar.day_ends(calendar.business_day(now))
        day = calendar.date_at(now)
        today = calendar.at(day, self.closes)
        return today if today > now else calendar.at(day + timedelta(days=1), self.closes)

    def __str__(self) -> str:
        if self.is_all_day:
            return "24 h"
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


def last_closing(several: Iterable[Hours], local: time) -> time | None:
    """When the last of those shuts that are open at that time of day, and shut at all; None where
    none does."""
    there = [one for one in several if one.open_by_clock(local) and not one.is_all_day]
    # What shuts after midnight shuts later than what shuts before it.
    return max((one.closes for one in there), key=lambda at: (at <= local, at), default=None)
