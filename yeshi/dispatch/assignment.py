"""Who fetches what: the matching of couriers and orders of least total cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from yeshi.dispatch.costs import Costs

# More than any night is long: an order that can be served is never left for a cheaper total.
UNSERVED_S = 1e6
# How much the moment of the hand-over weighs against the food's wait. Where couriers are too few it
# decides which orders go first: those ready first, so that none is put off again and again.
EARLY_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A courier and an order by their places in the snapshot."""

    courier: int
    order: int


def assign(costs: Costs) -> tuple[Pair, ...]:
    """Pairs by courier, serving as many orders as can be, then with the least wait of the food.

    Each courier and each order is in one pair at most. Solved exactly by shortest augmenting paths
    (Crouse 2016, as in SciPy), O(n² m) for n couriers and m orders.
    """
    if not costs.late_s.size:
        return ()
    weights: NDArray[np.float64] = costs.late_s + EARLY_WEIGHT * costs.pickup_s
    weights = np.where(costs.feasible, weights, UNSERVED_S)
    couriers, orders = linear_sum_assignment(weights)
    return tuple(
        Pair(int(courier), int(order))
        for courier, order in zip(couriers, orders, strict=True)
        if costs.feasible[courier, order]
    )
