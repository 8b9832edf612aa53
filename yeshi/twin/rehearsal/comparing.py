"""Two scenarios night by night: what is different, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
from scipy.special import stdtrit

from yeshi.twin.rehearsal.outcome import MEASURES, Measure, Values

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A measure's mean under both, and B less A with its interval; `each`: night by night.

    The interval is Student's for the mean of paired differences (n - 1 degrees of freedom): the
    nights have the same customers, kitchens and couriers under both, so most of their chance
    cancels. `least` and `most` are NaN with fewer than two nights.
    """

    measure: Measure
    a: float
    b: float
    mean: float
    least: float
    most: float
    each: tuple[float, ...]

    @property
    def absent(self) -> bool:
        """Whether there was nothing of it under either."""
        return self.a == 0 and self.b == 0 and not any(self.each)

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return isfinite(self.least) and (self.least > 0 or self.most < 0)

    @property
    def better(self) -> bool | None:
        """Whether B is clearly better (True) or worse; None when that is not clear."""
        if not self.clear or self.measure.more_is_better is None:
            return None
        return (self.mean > 0) is self.measure.more_is_better


def compare(
    nights: Sequence[tuple[Values, Values]], measures: Sequence[Measure] = MEASURES
) -> list[Difference]:
    """The difference of each of those measures; a night counts where both have a value."""
    found = []
    for measure in measures:
        pairs = [(a[measure.key], b[measure.key]) for a, b in nights]
        pairs = [(a, b) for a, b in pairs if isfinite(a) and isfinite(b)]
        if pairs:
            found.append(_difference(measure, np.array(pairs)))
    return found


def _difference(
    measure: Measure, pairs: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> Difference:
    each = pairs[:, 1] - pairs[:, 0]
    mean, n = float(each.mean()), len(each)
    half = float("nan")
    if n > 1:
        half = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2) * each.std(ddof=1) / sqrt(n))
    return Difference(
        measure=measure,
        a=float(pairs[:, 0].mean()),
        b=float(pairs[:, 1].mean()),
        mean=mean,
        least=mean - half,
        most=mean + half,
        each=tuple(each.tolist()),
    )
