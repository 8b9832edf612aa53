"""The data of an index: units (a business, a district, a city) by indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from yeshi.base.errors import InputError
from yeshi.observatory.index.framework import Framework

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measurements:
    """n units, m columns: `values` of shape (n, m), NaN where nothing is known.

    `groups`: by the column's name, the group of each unit.
    """

    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, columns: Sequence[str]) -> Floats:
        """The values of some columns, a copy; InputError names one that is missing."""
        for column in columns:
            if column not in self.columns:
                raise InputError(f"the data have no column {column}")
        return self.values[:, [self.columns.index(column) for column in columns]].copy()

    def only(self, kept: Flags) -> Measurements:
        """The measurements of some of the units."""
        groups = {
            name: tuple(group for group, keep in zip(of, kept, strict=True) if keep)
            for name, of in self.groups.items()
        }
        units = tuple(unit for unit, keep in zip(self.units, kept, strict=True) if keep)
        return replace(self, units=units, values=self.values[kept], groups=groups)


def denominated(measurements: Measurements, framework: Framework) -> Floats:
    """The indicators, each divided by its denominator; shape (units, indicators).

    InputError when a denominator is zero where its indicator is known.
    """
    values = measurements.of([one.code for one in framework.indicators])
    for column, one in enumerate(framework.indicators):
        if one.denominator is None:
            continue
        below = measurements.of([one.denominator])[:, 0]
        for unit in np.flatnonzero((below == 0.0) & ~np.isnan(values[:, column])).tolist():
            where = f"{measurements.units[unit]}: {one.code}"
            raise InputError(f"{where} is to be divided by {one.denominator}, which is 0")
        values[:, column] /= np.where(below == 0.0, np.nan, below)
    return values


def available(values: Floats, share: float) -> Flags:
    """Which units have at least that share of the indicators."""
    kept: Flags = np.mean(~np.isnan(values), axis=1) >= share
    return kept
