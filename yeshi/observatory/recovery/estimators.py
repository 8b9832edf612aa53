"""Difference-in-differences by well-kept software, in the shapes that recovery needs."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yeshi.base.errors import InputError, TooFew
from yeshi.observatory.recovery.trade import Floats, Ints

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect and its 95 % interval, in percent of what a business took before the shock."""

    value: float
    error: float
    least: float
    most: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.least > 0 or self.most < 0


@dataclass(frozen=True, slots=True)
class Moment:
    """The effect so many periods after going online; before it, how trends already parted."""

    after: int
    effect: Effect


@dataclass(frozen=True, slots=True)
class Staggered:
    """An effect that sets in at different times: over all, and by periods since (`study`)."""

    effect: Effect
    study: tuple[Moment, ...]
    fitted: Any
    _by_event: Any

    def parallel_p(self, window: int) -> float:
        """Wald's test that all effects in the `window` periods before are 0: its p-value.

        The chance of trends that part as much before, if they do not part; 1 with none before.
        """
        from scipy.stats import chi2

        before = [one for one in self.study if -window <= one.after < 0]
        if not before:
            return 1.0
        index = [int(one) for one in self._by_event.vcov_index]
        rows = [index.index(one.after) for one in before]
        value = np.array([one.effect.value for one in before])
        spread = np.asarray(self._by_event.vcov)[np.ix_(rows, rows)]
        wald = float(value @ np.linalg.pinv(spread) @ value)
        return float(chi2.sf(wald, len(before)))

    def breaks_at(self, parted: Iterable[float]) -> float | None:
        """The first of `parted` at which bounds on the mean effect reach 0; None at none.

        Trends part at most so many times as much from one period to the next as they did before
        (relative magnitudes, Rambachan and Roth, 2023).
        """
        from diff_diff import HonestDiD

        for one in parted:
            try:
                with _quiet():
                    bounds = HonestDiD(method="relative_magnitude", M=one).fit(self._by_event)
            except ValueError:
                # Its one refusal of what was fitted here: horizons that move together.
                raise TooFew("parting", periods=len(self.study)) from None
            if bounds.ci_lb <= 0 <= bounds.ci_ub:
                return one
        return None


def staggered(outcome: Floats, first: Ints, base: str = "universal") -> Staggered:
    """Callaway and Sant'Anna (2021), doubly robust, against those who never were treated.

    `outcome` of shape (n, T); `first`: the period, from 1, in which each was treated, 0 for never.
    `base`: *universal*, effects before are against the period before treatment; *varying*, each
    against the period before it. InputError where diff-diff is missing.
    """
    try:
        from diff_diff import CallawaySantAnna
    except ImportError:
        raise InputError("the comparison needs diff-diff: pip install 'yeshi[city]'") from None
    with _quiet():
        fitted = CallawaySantAnna(control_group="never_treated", base_period=base).fit(
            _frame(outcome, first), "outcome", "unit", "period", "first"
        )
        study = fitted.aggregate("event_study")
    moments = tuple(
        Moment(int(after), _effect(value, error))
        for after, value, error in zip(study.event_time, study.att, study.se, strict=True)
        if np.isfinite(error)
    )
    return Staggered(_effect(fitted.overall_att, fitted.overall_se), moments, fitted, study)


def synthetic_effect(outcome: Floats, first: Ints) -> Effect:
    """Synthetic difference-in-differences (Arkhangelsky et al., 2021), as `staggered` takes it.

    Cohort by cohort against all who never were treated, weighted by treated unit-periods. Cohorts
    share those they are compared with, so their errors are added, not squared: the interval is
    rather too wide. InputError where diff-diff is missing.
    """
    try:
        from diff_diff import SyntheticDiD
    except ImportError:
        raise InputError("the comparison needs diff-diff: pip install 'yeshi[city]'") from None

    periods = outcome.shape[1]
    value, error, total = 0.0, 0.0, 0
    for begin in sorted(set(first[first > 0].tolist())):
        among = (first == begin) | (first == 0)
        frame = _frame(outcome[among], first[among])
        frame["treated"] = (frame["first"] > 0).astype(int)
        with _quiet():
            found = SyntheticDiD(seed=1, n_bootstrap=50).fit(
                frame, "outcome", "treated", "unit", "period",
                post_periods=list(range(begin, periods + 1)),
            )  # fmt: skip
        weight = int((first == begin).sum()) * (periods - begin + 1)
        value, error, total = value + weight * found.att, error + weight * found.se, total + weight
    return _effect(value / total, error / total)


def _frame(outcome: Floats, first: Ints) -> DataFrame:
    from pandas import DataFrame

    count, periods = outcome.shape
    return DataFrame(
        {
            "unit": np.repeat(np.arange(count), periods),
            "period": np.tile(np.arange(1, periods + 1), count),
            "outcome": outcome.ravel(),
            "first": np.repeat(first, periods),
        }
    )


def _effect(value: float, error: float) -> Effect:
    return Effect(
        float(value), float(error), float(value - 1.96 * error), float(value + 1.96 * error)
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Without warnings of small cohorts, which the caller leaves out or reports."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
