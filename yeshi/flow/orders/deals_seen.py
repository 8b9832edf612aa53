"""What the stalls' deals take off the lines of a basket, before it is said to where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money, total
from yeshi.flow.orders.basket_seen import LineSeen
from yeshi.flow.orders.dealing import deal_lines
from yeshi.flow.ports import Work
from yeshi.flow.stalls.dealing import left_tonight
from yeshi.market.dealing import DealMissing, deal_out, next_step, taken_off
from yeshi.market.merchant import Merchant


@dataclass(frozen=True, slots=True)
class BasketDeals:
    """By stall what its deals take off, what the lines cost that no deal takes anything off, and
    what lacks until the next one counts."""

    off: Mapping[str, Money]
    undealt: Mapping[str, Money]
    lacking: Mapping[str, DealMissing]


def deals_on(
    work: Work, lines: Sequence[LineSeen], stalls: Mapping[str, Merchant], now: datetime,
    calendar: Calendar,
) -> BasketDeals:  # fmt: skip
    """What the deals of now do to those of the lines that can be had; nothing is read of stalls
    that have none."""
    off, undealt, lacking = {}, {}, {}
    for id_, stall in stalls.items():
        deals = stall.deals_at(now, calendar)
        seen = [one for one in lines if one.most and one.item.merchant == id_]
        if not deals or not seen:
            continue
        left = left_tonight(work, deals, now, calendar)
        pieces = deal_lines(
            [replace(one.line, quantity=one.quantity) for one in seen],
            {one.item.id: one.item for one in seen},
        )
        dealt = deal_out(deals, pieces, left)
        currency = pieces[0].price.currency
        off[id_] = Money(taken_off(dealt), currency)
        whole = (one.price * one.quantity for one in pieces if not dealt.get(one.key))
        undealt[id_] = total(whole, currency)
        next_one = next_step(deals, pieces, dealt, left)
        if next_one:
            lacking[id_] = next_one
    return BasketDeals(off, undealt, lacking)
