"""Indicators on one scale, more being better on each."""

from __future__ import annotations

import numpy as np

from yeshi.observatory.index.framework import Indicator, Method
from yeshi.observatory.index.measurements import Floats
from yeshi.observatory.index.ranking import middle_ranks


def normalised(values: Floats, of: Indicator, method: Method, reference: Floats) -> Floats:
    """One indicator by the method; `reference`: the values that set its scale, mostly its own.

    *minmax*: least to most of the reference. *z*: standard deviations (n - 1) from the
    mean, on the method's scale. *rank*:
    share of the units at or below, ties at their mean, on the method's range. *target*: how much
    of the way from the worst of the reference to the target is gone, at most all of it. An
    indicator that is the same everywhere comes out as the middle of the scale.
    """
    better, scale = of.direction * values, of.direction * reference
    least, most = float(np.nanmin(scale)), float(np.nanmax(scale))
    if method.normalisation == "z":
        deviation = float(np.nanstd(scale, ddof=1)) if len(scale) > 1 else 0.0
        centred = better - float(np.nanmean(scale))
        steps = centred / deviation if deviation > 0 else 0.0 * centred
        return method.z_mean + method.z_deviation * steps
    if method.normalisation == "target" and of.target is not None:
        most = of.direction * of.target
        share = (
            np.minimum(1.0, (better - least) / (most - least)) if most > least else better * 0 + 1
        )
    elif method.normalisation == "rank":
        known = int(np.sum(~np.isnan(better)))
        ranks = middle_ranks(better)
        share = (ranks - 1) / (known - 1) if known > 1 else better * 0 + 0.5
    else:
        share = (better - least) / (most - least) if most > least else better * 0 + 0.5
    return method.least + share * (method.most - method.least)
