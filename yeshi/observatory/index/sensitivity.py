"""Which choice moves the ranks: Sobol indices of the factors of uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yeshi.base.errors import InputError
from yeshi.observatory.index.measurements import Floats
from yeshi.observatory.index.uncertainty import FACTORS, Model, Uncertainty


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """By factor: its share of the variance of the mean shift in rank, alone and with all others.

    `doubt`: half the 95 % intervals of both.
    """

    alone: dict[str, float]
    with_others: dict[str, float]
    doubt: dict[str, tuple[float, float]]


def sensitivity(of: Model, base: int, seed: int) -> Sensitivity:
    """Sobol's first-order and total indices by Saltelli's design of base × (factors + 2) runs.

    Of the mean over units of |rank - published rank| (Saisana, Saltelli and Tarantola, 2005).
    `base` is a power of two. InputError where SALib is missing.
    """
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as design
    except ImportError:
        raise InputError("sensitivity needs SALib: pip install 'yeshi[city]'") from None
    if base < 2 or base & (base - 1):
        raise InputError(f"the base of the design is a power of two, not {base}")
    problem = {
        "num_vars": len(FACTORS), "names": list(FACTORS), "bounds": [[0.0, 1.0]] * len(FACTORS),
    }  # fmt: skip
    runs: Floats = design.sample(problem, base, calc_second_order=False, seed=seed)
    ranks = np.array([of.ranks(one) for one in np.minimum(runs, 1 - 1e-9)])
    shift = Uncertainty(of.built.units, of.built.ranks[of.built.framework.root], ranks).shift
    if shift.std() == 0:
        nothing = dict.fromkeys(FACTORS, 0.0)
        return Sensitivity(nothing, nothing, dict.fromkeys(FACTORS, (0.0, 0.0)))
    found = analysis.analyze(problem, shift, calc_second_order=False, seed=seed)
    return Sensitivity(
        dict(zip(FACTORS, found["S1"].tolist(), strict=True)),
        dict(zip(FACTORS, found["ST"].tolist(), strict=True)),
        dict(zip(FACTORS, zip(found["S1_conf"].tolist(), found["ST_conf"].tolist(), strict=True),
                 strict=True)),
    )  # fmt: skip
