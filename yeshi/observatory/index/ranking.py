"""Ranks, with what ties and what is not known."""

from __future__ import annotations

import numpy as np

from yeshi.observatory.index.measurements import Floats


def ranked(scores: Floats) -> Floats:
    """1 for the highest score; those that tie share the least rank; NaN for what has none."""
    return _places(-scores)[0]


def middle_ranks(values: Floats) -> Floats:
    """1 for the lowest value; those that tie share their mean rank; NaN for what has none."""
    least, alike = _places(values)
    return least + (alike - 1) / 2


def _places(values: Floats) -> tuple[Floats, Floats]:
    """The least rank of each, from the lowest value up, and how many are alike."""
    known = ~np.isnan(values)
    _, group, alike = np.unique(values[known], return_inverse=True, return_counts=True)
    least, many = np.full(len(values), np.nan), np.full(len(values), np.nan)
    least[known] = (np.cumsum(alike) - alike + 1)[group]
    many[known] = alike[group]
    return least, many
