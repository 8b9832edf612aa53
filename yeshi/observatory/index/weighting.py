"""How much each part counts in what is above it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yeshi.observatory.index.framework import Weighting
from yeshi.observatory.index.measurements import Floats


def weights_of(given: Sequence[float], parts: Floats, how: Weighting) -> Floats:
    """Weights that sum to 1 of the k columns of `parts`, shape (units, k).

    *pca*: the squared loadings of the first principal component of the parts' correlations, which
    sum to 1; equal where fewer than three units or parts leave nothing to learn.
    """
    count = len(given)
    equal = np.full(count, 1.0 / count)
    if how == "given":
        total = float(sum(given))
        return np.array(given, dtype=np.float64) / total if total > 0 else equal
    known = parts[~np.isnan(parts).any(axis=1)] if how == "pca" else parts
    if how == "equal" or len(known) < 3 or count < 3 or (known.std(axis=0) == 0).any():
        return equal
    _, vectors = np.linalg.eigh(np.corrcoef(known, rowvar=False))
    squared: Floats = vectors[:, -1] ** 2
    return squared
