"""How sure a rank is: the index over every choice that could as well have been made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from yeshi.base.errors import InputError
from yeshi.observatory.index.build import Built, build, climbed
from yeshi.observatory.index.framework import (
    Aggregation,
    Framework,
    Imputation,
    Normalisation,
    Treatment,
    Weighting,
)
from yeshi.observatory.index.measurements import Floats, Measurements
from yeshi.observatory.index.normalising import normalised
from yeshi.observatory.index.ranking import ranked

Choice = TypeVar("Choice")

FACTORS = (
    "imputation", "treatment", "normalisation", "weighting", "weights", "aggregation", "data",
)  # fmt: skip
# For draws alone: above 0 everywhere, so that every aggregation can follow every scale.
LEAST, Z_MEAN, Z_DEVIATION = 1.0, 100.0, 10.0
# A seed for each value that a factor can take.
SEEDS = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may be drawn; every combination is as likely as any other.

    `noise`: each weight is multiplied by something between 1 - noise and 1 + noise. `resampled`:
    the units that set the scales and weights are drawn anew, with replacement.
    """

    imputations: tuple[Imputation, ...] = ("mean", "median")
    treatments: tuple[Treatment | None, ...] = (Treatment(), None)
    normalisations: tuple[Normalisation, ...] = ("minmax", "z", "rank")
    weightings: tuple[Weighting, ...] = ("given", "equal", "pca")
    aggregations: tuple[Aggregation, ...] = ("arithmetic", "geometric", "copeland")
    noise: float = 0.25
    resampled: bool = True


def choices_of(framework: Framework) -> Choices:
    """The choices that a framework leaves open: group means only where there are groups."""
    if framework.method.group is None:
        return Choices()
    return Choices(imputations=("mean", "median", "group_mean", "group_median"))


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Ranks over all draws: shape (draws, units); `nominal` those of the index as published."""

    units: tuple[str, ...]
    nominal: Floats
    ranks: Floats

    def between(self, low: float, high: float) -> tuple[Floats, Floats]:
        """Of each unit the quantiles of its ranks."""
        least, most = np.quantile(self.ranks, [low, high], axis=0)
        return least, most

    @property
    def median(self) -> Floats:
        """Of each unit its median rank."""
        middle: Floats = np.median(self.ranks, axis=0)
        return middle

    @property
    def shift(self) -> Floats:
        """Of each draw, by how many places a unit's rank is off the published one, on average."""
        off: Floats = np.abs(self.ranks - self.nominal).mean(axis=1)
        return off


@dataclass(slots=True)
class Model:
    """The index as a function of seven numbers from 0, below 1: the factors."""

    built: Built
    measurements: Measurements
    choices: Choices
    _calm: dict[tuple[Imputation, Treatment | None], Floats] = field(default_factory=dict)

    def ranks(self, factors: Floats) -> Floats:
        """The rank of each unit under those choices."""
        imputation = _pick(self.choices.imputations, factors[0])
        treatment = _pick(self.choices.treatments, factors[1])
        normalisation = _pick(self.choices.normalisations, factors[2])
        method = replace(
            self.built.framework.method,
            imputation=imputation, treatment=treatment, normalisation=normalisation,
            weighting=_pick(self.choices.weightings, factors[3]),
            aggregation=_pick(self.choices.aggregations, factors[5]),
            least=max(LEAST, self.built.framework.method.least),
            z_mean=Z_MEAN, z_deviation=Z_DEVIATION,
        )  # fmt: skip
        framework = replace(self.built.framework, method=method)
        calm = self._treated(imputation, treatment, framework)
        even = self._even(calm, framework, factors[6])
        chance = np.random.default_rng(int(factors[4] * SEEDS))
        off = {
            code: 1 + self.choices.noise * chance.uniform(-1, 1, len(framework.children(code)))
            for code in framework.upwards()
        }
        return ranked(climbed(framework, even, off)[1][framework.root])

    def _treated(
        self, imputation: Imputation, treatment: Treatment | None, framework: Framework
    ) -> Floats:
        key = imputation, treatment
        if key not in self._calm:
            self._calm[key] = build(self.measurements, framework).treated
        return self._calm[key]

    def _even(self, calm: Floats, framework: Framework, factor: float) -> Floats:
        rows = np.arange(len(calm))
        if self.choices.resampled:
            rows = np.random.default_rng(int(factor * SEEDS)).integers(0, len(calm), len(calm))
        even = [
            normalised(calm[:, i], one, framework.method, _spread(calm[rows, i], calm[:, i]))
            for i, one in enumerate(framework.indicators)
        ]
        return np.maximum(np.column_stack(even), LEAST)


def model(measurements: Measurements, framework: Framework, choices: Choices) -> Model:
    """The index and what may be chosen; InputError where even the published one cannot be made."""
    built = build(measurements, framework)
    kept = np.array([unit not in built.screened for unit in measurements.units])
    return Model(built, measurements.only(kept), choices)


def uncertainty(of: Model, draws: int, seed: int) -> Uncertainty:
    """Monte Carlo over all factors at once; the same seed gives the same draws."""
    if draws < 1:
        raise InputError("at least one draw")
    chance = np.random.default_rng(seed)
    ranks = [of.ranks(one) for one in _draws(chance, draws)]
    return Uncertainty(of.built.units, of.built.ranks[of.built.framework.root], np.array(ranks))


def _draws(chance: np.random.Generator, draws: int) -> Iterator[Floats]:
    for _ in range(draws):
        yield chance.random(len(FACTORS))


def _pick(among: tuple[Choice, ...], factor: float) -> Choice:
    return among[min(int(factor * len(among)), len(among) - 1)]


def _spread(drawn: Floats, all_: Floats) -> Floats:
    """The drawn values, unless they are all alike: then a scale needs all there are."""
    known = drawn[~np.isnan(drawn)]
    return drawn if len(known) and known.min() < known.max() else all_
