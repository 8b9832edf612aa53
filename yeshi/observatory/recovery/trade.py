"""What businesses took, week by week: the data that recovery is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from yeshi.base.errors import TooFew

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# `online` of a business that never went online.
NEVER = -1


@dataclass(frozen=True, slots=True)
class Trade:
    """n businesses over T periods: `values` of shape (n, T) in whatever unit, at least 0.

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
