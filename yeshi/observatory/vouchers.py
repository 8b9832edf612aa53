"""What vouchers bring: leverage by the lot, concentration over merchants, signs of self-dealing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ARM_MIN = 30
Floats = NDArray[np.float64]
# Signs of self-dealing are looked for at merchants with so many voucher orders.
ORDERS_MIN = 10
SAME_FEW = 3
SAME_FEW_SHARE = 0.5
NEAR_M = 60.0
NEAR_SHARE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """Extra trade for each unit of vouchers, from the lot, with its 95 % interval.

    `extra`: more bought by a winner than by a loser; `naive`: all sales with a voucher over
    the vouchers' worth, which counts what would have been bought anyway. `why`: what is missing
    where no leverage can be told.
    """

    winners: int
    losers: int
    spent: int
    voucher: float
    naive: float | None
    extra: float | None = None
    leverage: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


def leverage(
    bought: Sequence[float], before: Sequence[float], won: Sequence[bool],
    voucher: Sequence[float], with_voucher: float,
) -> Leverage:  # fmt: skip
    """The leverage of a draw: one entry a claimant, in units of money.

    `bought`: goods bought from the draw to the campaign's end; `before`: in as long a time before
    it; `voucher`: what they spent of it (0 for losers). The difference of means is adjusted for
    what was bought before, apart in both arms (Lin 2013), and the leverage is its ratio to the
    mean voucher of a winner; the interval is by the delta method with HC2 variances.
    """
    t = np.asarray(won, dtype=bool)
    y, x, v = (np.asarray(a, dtype=np.float64) for a in (bought, before, voucher))
    n1, n0, total = int(t.sum()), int((~t).sum()), float(v.sum())
    naive = with_voucher / total if total > 0 else None
    bare = Leverage(winners=n1, losers=n0, spent=int((v > 0).sum()), voucher=total, naive=naive)
    if min(n1, n0) < ARM_MIN:
        return _without(bare, "too_few")
    if total == 0:
        return _without(bare, "none_spent")
    centred = x - x.mean()
    mean1, residual1 = _fit(y[t], centred[t])
    mean0, residual0 = _fit(y[~t], centred[~t])
    extra, mean_voucher = mean1 - mean0, float(v[t].mean())
    ratio = extra / mean_voucher
    # Of the ratio: winners' residuals move with the vouchers they spent.
    winners = residual1 - ratio * (v[t] - mean_voucher)
    variance = _mean_variance(winners) + _mean_variance(residual0)
    half = 1.96 * float(np.sqrt(variance)) / mean_voucher
    return Leverage(
        winners=n1,
        losers=n0,
        spent=bare.spent,
        voucher=total,
        naive=naive,
        extra=extra,
        leverage=ratio,
        low=ratio - half,
        high=ratio + half,
    )


def _without(bare: Leverage, why: str) -> Leverage:
    return Leverage(
        winners=bare.winners,
        losers=bare.losers,
        spent=bare.spent,
        voucher=bare.voucher,
        naive=bare.naive,
        why=why,
    )


def _fit(y: Floats, x: Floats) -> tuple[float, Floats]:
    """The value at x = 0 of the least-squares line, and HC2 residuals about it."""
    varies = float(np.var(x)) > 1e-12
    design = np.column_stack([np.ones_like(x), x]) if varies else np.ones((len(x), 1))
    solved, *_ = np.linalg.lstsq(design, y, rcond=None)
    inverse = np.linalg.pinv(design.T @ design)
    leverages = np.einsum("ij,jk,ik->i", design, inverse, design)
    residual = (y - design @ solved) / np.sqrt(np.clip(1 - leverages, 1e-9, None))
    return float(solved[0]), residual


def _mean_variance(residual: Floats) -> float:
    return float((residual**2).sum()) / len(residual) ** 2


@dataclass(frozen=True, slots=True)
class Use:
    """A voucher that was spent: by whom, at which merchant, how much, how far away the door is."""

    customer: str
    merchant: str
    spent: float
    door_m: float


@dataclass(frozen=True, slots=True)
class VoucherShare:
    """A merchant's part of a campaign's vouchers, and the signs that something is odd there."""

    merchant: str
    orders: int
    spent: float
    share: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concentration:
    """How vouchers spread over merchants: the Herfindahl index, the first five's share."""

    merchants: int
    herfindahl: float
    first_five: float
    shares: tuple[VoucherShare, ...]


def concentration(uses: Sequence[Use]) -> Concentration:
    """How the vouchers spread, the largest merchant first.

    Signs, at merchants with ten voucher orders or more: `same_few`, three customers placed half
    of these or more; `own_door`, three in ten orders or more went to a door within 60 m of the
    stall. Signs are a reason to look, not a finding.
    """
    total = sum(use.spent for use in uses)
    by: dict[str, list[Use]] = {}
    for use in uses:
        by.setdefault(use.merchant, []).append(use)
    shares = [
        VoucherShare(merchant, len(found), spent, spent / total if total else 0.0, _signs(found))
        for merchant, found in by.items()
        for spent in (sum(use.spent for use in found),)
    ]
    shares.sort(key=lambda one: (-one.spent, one.merchant))
    return Concentration(
        len(shares), sum(one.share**2 for one in shares),
        sum(one.share for one in shares[:5]), tuple(shares),
    )  # fmt: skip


def _signs(uses: Sequence[Use]) -> tuple[str, ...]:
    if len(uses) < ORDERS_MIN:
        return ()
    signs = []
    # By orders, not money: in a basket of several stalls a voucher is split, and parts are unequal.
    by = Counter(use.customer for use in uses)
    few = sum(orders for _, orders in by.most_common(SAME_FEW))
    if few >= SAME_FEW_SHARE * len(uses):
        signs.append("same_few")
    if sum(use.door_m <= NEAR_M for use in uses) >= NEAR_SHARE * len(uses):
        signs.append("own_door")
    return tuple(signs)


def totals(uses: Sequence[Use]) -> Mapping[str, float]:
    """How many vouchers were spent, by how many customers, and what they were worth."""
    return {
        "orders": float(len(uses)),
        "customers": float(len({use.customer for use in uses})),
        "spent": sum(use.spent for use in uses),
    }
