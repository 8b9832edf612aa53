"""What stands in for what is not known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yeshi.base.errors import InputError
from yeshi.observatory.index.framework import Imputation
from yeshi.observatory.index.measurements import Floats


def imputed(
    values: Floats, how: Imputation, groups: Sequence[str] | None, codes: Sequence[str]
) -> Floats:
    """`values` with each gap filled by the mean or median of the indicator, or of its group.

    `codes` name the columns. InputError where there is nothing to take it from: the indicator, or
    the group, has no value at all.
    """
    filled = values.copy()
    if how == "none":
        return filled
    of = ["all"] * len(values) if groups is None or not how.startswith("group") else list(groups)
    middle = np.mean if how.endswith("mean") else np.median
    rows = np.array(of)
    for column, code in enumerate(codes):
        gaps = np.isnan(values[:, column])
        for group in dict.fromkeys(rows[gaps].tolist()):
            there = values[(rows == group) & ~gaps, column]
            if not len(there):
                raise InputError(f"{code}: nothing is known in {group}, so no gap can be filled")
            filled[(rows == group) & gaps, column] = middle(there)
    return filled
