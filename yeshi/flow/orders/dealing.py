"""Dealing: which of the stalls' deals count for a basket, and what they may cost in a night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.engine import Turn
from yeshi.flow.orders.sellers import Sellers
from yeshi.flow.stalls.dealing import left_tonight
from yeshi.market.catalogue import Item
from yeshi.market.deal import DealNight
from yeshi.market.dealing import DealLine, deal_out
from yeshi.market.merchant import Merchant
from yeshi.orders.basket import Basket, with_deals
from yeshi.orders.checkout import Quote, QuoteChanged
from yeshi.orders.lines import DealShare, Line, deals_of


def dealt_basket(
    turn: Turn, basket: Basket, sellers: Sellers, items: Mapping[str, Item]
) -> Basket:  # fmt: skip
    """The basket with what its stalls' deals take off each line now.

    `items`: those of its lines. Stalls without deals cost nothing: they were read before.
    """
    calendar = turn.terms.calendar
    found = {
        id_: deals
        for id_, one in sellers.merchants.items()
        if one.deals and (deals := one.deals_at(turn.now, calendar))
    }
    if not found:
        return basket
    left = left_tonight(turn.work, (one for deals in found.values() for one in deals), turn.now,
                        calendar)  # fmt: skip
    shares: dict[str, list[tuple[DealShare, ...]]] = {}
    for merchant, lines in basket.lines:
        if merchant in found:
            dealt = deal_out(found[merchant], deal_lines(lines, items), left)
            shares[merchant] = [
                tuple(DealShare(it.deal.id, it.deal.name, it.off) for it in dealt.get(key, ()))
                for key in _keys(lines)
            ]
    return with_deals(basket, shares)


def deal_lines(lines: Sequence[Line], items: Mapping[str, Item]) -> list[DealLine]:
    """The lines as deals see them."""
    return [
        DealLine(key=key, item=one.item, category=items[one.item].category if one.item in items
                 else None, price=one.price, quantity=one.quantity)
        for key, one in zip(_keys(lines), lines, strict=True)
    ]  # fmt: skip


def spend_deals(
    turn: Turn, quote: Quote, sellers: Mapping[str, Merchant]
) -> tuple[DealNight, ...] | Refused:  # fmt: skip
    """The counts of the quote's deals with a limit once they took off what it says, to be kept when
    it is placed; refused where a limit is reached.

    They are kept from others, so that orders at the same moment never exceed one.
    """
    costs = _costs(quote.basket.all_lines)
    limits = {
        deal.id: deal.limit
        for id_ in quote.basket.merchants
        for deal in sellers[id_].deals
        if deal.limit and deal.id in costs
    }
    if not limits:
        return ()
    night = turn.terms.calendar.business_day(turn.now)
    kept = turn.work.deal_nights.lock_many(sorted(limits))
    after = {id_: one.spending(night, costs[id_]) for id_, one in kept.items()}
    if any(limits[id_] < one.spent for id_, one in after.items()):
        return Refused(QuoteChanged(quote.id, ("deals",)))
    return tuple(after.values())


def free_deals(turn: Turn, lines: Iterable[Line], placed_at: datetime) -> None:
    """Let deals with a limit take off elsewhere what nobody makes of those lines after all.

    `placed_at`: when they were ordered; what is of another night frees nothing of tonight.
    """
    costs = _costs(lines)
    calendar = turn.terms.calendar
    night = calendar.business_day(placed_at)
    if not costs or night != calendar.business_day(turn.now):
        return
    for id_, one in turn.work.deal_nights.lock_many(sorted(costs)).items():
        if one.night == night:
            turn.work.deal_nights.put(one.spending(night, costs[id_] * -1))


def _costs(lines: Iterable[Line]) -> dict[str, Money]:
    return {one.deal: one.off for one in deals_of(lines)}


def _keys(lines: Sequence[Line]) -> list[str]:
    """A name of each line that does not depend on where it stands."""
    return [f"{one.selection.written}#{one.guest}" for one in lines]
