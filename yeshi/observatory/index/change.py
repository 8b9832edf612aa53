"""A change of the index, told by its indicators without a remainder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yeshi.base.errors import InputError
from yeshi.observatory.index.aggregating import aggregated
from yeshi.observatory.index.build import Built, build
from yeshi.observatory.index.framework import Framework
from yeshi.observatory.index.measurements import Floats, Measurements
from yeshi.observatory.index.normalising import normalised


@dataclass(frozen=True, slots=True)
class Change:
    """Of the units in both periods: the index before and after, on the scale of the first period.

    `parts`: what each indicator adds to the change, shape (units, indicators); a row sums to it.
    """

    units: tuple[str, ...]
    before: Floats
    after: Floats
    parts: Floats


def change(before: Measurements, after: Measurements, framework: Framework) -> Change:
    """How each indicator moved the index from one period to the other.

    Scales and weights are those of the first period, so that nothing but the data moves. An
    arithmetic index moves by weight × difference; a geometric one by weight × difference of the
    logarithms × the logarithmic mean of the index (Ang and Choi's LMDI, 1997). InputError for
    copeland, which has no parts, and where an indicator is unknown in either period.
    """
    method = framework.method
    if method.aggregation == "copeland":
        raise InputError("copeland counts who is ahead of whom: its change has no parts")
    first, second = build(before, framework), build(after, framework)
    units = tuple(unit for unit in first.units if unit in second.units)
    old = first.normalised[[first.units.index(unit) for unit in units]]
    now = np.column_stack(
        [normalised(second.treated[:, i], one, method, first.treated[:, i])
         for i, one in enumerate(framework.indicators)]
    )[[second.units.index(unit) for unit in units]]  # fmt: skip
    for row, unit in enumerate(units):
        gaps = np.flatnonzero(np.isnan(old[row]) | np.isnan(now[row]))
        if len(gaps):
            code = framework.indicators[gaps[0]].code
            raise InputError(f"{unit}: {code} is not known in both periods; impute it to compare")
    weights = effective(first)
    codes = [one.code for one in framework.indicators]
    index = [aggregated(values, weights, method.aggregation, codes) for values in (old, now)]
    if method.aggregation == "geometric":
        parts = weights * np.log(now / old) * _log_mean(index[1], index[0])[:, None]
    else:
        parts = weights * (now - old)
    return Change(units, index[0], index[1], parts)


def effective(built: Built) -> Floats:
    """The weight of each indicator in the index itself: the product up the levels; sums to 1."""
    framework, found = built.framework, {built.framework.root: 1.0}
    for code in reversed(framework.upwards()):
        for child, weight in zip(framework.children(code), built.weights[code], strict=True):
            found[child.code] = found[code] * float(weight)
    return np.array([found[one.code] for one in framework.indicators])


def _log_mean(a: Floats, b: Floats) -> Floats:
    """(a - b) / (ln a - ln b), or a where they are the same."""
    same = np.isclose(a, b, rtol=1e-12, atol=0.0)
    apart = np.where(same, 1.0, np.log(a) - np.log(b))
    mean: Floats = np.where(same, a, (a - b) / apart)
    return mean
