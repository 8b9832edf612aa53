"""Shocks that the data propose: when trade broke, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from yeshi.base.errors import InputError, TooFew
from yeshi.observatory.recovery.trade import Floats, Ints

# Two breaks are so many periods apart at least.
APART = 4
# A break costs this many times the noise's variance times the logarithm of the length. BIC's 2 is
# for independent noise, measured as it is; where half of a week carries over to the next, steps
# between neighbours tell half of its variance, and means vary by three times as much.
PENALTY = 12.0
# Draws find the same break when theirs is no farther off.
NEAR = 1


@dataclass(frozen=True, slots=True)
class Break:
    """Trade broke in `period`, by `change` of what it was (-0.4: two fifths less).

    `confidence`: the share of cities with the same noise in another sequence in which a break is
    found there too.
    """

    period: int
    change: float
    confidence: float


def breaks(total: Floats, draws: int = 200, seed: int = 1) -> list[Break]:
    """Where the level of a group's trade by period changed, the earliest first.

    Pruned exact search (PELT, Killick et al. 2012, by ruptures) on the logarithm of trade;
    confidence by drawing the residuals anew in blocks of four. InputError where ruptures is
    missing, or the data are too short.
    """
    if len(total) < 4 * APART:
        raise TooFew("breaks", periods=len(total), least=4 * APART)
    level = np.log(np.maximum(total, 1.0))
    found = _found(level)
    if not found:
        return []
    fitted = _levels(level, found)
    residuals = level - fitted
    chance = np.random.default_rng(seed)
    hits = np.zeros(len(found))
    for _ in range(draws):
        again = _found(fitted + _shuffled(residuals, chance))
        hits += [any(abs(one - other) <= NEAR for other in again) for one in found]
    steps = [float(np.exp(fitted[one] - fitted[one - 1]) - 1) for one in found]
    return [
        Break(one, step, float(hit) / draws)
        for one, step, hit in zip(found, steps, hits.tolist(), strict=True)
    ]


def _found(level: Floats) -> list[int]:
    try:
        from ruptures import Pelt
    except ImportError:
        raise InputError("breaks need ruptures: pip install 'yeshi[city]'") from None
    # The noise, from the steps between neighbours: a break is one step of many.
    noise = float(np.median(np.abs(np.diff(level)))) / 0.6745 / np.sqrt(2)
    penalty = PENALTY * max(noise, 1e-6) ** 2 * float(np.log(len(level)))
    search = Pelt(model="l2", min_size=APART, jump=1).fit(level)
    search.cost.error = _squares(level)
    return [int(one) for one in search.predict(pen=penalty)[:-1]]


def _squares(level: Floats) -> Callable[[int, int], float]:
    """The squared distance of a stretch from its mean, as ruptures' l2 tells it.

    By sums from the beginning: ruptures sums each stretch anew, which is five sixths of the time.
    """
    about = level - level.mean()
    sums = np.concatenate([[0.0], np.cumsum(about)]).tolist()
    squares = np.concatenate([[0.0], np.cumsum(about**2)]).tolist()

    def of(start: int, end: int) -> float:
        moved: float = sums[end] - sums[start]
        whole: float = squares[end] - squares[start]
        return max(0.0, whole - moved * moved / (end - start))

    return of


def _levels(level: Floats, found: list[int]) -> Floats:
    parts = np.split(level, found)
    return np.concatenate([np.full(len(part), part.mean()) for part in parts])


def _shuffled(residuals: Floats, chance: np.random.Generator) -> Floats:
    begins: Ints = chance.integers(0, len(residuals) - APART + 1, -(-len(residuals) // APART))
    drawn = np.concatenate([residuals[begin : begin + APART] for begin in begins])
    return drawn[: len(residuals)]
