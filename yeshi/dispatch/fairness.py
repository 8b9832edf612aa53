"""Whose turn it is: among near-equal decisions, the courier who is behind on earnings."""

from __future__ import annotations

import numpy as np

from yeshi.dispatch.policy import Policy
from yeshi.dispatch.problem import Floats
from yeshi.dispatch.snapshot import Snapshot


def ahead(snapshot: Snapshot, policy: Policy) -> Floats:
    """Seconds by which sending each courier counts for more; shape (couriers,), none below 0.

    The policy's `fairness_s` times what the courier earned an hour over the mean of all: one who
    earned nothing yet is preferred unless another saves the orders more than that. A machine, whose
    earnings are NaN, is taken for the mean of the people.
    """
    earned = np.array([courier.earned_per_hour for courier in snapshot.couriers])
    people = earned[~np.isnan(earned)]
    mean = float(people.mean()) if len(people) else 0.0
    if policy.fairness_s == 0.0 or mean <= 0.0:
        return np.zeros(len(earned))
    earned[np.isnan(earned)] = mean
    result: Floats = policy.fairness_s * earned / mean
    return result


def gini(values: Floats) -> float:
    """The Gini coefficient of `values`, none below 0: 0 when all are equal, near 1 if one has all.

    Twice the area between the Lorenz curve and equality (Gini 1912); 0 when there is nothing.
    """
    ordered = np.sort(values)
    total = float(ordered.sum())
    if total <= 0.0:
        return 0.0
    n = len(ordered)
    rank = np.arange(1, n + 1)
    return float(2.0 * (rank * ordered).sum() / (n * total) - (n + 1) / n)
