"""Demand as place × time of night, fitted to recorded orders, and how well it fits.

The model: orders come by themselves (a Poisson process) at a rate that holds for half an hour;
each is of a counter by its share in the three hours around. A share in three hours is drawn towards
that of all hours as strongly as the orders themselves recommend (`pull`): where shares hold all
night, what differs by chance is not taken for a habit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yeshi.base.calendar import Calendar
from yeshi.base.errors import InputError
from yeshi.files.city import BLOCKS
from yeshi.geo.point import Point, metres_between
from yeshi.twin.rehearsal.recorded import RecordedOrder

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SLOTS = 48
# Orders by which a share in three hours may be drawn to that of all hours.
PULLS = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 3000.0, 10_000.0, 100_000.0)
QUANTILES = 21
ORDERS_MIN = 50
SEED = 20151101
DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Goodness:
    """How well the demand fits.

    `dispersion`: variance over mean of the orders in ten minutes, around the fitted rate; a Poisson
    process has 1. `arrivals_p`: the chance of waiting times as uneven as these (Kolmogorov and
    Smirnov, after rescaling time by the rate; Brown et al. 2002). `places_p`: the chance of counts
    by counter and three hours as uneven as these, if shares did not change (Pearson's χ²; counters
    with few orders are taken together). Bits an order of a half kept aside: `time_bits` for knowing
    the rate over nothing, `place_bits` for knowing the counters' shares besides, `block_bits` for
    knowing that they change.
    """

    dispersion: float
    arrivals_p: float
    places_p: float
    time_bits: float
    place_bits: float
    block_bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """`orders_a_minute` by half-hour from midnight; `by_block[i, b]`: orders of counter i in three
    hours b, drawn towards its share of all; quantiles of ways and of cooking."""

    counters: tuple[tuple[str, Point], ...]
    orders: int
    nights: int
    orders_a_minute: Floats
    by_block: Floats
    door_metres: Floats
    cook_s: Floats
    goodness: Goodness


def fit(orders: Sequence[RecordedOrder]) -> Fit:
    """The demand that the orders show; InputError when they are fewer than 50."""
    if len(orders) < ORDERS_MIN:
        raise InputError(f"{len(orders)} orders with a known readiness: {ORDERS_MIN} are needed")
    nights = {night: i for i, night in enumerate(sorted({one.night for one in orders}))}
    places = {one.counter: one.place for one in orders}
    number = {counter: i for i, counter in enumerate(sorted(places))}
    minute = np.array([one.minute % DAY_MIN for one in orders])
    night = np.array([nights[one.night] for one in orders])
    counter = np.array([number[one.counter] for one in orders])
    rate = rates(minute, len(nights))
    even = np.linspace(0, 1, QUANTILES)
    return Fit(
        counters=tuple((name, places[name]) for name in number),
        orders=len(orders),
        nights=len(nights),
        orders_a_minute=rate,
        # A block without orders keeps its shares: a scenario may give it a rate of its own.
        by_block=shares(counter, minute, len(number)) * np.maximum(blocks(minute), 1),
        door_metres=np.quantile([metres_between(one.place, one.door) for one in orders], even),
        cook_s=np.quantile([one.cook_s for one in orders], even),
        goodness=_goodness(minute, night, counter, rate, len(number)),
    )


def rates(minute: Floats, nights: int) -> Floats:
    """Orders a minute and night in each half-hour; shape (48,)."""
    counts = np.bincount((minute // 30).astype(np.int64), minlength=SLOTS)
    result: Floats = counts / (30.0 * nights)
    return result


def blocks(minute: Floats) -> Ints:
    """Orders in each three hours; shape (8,)."""
    return np.bincount((minute * BLOCKS // DAY_MIN).astype(np.int64), minlength=BLOCKS)


def shares(counter: Ints, minute: Floats, counters: int) -> Floats:
    """Each counter's share of each three hours; shape (counters, 8), columns sum to 1.

    (orders there + pull × its share of all) / (all orders then + pull).
    """
    counts = _counts(counter, minute, counters)
    overall = (counts.sum(axis=1, keepdims=True) + 0.5) / (counts.sum() + 0.5 * counters)
    strength = pull(counts)
    result: Floats = (counts + strength * overall) / (counts.sum(axis=0) + strength)
    return result


def pull(counts: Floats) -> float:
    """How strongly shares in three hours are drawn to those of all: the one of PULLS under which
    each order is likeliest by all the others (leaving one out); `counts` by counter and block."""
    there, of_counter = counts, counts.sum(axis=1, keepdims=True)
    then, every = counts.sum(axis=0), counts.sum()
    # Each order left out of its own counter, of its own three hours, and of all.
    rest = (of_counter - 1 + 0.5) / (every - 1 + 0.5 * len(counts))
    likelihood = [
        float((counts * np.log(np.maximum(there - 1 + k * rest, 1e-12) / (then - 1 + k))).sum())
        for k in PULLS
    ]
    return PULLS[int(np.argmax(likelihood))]


def _counts(counter: Ints, minute: Floats, counters: int) -> Floats:
    counts = np.zeros((counters, BLOCKS))
    np.add.at(counts, (counter, (minute * BLOCKS // DAY_MIN).astype(np.int64)), 1)
    return counts


def _goodness(minute: Floats, night: Ints, counter: Ints, rate: Floats, counters: int) -> Goodness:
    nights = int(night.max()) + 1
    time_bits, place_bits, block_bits = _bits(minute, counter, counters, nights)
    return Goodness(
        dispersion=_dispersion(minute, night, rate, nights),
        arrivals_p=_arrivals_p(minute, night, rate, nights),
        places_p=_places_p(minute, counter, counters),
        time_bits=time_bits,
        place_bits=place_bits,
        block_bits=block_bits,
    )


def _dispersion(minute: Floats, night: Ints, rate: Floats, nights: int) -> float:
    """Pearson's χ² of the counts in ten minutes over its degrees of freedom."""
    tens = np.zeros((nights, SLOTS * 3))
    np.add.at(tens, (night, (minute // 10).astype(np.int64)), 1)
    expected = np.repeat(rate * 10.0, 3)
    open_ = expected > 0
    chi2 = float((((tens - expected) ** 2)[:, open_] / expected[open_]).sum())
    freedom = nights * int(open_.sum()) - int((rate > 0).sum())
    return chi2 / max(1, freedom)


def _arrivals_p(minute: Floats, night: Ints, rate: Floats, nights: int) -> float:
    """Waiting times in units of the fitted rate are exponential with mean 1."""
    chance = np.random.default_rng(SEED)
    # Records in whole minutes are spread over their minute.
    spread = minute + np.where(minute == np.floor(minute), chance.random(len(minute)), 0.0)
    grown = np.concatenate([[0.0], np.cumsum(rate * 30.0)])
    slot = np.minimum((spread // 30).astype(np.int64), SLOTS - 1)
    rescaled = grown[slot] + rate[slot] * (spread - slot * 30.0)
    waits = np.concatenate([np.diff(np.sort(rescaled[night == one])) for one in range(nights)])
    from scipy import stats

    return float(stats.kstest(waits, "expon").pvalue)


def _places_p(minute: Floats, counter: Ints, counters: int) -> float:
    """Independence of counter and three hours."""
    counts = _counts(counter, minute, counters)
    counts = counts[:, counts.sum(axis=0) >= 0.02 * counts.sum()]
    smallest = counts.sum(axis=0).min() / counts.sum()
    few = counts.sum(axis=1) * smallest < 5.0
    pooled = np.vstack([counts[~few], counts[few].sum(axis=0)])
    pooled = pooled[pooled.sum(axis=1) > 0]
    if min(pooled.shape) < 2:
        return 1.0
    from scipy import stats

    return float(stats.chi2_contingency(pooled).pvalue)


def _bits(minute: Floats, counter: Ints, counters: int, nights: int) -> tuple[float, float, float]:
    """Gains in log2-likelihood an order of a random half, of a demand fitted to the other half."""
    chance = np.random.default_rng(SEED)
    kept = chance.random(len(minute)) < 0.5
    seen, asked = ~kept, kept
    # A tenth of an order everywhere, so that an hour without any is not held impossible.
    rate = rates(minute[seen], nights) + 0.1 / (30.0 * nights)
    when = rate / (rate.sum() * 30.0)
    slot = (minute[asked] // 30).astype(np.int64)
    block = (minute[asked] * BLOCKS // DAY_MIN).astype(np.int64)
    who = counter[asked]
    totals = np.bincount(counter[seen], minlength=counters) + 0.5
    overall = totals / totals.sum()
    then = shares(counter[seen], minute[seen], counters)
    time = float(np.log2(when[slot] * DAY_MIN).mean())
    place = float(np.log2(overall[who] * counters).mean())
    return time, place, float(np.log2(then[who, block] / overall[who]).mean())


def as_toml(fitted: Fit, source: str, calendar: Calendar, currency: str) -> str:
    """The fit as the file that a scenario names with `fitted`; its city keeps that calendar."""

    def row(values: Floats, digits: int) -> str:
        return "[" + ", ".join(f"{value:.{digits}f}" for value in values) + "]"

    lines = [
        "# Demand fitted to recorded orders by `yeshi fit`; a scenario takes it with",
        '# fitted = "this file". Rates are orders a minute by half-hour from midnight.',
        f"source = {_quoted(source)}",
        f"time_zone = {_quoted(calendar.zone.key)}",
        f"day_turns = {calendar.turns_at:%H:%M:%S}",
        f"currency = {_quoted(currency)}",
        f"nights = {fitted.nights}",
        f"orders = {fitted.orders}",
        f"orders_a_minute = {row(fitted.orders_a_minute, 4)}",
        f"door_metres = {row(fitted.door_metres, 0)}",
        f"cook_s = {row(fitted.cook_s, 0)}",
        "# id, degrees east, degrees north, orders in each three hours from midnight",
        "counters = [",
    ]
    for (name, place), orders in zip(fitted.counters, fitted.by_block, strict=True):
        lines.append(f"  [{_quoted(name)}, {place.x:.6f}, {place.y:.6f}, {row(orders, 2)}],")
    good = fitted.goodness
    lines += ["]", "", "[goodness]"]
    lines += [f"{name} = {getattr(good, name):.6g}" for name in Goodness.__slots__]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
