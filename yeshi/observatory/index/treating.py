"""Outliers: winsorised as far as needed, else brought near by a logarithm."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from yeshi.observatory.index.framework import Treatment
from yeshi.observatory.index.measurements import Floats


@dataclass(frozen=True, slots=True)
class Treated:
    """An indicator's values after treatment; how many were winsorised at each end; or its log."""

    values: Floats
    high: int = 0
    low: int = 0
    logged: bool = False


def skewness(values: Floats) -> float:
    """Sample skewness G1 (Joanes and Gill, 1998, type 2) without gaps; NaN for fewer than three."""
    known = values[~np.isnan(values)]
    count = len(known)
    deviations = known - known.mean() if count else known
    spread = float(np.mean(deviations**2)) if count else 0.0
    if count < 3 or spread == 0.0:
        return float("nan")
    third = float(np.mean(deviations**3)) / float(spread**1.5)
    return third * sqrt(count * (count - 1)) / (count - 2)


def kurtosis(values: Floats) -> float:
    """Sample excess kurtosis G2 (type 2) without gaps; NaN for fewer than four."""
    known = values[~np.isnan(values)]
    count = len(known)
    deviations = known - known.mean() if count else known
    spread = float(np.mean(deviations**2)) if count else 0.0
    if count < 4 or spread == 0.0:
        return float("nan")
    fourth = float(np.mean(deviations**4)) / spread**2 - 3.0
    return ((count + 1) * fourth + 6) * (count - 1) / ((count - 2) * (count - 3))


def is_outlying(values: Floats, rule: Treatment) -> bool:
    """Whether skewness and kurtosis are both beyond the rule's."""
    return abs(skewness(values)) > rule.skewness and kurtosis(values) > rule.kurtosis


def treat(values: Floats, rule: Treatment) -> Treated:
    """One indicator, treated if it has to be.

    The farthest value on the side of the skew is set to the next one, one more at a time, until
    the rule is content; after `points` of them, the logarithm of the values above their least,
    with a hundredth of their range added, is taken instead (COINr's CTlog).
    """
    now, high, low = values.copy(), 0, 0
    while is_outlying(now, rule):
        if high + low == rule.points:
            return Treated(shifted_logarithm(values), logged=True)
        known = ~np.isnan(now)
        ascending = np.sort(values[known])
        if skewness(now) > 0:
            high += 1
            now[known] = np.minimum(now[known], ascending[-1 - high])
        else:
            low += 1
            now[known] = np.maximum(now[known], ascending[low])
    return Treated(now, high, low)


def shifted_logarithm(values: Floats) -> Floats:
    """log(x - min + (max - min) / 100)."""
    least, most = np.nanmin(values), np.nanmax(values)
    shifted: Floats = np.log(values - least + 0.01 * (most - least))
    return shifted
