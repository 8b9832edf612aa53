"""Vouchers of the made-up past: a lot that was drawn once, and what its winners bought."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from yeshi.base.names import Name
from yeshi.observatory.columns import Coded, Columns
from yeshi.twin.demo.past.days import Days, Ints
from yeshi.twin.demo.past.orders import CUSTOMERS, PastOrders, ordered, with_vouchers
from yeshi.twin.demo.past.stalls import Stalls
from yeshi.twin.demo.past.wishes import Wishes

LOT = "past-lot-vouchers"
LOT_NAME = Name("往期抽签券（虚构）", "An earlier lot (made up)")
# The campaign's number among the past's.
NUMBER = 1
DRAWN_WEEKS_AGO, LONG_DAYS = 9, 14
THRESHOLD_FEN, OFF_FEN = 3000, 1200
CLAIMS, WINNERS = 3000, 1500
# So many winners order once more than they would have: what the vouchers bring.
ORDERS_MORE = 0.3


@dataclass(frozen=True, slots=True)
class DrawnLot:
    """The lot: claimants and winners by their numbers, and the days in which vouchers were spent.

    `drawn`, `ends`: numbers of days; vouchers could be spent from the one until before the other.
    """

    claimants: Ints
    won: Ints
    drawn: int
    ends: int


def lot_of(days: Days, seed: int) -> DrawnLot:
    """The draw, from the seed."""
    chance = np.random.default_rng((seed, 6))
    count = len(days.days)
    drawn = max(LONG_DAYS, count // 7 * 7 - 7 * DRAWN_WEEKS_AGO)
    claimants = chance.permutation(CUSTOMERS)[:CLAIMS]
    return DrawnLot(claimants, claimants[:WINNERS], drawn, min(count, drawn + LONG_DAYS))


def with_lot(
    orders: PastOrders, lot: DrawnLot, wishes: Wishes, stalls: Stalls, seed: int
) -> PastOrders:
    """The orders, with those that winners placed besides, and with the vouchers that they spent."""
    chance = np.random.default_rng((seed, 7))
    more = lot.won[chance.random(len(lot.won)) < ORDERS_MORE]
    wish = np.flatnonzero(
        (wishes.goods_fen >= THRESHOLD_FEN) & (wishes.stall[:, 1] < 0)
        & (stalls.online[wishes.stall[:, 0]] >= 0)
        & (stalls.online[wishes.stall[:, 0]] <= lot.drawn)
    )  # fmt: skip
    if len(wish):
        day = chance.integers(lot.drawn, lot.ends, len(more))
        besides = ordered(wishes, stalls, day, chance.choice(wish, len(more)), chance)
        orders = orders.with_others(_by(besides, more))
    may = (
        orders.settled & (orders.day >= lot.drawn) & (orders.day < lot.ends)
        & (orders.goods_fen >= THRESHOLD_FEN) & np.isin(orders.customer, lot.won)
    )  # fmt: skip
    spent = np.zeros(len(may), np.bool_)
    # Each voucher once: a winner's first order that may take it.
    rows = np.flatnonzero(may)
    spent[rows[np.unique(orders.customer[rows], return_index=True)[1]]] = True
    return with_vouchers(orders, spent, OFF_FEN, NUMBER)


def _by(orders: PastOrders, customers: Ints) -> PastOrders:
    return replace(orders, customer=customers)


def weighed_columns(
    orders: PastOrders, lot: DrawnLot, stalls: Stalls, days: Days
) -> tuple[Columns, Columns, Columns]:
    """The campaign; its claims, with what each bought before and after; its vouchers' uses."""
    goods = np.where(orders.settled, orders.asked_fen.sum(axis=1), 0)

    def bought(since: int, until: int, fen: Ints) -> Ints:
        within = (orders.day >= since) & (orders.day < until)
        by = np.bincount(orders.customer[within], fen[within], minlength=CUSTOMERS)
        of_claimants: Ints = np.rint(by[lot.claimants]).astype(np.int64)
        return of_claimants

    one = np.zeros(1, np.int32)
    named = (LOT,)
    campaign: Columns = {
        "campaign": Coded(one, named), "zh": Coded(one, (LOT_NAME.zh,)),
        "en": Coded(one, (LOT_NAME.en,)), "threshold_fen": one + THRESHOLD_FEN,
        "off_fen": one + OFF_FEN, "drawn_on": days.days[[lot.drawn]],
        "last_on": days.days[[lot.ends - 1]],
    }  # fmt: skip
    by_lot = np.where(orders.campaign == NUMBER, orders.voucher_fen, 0)
    claims: Columns = {
        "campaign": Coded(np.zeros(len(lot.claimants), np.int32), named),
        "won": np.isin(lot.claimants, lot.won),
        "bought_fen": bought(lot.drawn, lot.ends, goods),
        "before_fen": bought(2 * lot.drawn - lot.ends, lot.drawn, goods),
        "voucher_fen": bought(lot.drawn, lot.ends, by_lot),
    }
    used = orders.taken(orders.campaign == NUMBER)
    row, part = np.nonzero(used.stall >= 0)
    uses: Columns = {
        "campaign": Coded(np.zeros(len(row), np.int32), named),
        "customer": np.char.add("made-up-", used.customer[row].astype(str)),
        "merchant": Coded(used.stall[row, part].astype(np.int32), stalls.ids),
        "goods_fen": used.asked_fen[row, part],
        "voucher_fen": used.voucher_parts[row, part],
        "door_m": used.door_m[row],
    }
    return campaign, claims, uses
