"""Cities struck by a shock, with an effect of going online that is known: to test what finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from yeshi.observatory.recovery.trade import NEVER, Floats, Trade

MONDAY = date(2026, 1, 5)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Shock:
    """A made-up shock, and the effect of going online during it.

    In week `begins` the city falls to 1 - `depth` of what is usual and comes back with a half-life
    of `half_life` weeks. Who goes online sells `effect` of what is usual more from then on.
    `selection`: by how much larger businesses are the likelier to go (0: not at all).
    """

    weeks: int = 40
    begins: int = 16
    depth: float = 0.5
    half_life: float = 5.0
    effect: float = 0.2
    selection: float = 0.5
    businesses: int = 150
    orders_a_week: float = 120.0
    noise: float = 0.15


def shocked_city(shock: Shock, seed: int) -> Trade:
    """Orders by business and week; the same seed gives the same city.

    Each business has its size, its own slow ups and downs (first-order, half carried over), and
    orders that come by themselves (Poisson). Half of them go online in the eight weeks after the
    shock, the larger ones sooner; what they would have sold otherwise follows the same course.
    """
    chance = np.random.default_rng(seed)
    count, weeks = shock.businesses, shock.weeks
    size = np.exp(chance.normal(0.0, 0.5, count))
    week = np.arange(weeks)
    fallen = np.where(
        week < shock.begins,
        0.0,
        shock.depth * 0.5 ** ((week - shock.begins) / shock.half_life),
    )
    city = 1.0 - fallen + _carried(chance, 1, weeks, 0.03)[0]
    leaning = shock.selection * np.log(size) + chance.normal(0.0, 1.0, count)
    goes = leaning > np.median(leaning)
    online = np.where(goes, shock.begins + chance.integers(1, 9, count), NEVER)
    more = shock.effect * ((online[:, None] >= 0) & (week[None, :] >= online[:, None]))
    level = np.maximum(0.0, city + more + _carried(chance, count, weeks, shock.noise))
    orders = chance.poisson(shock.orders_a_week * size[:, None] * level).astype(np.float64)
    return Trade(
        tuple(f"b{number:03}" for number in range(count)),
        tuple(MONDAY + WEEK * number for number in range(weeks)),
        orders,
        online.astype(np.int64),
    )


def _carried(chance: np.random.Generator, count: int, weeks: int, deviation: float) -> Floats:
    """Ups and downs of that deviation, half of each carried over to the next week."""
    noise = chance.normal(0.0, deviation * np.sqrt(1 - 0.5**2), (count, weeks))
    noise[:, 0] = chance.normal(0.0, deviation, count)
    for week in range(1, weeks):
        noise[:, week] += 0.5 * noise[:, week - 1]
    return noise
