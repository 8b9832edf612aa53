"""Whether going online helped: staggered difference-in-differences, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from yeshi.base.errors import TooFew
from yeshi.observatory.recovery.calendar import by_period
from yeshi.observatory.recovery.estimators import Effect, Moment, staggered, synthetic_effect
from yeshi.observatory.recovery.trade import NEVER, Flags, Floats, Ints, Trade

# Fewer say nothing: businesses that went online, that did not, and periods before the first did.
ONLINE_LEAST = 20
OFFLINE_LEAST = 20
BEFORE_LEAST = 4
# A cohort with fewer is no cohort: its businesses are left out, and counted.
COHORT_LEAST = 3
# Periods before and after going online that the event study shows.
WINDOW = 8
# Periods around the shock that are compared: what was long before says little of it, and an event
# study of more periods than there are businesses has no covariance to speak of.
BEFORE_MOST, AFTER_MOST = 26, 52
# How much worse than before may trends have parted, for the bounds; the first that breaks is told.
PARTED = tuple(step / 4 for step in range(17))


@dataclass(frozen=True, slots=True)
class Balance:
    """Who went online and who did not, before the shock: means, and their standardised distance.

    Above 0.25 in size the two differ in more than going online (Imbens and Rubin, 2015).
    """

    what: str
    online: float
    offline: float
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """What going online did to those who did it after the shock began.

    `effect`: Callaway and Sant'Anna's (2021), over all cohorts and periods. `study`: the event
    study; `by_period`: the effect in each period, from 0. `parallel_p`: the chance of trends before
    that part as much, if they do not part. `breaks_at`: how many times worse than before trends
    would have to part afterwards to leave the effect in doubt, None: more than four times.
    `synthetic`: synthetic difference-in-differences over the same cohorts.
    """

    online: int
    offline: int
    left_out: int
    effect: Effect
    study: tuple[Moment, ...]
    by_period: Mapping[int, Effect]
    parallel_p: float
    breaks_at: float | None
    synthetic: Effect | None
    balance: tuple[Balance, ...]


def online_effect(trade: Trade, shock: int, synthetic: bool = True) -> Online:
    """Compare those who went online after the shock with those who never did.

    A business's outcome is its trade in percent of its own mean before the shock. Who was online
    before, took nothing before, or went online in a cohort of less than three is left out.
    InputError, saying what is lacking, where the data are too few to speak.
    """
    begins = max(0, shock - BEFORE_MOST)
    trade, shock = _around(trade, begins, shock + AFTER_MOST), shock - begins
    kept, outcome, first = _sample(trade, shock)
    fitted = staggered(outcome, first)
    return Online(
        online=int((first > 0).sum()),
        offline=int((first == 0).sum()),
        left_out=len(trade.businesses) - int(kept.sum()),
        effect=fitted.effect,
        study=tuple(one for one in fitted.study if abs(one.after) <= WINDOW),
        by_period={begins + period - 1: one for period, one in by_period(outcome, first).items()},
        parallel_p=fitted.parallel_p(WINDOW),
        breaks_at=fitted.breaks_at(PARTED),
        synthetic=synthetic_effect(outcome, first) if synthetic else None,
        balance=_balance(trade, shock, kept, first),
    )


def _around(trade: Trade, begins: int, ends: int) -> Trade:
    """The periods from `begins` to before `ends`; who went online later never did in them."""
    values = trade.values[:, begins:ends]
    online = np.where(trade.online >= begins + values.shape[1], NEVER, trade.online)
    online = np.where(online == NEVER, NEVER, np.maximum(0, online - begins))
    return replace(trade, periods=trade.periods[begins:ends], values=values, online=online)


def _sample(trade: Trade, shock: int) -> tuple[Flags, Floats, Ints]:
    """Who is compared; outcomes of shape (n, T); when each went online, from 1, 0 for never."""
    if shock < BEFORE_LEAST:
        raise TooFew("before", periods=shock, least=BEFORE_LEAST)
    usual = trade.values[:, :shock].mean(axis=1)
    after = trade.online >= shock
    cohort_sizes = np.bincount(trade.online[after], minlength=trade.values.shape[1])
    whole = after & (cohort_sizes[np.maximum(trade.online, 0)] >= COHORT_LEAST)
    kept = (usual > 0) & (whole | (trade.online == NEVER))
    went, stayed = int((kept & whole).sum()), int((kept & ~whole).sum())
    if went < ONLINE_LEAST or stayed < OFFLINE_LEAST:
        raise TooFew(
            "compare", went=went, stayed=stayed, online_least=ONLINE_LEAST,
            offline_least=OFFLINE_LEAST,
        )  # fmt: skip
    outcome = 100.0 * trade.values[kept] / usual[kept, None]
    return kept, outcome, np.where(trade.online[kept] == NEVER, 0, trade.online[kept] + 1)


def _balance(trade: Trade, shock: int, kept: Flags, first: Ints) -> tuple[Balance, ...]:
    before = trade.values[kept, :shock]
    half = shock // 2
    usual = before.mean(axis=1)
    traits = {
        "usual": usual,
        "trend": 100 * (before[:, half:].mean(axis=1) - before[:, :half].mean(axis=1)) / usual,
        "unsteadiness": 100 * before.std(axis=1, ddof=1) / usual,
    }
    found = []
    for what, trait in traits.items():
        went, stayed = trait[first > 0], trait[first == 0]
        spread = float(np.sqrt((went.var(ddof=1) + stayed.var(ddof=1)) / 2))
        distance = float(went.mean() - stayed.mean()) / spread if spread > 0 else 0.0
        found.append(Balance(what, float(went.mean()), float(stayed.mean()), distance))
    return tuple(found)
