"""What businesses took, week by week: the data that recovery is read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from yeshi.base.errors import TooFew

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# `online` of a business that never went online.
NEVER = -1
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Trade:
    """n businesses over T periods: `values` of shape (n, T) in whatever unit, at least 0.

    NaN where nothing is told of a business any more; of each, what is told is told without a gap.
    `online`: the first period in which a business delivered through the Internet, or NEVER.
    `groups`: what each belongs to, by name (district, sector), for a curve of its own.
    """

    businesses: tuple[str, ...]
    periods: tuple[date, ...]
    values: Floats
    online: Ints
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, day: date) -> int:
        """The period in which a day falls; InputError when the data do not reach it."""
        if not self.periods or day < self.periods[0]:
            first = self.periods[0] if self.periods else None
            raise TooFew("begins", first=first, day=day)
        found = int(np.searchsorted(np.array(self.periods), np.array(day), side="right")) - 1
        if found == len(self.periods) - 1 and len(self.periods) > 1:
            length = self.periods[-1] - self.periods[-2]
            if day >= self.periods[-1] + length:
                raise TooFew("ends", day=day, last=self.periods[-1])
        return found

    def while_all_are_told(self) -> Trade:
        """The first periods, in which every business is told of."""
        count = int((~np.isnan(self.values)).all(axis=0).sum())
        # Who went online later never did in them.
        online = np.where(self.online >= count, NEVER, self.online)
        return replace(
            self, periods=self.periods[:count], values=self.values[:, :count], online=online
        )

    def traded_before(self, at: int, least: int) -> Trade:
        """Those who traded in `least` periods before `at`: others have nothing to lose.

        TooFew where nobody did.
        """
        traded = (self.values[:, :at] > 0).sum(axis=1) >= least
        if not traded.any():
            raise TooFew("traded", least=least)
        return Trade(
            tuple(n for n, keep in zip(self.businesses, traded, strict=True) if keep),
            self.periods, self.values[traded], self.online[traded],
            {kind: tuple(n for n, keep in zip(of, traded, strict=True) if keep)
             for kind, of in self.groups.items()},
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Takings:
    """What a business took in a week, in units of the currency; `week` is its Monday.

    `online`: the first day on which it delivered through the Internet, as far as is known here.
    """

    business: str
    week: date
    trade: float
    sector: str
    district: str
    online: date | None


def weekly(told: Iterable[Takings], ours: Iterable[Takings], this_week: date) -> Trade | None:
    """What businesses took in each full week before `this_week`; None without one.

    `told`: from imported panels, several of a week are added up. `ours`: from the platform's own
    record. Where both tell of a business and week, the own record counts; what it is and where, is
    the own record's word; online since the earlier day. In weeks after the panels' last those who
    are on the platform go on by its record; of the others nothing is told then (NaN), for they did
    not take nothing.
    """
    took: dict[str, dict[date, float]] = {}
    about: dict[str, Takings] = {}
    online: dict[str, date] = {}
    for one in told:
        of_week = took.setdefault(one.business, {})
        of_week[one.week] = of_week.get(one.week, 0.0) + one.trade
        about[one.business] = one
        if one.online is not None:
            online[one.business] = one.online
    until = max((week for one in took.values() for week in one), default=this_week)
    ours = list(ours)
    for one in ours:
        took.setdefault(one.business, {})[one.week] = one.trade
        about[one.business] = one
        if one.online is not None:
            online[one.business] = min(one.online, online.get(one.business, one.online))
    own = {one.business for one in ours}
    weeks = sorted({w for one in took.values() for w in one if w < this_week})
    if not weeks:
        return None
    periods = [weeks[0] + WEEK * n for n in range((weeks[-1] - weeks[0]).days // 7 + 1)]
    names = sorted(took)
    return Trade(
        tuple(names), tuple(periods),
        np.array([
            [took[name].get(week, 0.0 if week <= until or name in own else np.nan)
             for week in periods]
            for name in names
        ]),
        np.array([_first(online.get(name), periods) for name in names], np.int64),
        {"sector": tuple(about[name].sector or "other" for name in names),
         "district": tuple(about[name].district or "–" for name in names)},
    )  # fmt: skip


def _first(day: date | None, periods: list[date]) -> int:
    """The period in which that day is, the first for any day before; NEVER after the last."""
    if day is None or day >= periods[-1] + WEEK:
        return NEVER
    return max(0, (day - periods[0]).days // 7)
