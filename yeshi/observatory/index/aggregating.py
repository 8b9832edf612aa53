"""From parts to the whole above them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yeshi.base.errors import InputError
from yeshi.observatory.index.framework import Aggregation
from yeshi.observatory.index.measurements import Floats


def aggregated(parts: Floats, weights: Floats, how: Aggregation, codes: Sequence[str]) -> Floats:
    """One value a unit from its k parts, shape (units, k), and their weights, which sum to 1.

    A part that is not known counts for nothing, and the others' weights for more; NaN where none
    is known. *copeland*: for how many units the unit is ahead in more weight than it is behind,
    less those for whom it is the other way round, in percent of the others; -100 to 100. InputError
    for a geometric mean of what is not above 0; `codes` name the parts.
    """
    known = ~np.isnan(parts)
    if how == "copeland":
        return _copeland(parts, weights)
    if how == "geometric":
        for part, code in enumerate(codes):
            if (parts[known[:, part], part] <= 0).any():
                raise InputError(
                    f"{code} is not above 0 everywhere, so there is no geometric mean: let "
                    "method.least be higher, or choose another aggregation"
                )
    counted = np.where(known, weights, 0.0)
    total = counted.sum(axis=1)
    values = np.where(known, parts, 1.0)
    summed = (counted * (np.log(values) if how == "geometric" else values)).sum(axis=1)
    mean = np.divide(summed, total, out=np.full(len(parts), np.nan), where=total > 0)
    result: Floats = np.exp(mean) if how == "geometric" else mean
    return result


def _copeland(parts: Floats, weights: Floats) -> Floats:
    score = np.zeros(len(parts))
    others = max(1, len(parts) - 1)
    for unit, own in enumerate(parts):
        # Where either is not known the comparison is neither won nor lost.
        ahead = np.sign(np.nan_to_num(own - parts)) @ weights
        score[unit] = 100.0 * float(np.sign(ahead).sum()) / others
    return score
