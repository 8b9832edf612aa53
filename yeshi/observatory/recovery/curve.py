"""The performance curve through a shock: depth, time to recover, the resilience triangle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yeshi.base.errors import TooFew
from yeshi.observatory.recovery.trade import Floats

# Fewer businesses say nothing of a group; fewer periods before the shock, nothing of what is usual.
BUSINESSES_LEAST = 10
BEFORE_LEAST = 4
# What is usual is the mean of so many periods before the shock, if there are as many.
BEFORE_MOST = 8
# A group has recovered when it is back at this share of what is usual, and stays for two periods.
RECOVERED = 0.95
STAYS = 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval; `value` None: it did not come to that within the data.

    `share` of the resampled cities came to it; the interval is of those.
    """

    value: float | None
    least: float | None
    most: float | None
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A group through a shock; `performance`, `least` and `most` by period, 1 what is usual.

    `depth`: how much was lost at the worst, 0 to 1. `periods_to_recover` from the shock's first.
    `triangle`: what was lost until recovered, in periods of usual trade (Bruneau et al., 2003).
    `area`: mean performance from the shock to the end of the data.
    """

    businesses: int
    performance: Floats
    least: Floats
    most: Floats
    depth: Estimate
    periods_to_recover: Estimate
    triangle: Estimate
    area: Estimate


def curve(values: Floats, shock: int, draws: int = 1000, seed: int = 1) -> Curve:
    """The curve of n businesses over T periods, shape (n, T), with a shock in period `shock`.

    Performance is the sum over businesses over its mean before the shock; once some are not told of
    any more (NaN), of the others over what was usual of these. The curve ends with the last period
    in which enough are told of. Intervals: percentiles over cities of as many businesses, drawn
    with replacement. TooFew where the data are too few to say anything.
    """
    count = len(values)
    if count < BUSINESSES_LEAST:
        raise TooFew("curve", count=count, least=BUSINESSES_LEAST)
    if shock < BEFORE_LEAST:
        raise TooFew("usual", periods=shock, least=BEFORE_LEAST)
    told = ~np.isnan(values)
    periods = int((told.sum(axis=0) >= BUSINESSES_LEAST).sum())
    if shock >= periods:
        raise TooFew("after")
    told, took = told[:, :periods], np.nan_to_num(values[:, :periods])
    each = took[:, max(0, shock - BEFORE_MOST) : shock].mean(axis=1)
    usual = each[:, None] * told
    if (usual.sum(axis=0) <= 0).any():
        raise TooFew("no_trade")
    own, drawn = took.sum(axis=0) / usual.sum(axis=0), _drawn(took, usual, draws, seed)
    least, most = np.quantile(drawn, [0.025, 0.975], axis=0)
    back, backs = recovered(own, shock), [recovered(one, shock) for one in drawn]
    lost = [triangle(one, shock, end) for one, end in zip(drawn, backs, strict=True)]
    return Curve(
        businesses=count,
        performance=own,
        least=least,
        most=most,
        depth=_estimate(depth(own, shock), [depth(one, shock) for one in drawn]),
        periods_to_recover=_estimate(back, backs),
        triangle=_estimate(triangle(own, shock, back), lost),
        area=_estimate(float(own[shock:].mean()), drawn[:, shock:].mean(axis=1).tolist()),
    )


def _drawn(took: Floats, usual: Floats, draws: int, seed: int) -> Floats:
    """The performance of cities of as many businesses, drawn anew; those with trade to compare."""
    count = len(took)
    chance = np.random.default_rng(seed)
    times = chance.multinomial(count, np.full(count, 1 / count), size=draws).astype(np.float64)
    of_usual = times @ usual
    there = (of_usual > 0).all(axis=1)
    found: Floats = (times @ took)[there] / of_usual[there]
    return found


def depth(performance: Floats, shock: int) -> float:
    """How much was lost in the worst period; 0 if nothing was."""
    return max(0.0, 1.0 - float(performance[shock:].min()))


def recovered(performance: Floats, shock: int) -> float | None:
    """Periods from the shock until RECOVERED is reached and kept for STAYS; None if never.

    0 where the shock never took the group below it.
    """
    below = performance[shock:] < RECOVERED
    if not below.any():
        return 0.0
    for period in range(int(np.argmax(below)) + 1, len(below) - STAYS + 1):
        if not below[period : period + STAYS].any():
            return float(period)
    return None


def triangle(performance: Floats, shock: int, until: float | None) -> float:
    """The area between what is usual and the curve, until recovered or the end of the data."""
    end = len(performance) if until is None else shock + int(until)
    return float(np.maximum(0.0, 1.0 - performance[shock:end]).sum())


def _estimate(value: float | None, drawn: list[float] | list[float | None]) -> Estimate:
    known = [one for one in drawn if one is not None]
    if not known:
        return Estimate(value, None, None, 0.0)
    least, most = np.quantile(known, [0.025, 0.975])
    return Estimate(value, float(least), float(most), len(known) / len(drawn))
