"""An index from its data, with every step in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from yeshi.base.errors import InputError
from yeshi.observatory.index.aggregating import aggregated
from yeshi.observatory.index.framework import Framework
from yeshi.observatory.index.imputing import imputed
from yeshi.observatory.index.measurements import Floats, Measurements, available, denominated
from yeshi.observatory.index.normalising import normalised
from yeshi.observatory.index.ranking import ranked
from yeshi.observatory.index.treating import Treated, treat
from yeshi.observatory.index.weighting import weights_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An index and its steps; each step of shape (units, indicators), `units` those not screened.

    `screened`: units with too little data. `treated_how`: by indicator what was done. `weights`:
    by aggregate those of its parts, summing to 1. `scores`: by code of an indicator or aggregate
    its value for each unit; `ranks` likewise of the aggregates, 1 the best, ties sharing the least.
    """

    framework: Framework
    units: tuple[str, ...]
    screened: tuple[str, ...]
    denominated: Floats
    imputed: Floats
    treated: Floats
    normalised: Floats
    treated_how: Mapping[str, Treated]
    weights: Mapping[str, Floats]
    scores: Mapping[str, Floats]
    ranks: Mapping[str, Floats]

    @property
    def index(self) -> Floats:
        """The index of each unit."""
        return self.scores[self.framework.root]


def build(measurements: Measurements, framework: Framework) -> Built:
    """The index of the measurements's units; InputError where the data cannot carry the method."""
    method = framework.method
    shares = denominated(measurements, framework)
    kept = available(shares, method.availability)
    if not kept.any():
        raise InputError("no unit has enough data")
    screened = tuple(unit for unit, keep in zip(measurements.units, kept, strict=True) if not keep)
    measurements, shares = measurements.only(kept), shares[kept]
    codes = [one.code for one in framework.indicators]
    groups = None
    if method.group is not None:
        if method.group not in measurements.groups:
            raise InputError(f"the data have no column {method.group} of groups")
        groups = measurements.groups[method.group]
    filled = imputed(shares, method.imputation, groups, codes)
    how = {code: _treated(filled[:, i], framework) for i, code in enumerate(codes)}
    calm = np.column_stack([how[code].values for code in codes])
    even = np.column_stack(
        [normalised(calm[:, i], one, method, calm[:, i])
         for i, one in enumerate(framework.indicators)]
    )  # fmt: skip
    weights, scores = climbed(framework, even)
    ranks = {code: ranked(scores[code].round(method.decimals)) for code in framework.upwards()}
    return Built(
        framework=framework,
        units=measurements.units,
        screened=screened,
        denominated=shares,
        imputed=filled,
        treated=calm,
        normalised=even,
        treated_how=how,
        weights=weights,
        scores=scores,
        ranks=ranks,
    )


def _treated(values: Floats, framework: Framework) -> Treated:
    rule = framework.method.treatment
    return Treated(values) if rule is None else treat(values, rule)


def climbed(
    framework: Framework, even: Floats, factors: Mapping[str, Floats] | None = None
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Weights by aggregate and scores by code, from normalised indicators, (units, indicators).

    `factors`: by aggregate, what its parts' weights are multiplied by before they sum to 1.
    """
    scores = {one.code: even[:, i] for i, one in enumerate(framework.indicators)}
    weights = {}
    for code in framework.upwards():
        below = framework.children(code)
        parts = np.column_stack([scores[one.code] for one in below])
        given = [one.weight for one in below]
        own = weights_of(given, parts, framework.method.weighting)
        if factors is not None:
            own = own * factors[code] / (own @ factors[code])
        weights[code] = own
        names = [one.code for one in below]
        scores[code] = aggregated(parts, weights[code], framework.method.aggregation, names)
    return weights, scores
