"""The quantile of what orders took, as it goes by what was known of them (Koenker 1978).

Apart from the pace that it is for: what it stands on takes a second to be read.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

from yeshi.orders.delivery_pace import Delivered


def quantile_weights(orders: Sequence[Delivered], share: float) -> tuple[float, ...]:
    """Minutes for each of the measures, by which a `share` of the orders took no longer.

    They make the pinball loss least; all but the first are no less than 0. Solved as the dual
    linear programme, whose prices they are: it has a row for each measure and not for each order.
    """
    measures = np.array([one.foreseen.measures for one in orders])
    took = np.array([one.took_s / 60 for one in orders])
    balance = (1 - share) * measures.sum(axis=0)
    solved = linprog(
        -took,
        A_eq=measures[:, :1].T,
        b_eq=balance[:1],
        A_ub=measures[:, 1:].T,
        b_ub=balance[1:],
        bounds=(0, 1),
        method="highs",
    )
    weights = (*-solved.eqlin.marginals, *-solved.ineqlin.marginals)
    return tuple(round(float(one), 4) for one in weights)
