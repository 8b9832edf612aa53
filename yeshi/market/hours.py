"""Opening hours, which may pass midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from yeshi.base.clock import LOCAL


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `opens` until `closes`, local time; equal times mean round the clock."""

    opens: time
    closes: time

    def open_at(self, now: datetime) -> bool:
        """Whether the door is open at `now`; the closing minute itself is shut."""
        local = now.astimezone(LOCAL).time()
        if self.opens == self.closes:
            return True
        if self.opens < self.closes:
            return self.opens <= local < self.closes
        return local >= self.opens or local < self.closes

    def next_opening(self, now: datetime) -> datetime:
        """The moment from which the door is open: `now` itself when it is."""
        if self.open_at(now):
            return now
        local = now.astimezone(LOCAL)
        today = datetime.combine(local.date(), self.opens, LOCAL)
        return today if today > local else today + timedelta(days=1)

    def __str__(self) -> str:
        if self.opens == self.closes:
            return "24 h"
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"
