"""The effect of going online by calendar period: what it was worth in each week of a shock."""

from __future__ import annotations

import numpy as np

from yeshi.observatory.recovery.estimators import Effect
from yeshi.observatory.recovery.trade import Floats, Ints


def by_period(outcome: Floats, first: Ints) -> dict[int, Effect]:
    """By period, from 1, the mean effect on all who are treated by then.

    `outcome` of shape (n, T), `first` as in `staggered`. Group-time effects are differences since
    the period before treatment, of a cohort less those who never were treated; cohorts weigh by
    their size; errors by influence functions, with the weights' own part (Callaway and Sant'Anna,
    2021, section 3, the calendar-time effect, and theorem 2).
    """
    count, periods = outcome.shape
    cohorts = [int(one) for one in np.unique(first[first > 1])]
    never = first == 0
    found: dict[int, Effect] = {}
    for period in range(1, periods + 1):
        there = [cohort for cohort in cohorts if cohort <= period]
        if not there:
            continue
        shares = np.array([np.mean(first == cohort) for cohort in there])
        effects, influence = [], np.zeros((len(there), count))
        for row, cohort in enumerate(there):
            since = outcome[:, period - 1] - outcome[:, cohort - 2]
            own = first == cohort
            effects.append(since[own].mean() - since[never].mean())
            influence[row, own] = (since[own] - since[own].mean()) / own.mean()
            influence[row, never] -= (since[never] - since[never].mean()) / never.mean()
        weights = shares / shares.sum()
        value = float(weights @ np.array(effects))
        members = np.array([first == cohort for cohort in there]) - shares[:, None]
        of_weights = (np.array(effects) - value) @ members / shares.sum()
        whole = weights @ influence + of_weights
        error = float(np.sqrt((whole**2).mean() / count))
        found[period] = Effect(value, error, value - 1.96 * error, value + 1.96 * error)
    return found
