"""A city's time: its zone, the hour at which its business day turns, and when its night begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yeshi.base.errors import InputError

QUARTER = timedelta(minutes=15)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a city reads a moment.

    The business day of `turns_at` 06:00 is the date on which its night began: at 05:59 it is still
    yesterday's. Days are told by the clock on the wall, so that a day on which clocks are changed
    has 23 or 25 hours. Moments are kept and reckoned with in UTC, and turned to the city's time
    only to be read: within a zone, Python's arithmetic is the wall's, and misses that hour.
    """

    zone: ZoneInfo
    turns_at: time = time(6)
    night_begins: time = time(18)

    def local(self, moment: datetime) -> datetime:
        """The moment as the city's clocks show it."""
        return moment.astimezone(self.zone)

    def date_at(self, moment: datetime) -> date:
        """The date on the city's wall at the moment; it turns at midnight."""
        return self.local(moment).date()

    def business_day(self, moment: datetime) -> date:
        """The date on which the night of the moment began: the day between whose ends it lies."""
        turn = timedelta(hours=self.turns_at.hour, minutes=self.turns_at.minute)
        day = (self.local(moment) - turn).date()
        # Where clocks are changed over the turn itself, the wall alone would tell a day twice.
        if moment < self.day_begins(day):
            return day - timedelta(days=1)
        while moment >= self.day_ends(day):
            day += timedelta(days=1)
        return day

    def at(self, day: date, on_the_clock: time) -> datetime:
        """The moment at which the city's clocks show that time on that date.

        Where clocks are put back and show it twice, the first; where they are put forward and
        never show it, as much later as they are put.
        """
        return datetime.combine(day, on_the_clock, self.zone).astimezone(UTC)

    def day_begins(self, day: date) -> datetime:
        """The moment at which the business day begins."""
        return self.at(day, self.turns_at)

    def day_ends(self, day: date) -> datetime:
        """The moment at which the next business day begins."""
        return self.day_begins(day + timedelta(days=1))

    def is_night(self, moment: datetime) -> bool:
        """Whether the moment is in the night trade: from its beginning until the day turns."""
        day = self.business_day(moment)
        after_midnight = self.night_begins <= self.turns_at
        return moment >= self.at(day + timedelta(days=after_midnight), self.night_begins)

    @property
    def hours(self) -> tuple[int, ...]:
        """The hours of the clock in the order of the business day, such as 6 to 23 and 0 to 5."""
        first = self.turns_at.hour
        return (*range(first, 24), *range(first))

    def hour_is_night(self, hour: int) -> bool:
        """Whether that hour of the clock begins in the night trade."""
        after = [(one - self.turns_at.hour) % 24 for one in (hour, self.night_begins.hour)]
        return self.night_begins != self.turns_at and after[0] >= after[1]


def quarter_of(moment: datetime) -> datetime:
    """When the quarter of an hour begins in which the moment is."""
    # Clocks differ by whole quarters everywhere, so that those of UTC are the city's.
    return moment - (in_utc(moment) - _EPOCH) % QUARTER


def next_quarter(moment: datetime) -> datetime:
    """The moment itself where a quarter begins with it, else when the next one begins."""
    begun = quarter_of(moment)
    return begun if begun == moment else begun + QUARTER


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC: two moments of one zone are subtracted by its wall's clock."""
    return moment.astimezone(UTC)


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that name in the IANA database, such as Asia/Urumqi; else InputError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(f"there is no time zone {name!r}; one is Asia/Urumqi") from None
