"""Keeping what is about to be paid: what is told of it, so that the record can say what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yeshi.base.sure import there
from yeshi.events.payments import DishesKept, DishesLetGo, Portion, VoucherKept, VoucherLetGo
from yeshi.flow.engine import Turn
from yeshi.flow.orders.choosing import demand_of, put_back
from yeshi.flow.orders.dealing import free_deals
from yeshi.flow.vouchers.counting import count, count_no_more
from yeshi.orders.checkout import Quote
from yeshi.orders.waiting import WaitsForPayment


def keep_for_payment(turn: Turn, quote: Quote) -> None:
    """Tell what was taken of shelf and voucher for a quote that waits for its payment now."""
    waits = waits_of(quote)
    turn.work.quotes.put(quote)
    of = (waits.payment, quote.customer)
    items, stocks = _portions(quote)
    turn.emit(DishesKept(*of, items=items, stocks=stocks))
    if quote.campaign:
        turn.emit(VoucherKept(*of, quote.campaign, quote.bill.voucher))


def let_go_of(turn: Turn, quote: Quote) -> None:
    """Let others have what is kept for that quote, which is locked."""
    waits = waits_of(quote)
    put_back(turn.work, quote.basket.all_lines)
    free_deals(turn, quote.basket.all_lines, waits.since)
    _tell_let_go(turn, quote)
    if quote.campaign:
        campaign = turn.work.campaigns.must(quote.campaign)
        count_no_more(turn, campaign, quote.customer, quote.bill.voucher, waits.since)
    turn.work.quotes.put(replace(quote, waits=replace(waits, is_held=False)))


def hand_over(turn: Turn, quote: Quote) -> None:
    """Tell that what is kept for that quote is its order's from now on, which comes next.

    The voucher counts for the day on which it is ordered.
    """
    _tell_let_go(turn, quote)
    if quote.campaign:
        campaign, off = turn.work.campaigns.must(quote.campaign), quote.bill.voucher
        if campaign.rules is not None:
            count_no_more(turn, campaign, quote.customer, off, waits_of(quote).since)
            count(turn, campaign, quote.customer, off)


def waits_of(quote: Quote) -> WaitsForPayment:
    """For what the quote waits; InvariantBroken where it does not."""
    return there(quote.waits, f"payment of {quote.id}")


def _tell_let_go(turn: Turn, quote: Quote) -> None:
    of = (waits_of(quote).payment, quote.customer)
    items, stocks = _portions(quote)
    turn.emit(DishesLetGo(*of, items=items, stocks=stocks))
    if quote.campaign:
        turn.emit(VoucherLetGo(*of, quote.campaign, quote.bill.voucher))


def _portions(quote: Quote) -> tuple[tuple[Portion, ...], tuple[Portion, ...]]:
    """What the quote takes of dishes, and of what several of them share."""
    demand = demand_of(quote.basket.all_lines)
    return _in_order(demand.items), _in_order(demand.stocks)


def _in_order(counted: Mapping[str, int]) -> tuple[Portion, ...]:
    return tuple(Portion(id_, quantity) for id_, quantity in sorted(counted.items()))
