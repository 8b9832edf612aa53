"""How lively each day of the made-up past was: seasons, weekdays, holidays, growth, and a shock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from yeshi.base.errors import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WEEKS = 104
# The hour at which the business day turns.
TURNS = 6
# From Monday to Sunday.
BY_WEEKDAY = (0.93, 0.92, 0.94, 0.97, 1.08, 1.12, 1.04)
# Summer nights are the liveliest: by so much above the year's mean, around this day of the year.
SUMMER, SUMMER_DAY = 0.10, 200
HOLIDAY, EVE = 1.22, 1.08
# Kitchens go home for the Spring Festival: its first three days.
FESTIVAL, FESTIVAL_DAYS = 0.55, 3
GROWTH_FROM = 0.82
# The shock: so many weeks before the last, so many weeks of closure, and a half-life of what is
# lost from then on; who delivers loses less than who waits at the counter.
SHOCK_WEEKS_AGO, CLOSED_WEEKS, HALF_LIFE_WEEKS = 34, 5, 4.0
LOST_ONLINE, LOST_AT_COUNTER = 0.34, 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of the past; all arrays of shape (D,).

    `lively`: trade against what is usual at the end of the past, without the shock; `online`,
    `at_counter`: what the shock left of it, to who delivers and to who does not.
    """

    first: date
    days: NDArray[np.datetime64]
    lively: Floats
    online: Floats
    at_counter: Floats
    shock_began: date
    shock_ended: date

    @property
    def last(self) -> date:
        """The last day of the past."""
        return self.first + timedelta(days=len(self.days) - 1)

    @property
    def mondays(self) -> NDArray[np.datetime64]:
        """Each day's Monday."""
        since = (np.arange(len(self.days)) // 7) * 7
        mondays: NDArray[np.datetime64] = self.days[since]
        return mondays

    def number(self, day: date) -> int:
        """Which day of the past it is, from 0."""
        return (day - self.first).days


def days_before(city_begins: date, seed: int, weeks: int = WEEKS) -> Days:
    """Whole weeks and the days since, up to the day before `city_begins`; the first is a Monday."""
    last = city_begins - timedelta(days=1)
    monday = city_begins - timedelta(days=city_begins.weekday())
    first = monday - timedelta(weeks=weeks)
    count = (last - first).days + 1
    days = np.datetime64(first) + np.arange(count)
    began, ended = shock_before(city_begins, weeks)
    lost = _lost(count, (began - first).days)
    lively = _usual(first, count) * _holidays(first, count) * _wavering(count, seed)
    return Days(
        first=first,
        days=days,
        lively=lively / lively[-28:].mean(),
        online=1 - LOST_ONLINE * lost,
        at_counter=1 - LOST_AT_COUNTER * lost,
        shock_began=began,
        shock_ended=ended,
    )


def shock_before(city_begins: date, weeks: int = WEEKS) -> tuple[date, date]:
    """The first and the last day of the shock in the past of a city that begins on that day."""
    monday = city_begins - timedelta(days=city_begins.weekday())
    began = monday - timedelta(weeks=min(SHOCK_WEEKS_AGO, weeks // 2))
    return began, began + timedelta(weeks=CLOSED_WEEKS, days=-1)


def _usual(first: date, count: int) -> Floats:
    number = np.arange(count)
    day_of_year = first.timetuple().tm_yday + number
    season = 1 + SUMMER * np.cos(2 * np.pi * (day_of_year - SUMMER_DAY) / 365.25)
    weekday = np.array(BY_WEEKDAY)[number % 7]
    growth = np.exp(np.log(GROWTH_FROM) * (1 - number / count))
    usual: Floats = season * weekday * growth
    return usual


def _holidays(first: date, count: int) -> Floats:
    """What public holidays, and the evenings before them, do to trade; the city's are China's."""
    try:
        from holidays.countries.china import China
    except ImportError:
        raise InputError("the demo city's past needs holidays: pip install 'yeshi[city]'") from None
    years = range(first.year, first.year + count // 365 + 2)
    free = China(years=years, language="zh_CN")
    effect = np.ones(count)
    festival = 0
    for day in sorted(free):
        number = (day - first).days
        is_festival = "春节" in free[day]
        festival = festival + 1 if is_festival else 0
        closed = is_festival and festival <= FESTIVAL_DAYS
        if 0 <= number < count:
            effect[number] = FESTIVAL if closed else HOLIDAY
        if 0 < number <= count and effect[number - 1] == 1:
            effect[number - 1] = EVE
    return effect


def _wavering(count: int, seed: int) -> Floats:
    """Ups and downs of the whole city by day, half of each carried over to the next."""
    noise = np.random.default_rng((seed, 1)).normal(0.0, 0.03, count)
    for day in range(1, count):
        noise[day] += 0.5 * noise[day - 1]
    return np.exp(noise)


def _lost(count: int, began: int) -> Floats:
    """The part (0 to 1) of the shock's depth that is felt on each day."""
    weeks = (np.arange(count) - began) / 7
    closed = np.minimum(1.0, 0.7 + 0.3 * weeks)
    after = 0.5 ** ((weeks - CLOSED_WEEKS) / HALF_LIFE_WEEKS)
    lost: Floats = np.where(weeks < 0, 0.0, np.where(weeks < CLOSED_WEEKS, closed, after))
    return lost
