"""Mutations of money, vouchers and stock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from tests.storm.mutation import all_of, mutation
from yeshi.events import orders as happened
from yeshi.events.fulfilment import Fulfilment
from yeshi.fleet import earnings
from yeshi.flow.engine import Turn
from yeshi.flow.orders import calling_off, cash, collecting, cooking, placing, posting
from yeshi.flow.table import TABLE
from yeshi.flow.vouchers import counting, offered
from yeshi.ledger import postings
from yeshi.orders import lifecycle, progress
from yeshi.orders.cash import CashStanding
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import claim_id


def lines_of(kind: type, change: Callable[[Any, list[Any]], list[Any]]) -> Any:
    """The money table with other lines for one kind of event."""
    told = postings._POSTINGS[kind]
    return patch.dict(postings._POSTINGS, {kind: lambda event: iter(change(event, [*told(event)]))})


@mutation
def lost_refund() -> Any:
    """What was paid for an order that came to nothing does not go back to the customer."""
    return lines_of(
        happened.OrderRefunded,
        lambda _, lines: [one for one in lines if not one[1].startswith("wallet")],
    )


@mutation
def cash_still_owed() -> Any:
    """What the courier took at the door stays owed by the customer."""
    return lines_of(
        happened.OrderSettled, lambda _, lines: [one for one in lines if one[3] != "cash"]
    )


@mutation
def unpaid_for_nothing() -> Any:
    """Who did not pay at the door is told to be barred, and is not."""
    kept = cash.bar

    def bar(turn: Any, customer: str, order: str) -> None:
        kept(turn, customer, order)
        turn.work.cash_standings.put(CashStanding(id=customer))

    return all_of(patch.object(cash, "bar", bar), patch.object(collecting, "bar", bar))


@mutation
def refund_of_the_voucher_to_the_customer() -> Any:
    """A part that is turned down is paid back at its full price, voucher included."""
    told = progress._given_back

    def given_back(*given: Any) -> Any:
        event = told(*given)
        return replace(event, back_to_customer=event.back_to_customer + event.back_to_campaign)

    return patch.object(progress, "_given_back", given_back)


@mutation
def doubled_pay() -> Any:
    """A courier is paid twice for an order, once in the shift."""
    counted = posting.credit_shift
    return patch.object(posting, "credit_shift", lambda *given: counted(*given) * 2)


@mutation
def order_counted_twice() -> Any:
    """An order counts twice in the shift and is paid once."""
    counted = posting.credit_shift
    return patch.object(
        posting, "credit_shift", lambda *given: (counted(*given), counted(*given))[1]
    )


@mutation
def fee_taken_twice() -> Any:
    """The platform takes its commission twice."""
    return lines_of(
        happened.OrderSettled,
        lambda _, lines: [*lines, *(one for one in lines if one[3] == "commission")],
    )


@mutation
def stock_not_put_back() -> Any:
    """What a cancelled order had taken stays away."""
    return patch.object(calling_off, "put_back", lambda *_: None)


@mutation
def silence_keeps_the_stock() -> Any:
    """What a silent stall was asked for stays away."""
    return patch.object(cooking, "put_back", lambda *_: None)


@mutation
def stock_not_taken() -> Any:
    """What is sold stays on the shelf."""
    return patch.object(placing, "keep_shelf", lambda *_: None)


@mutation
def voucher_not_given_back() -> Any:
    """A voucher that was won is gone with an order that came to nothing."""
    return patch.object(posting, "give_back", lambda *_: None)


@mutation
def voucher_spent_twice() -> Any:
    """Who won a voucher may spend it again and again."""

    def may_spend(work: Any, campaign: Campaign, customer: str) -> bool:
        found = work.claims.get(claim_id(campaign.id, customer))
        return campaign.lot is None or bool(found and found.won)

    return all_of(
        patch.object(counting, "may_spend", may_spend),
        patch.object(offered, "_has_one", may_spend),
        patch.object(placing, "spend", lambda *_: None),
    )


@mutation
def settled_twice() -> Any:
    """An order that was settled can be, and is, once more."""
    life = {
        (lifecycle.OrderState.SETTLED, lifecycle.OrderStep.SETTLE): lifecycle.OrderState.SETTLED
    }

    def settle(turn: Turn, event: Any) -> None:
        posting.settle(turn, event)
        posting.settle(turn, event)

    return all_of(
        patch.dict(lifecycle.ORDER_LIVES[Fulfilment.DELIVERY], life),
        _reacting(happened.OrderDelivered, "settle", settle),
    )


@mutation
def guarantee_on_top() -> Any:
    """A shift is lifted by the whole guarantee, whatever it earned."""
    return patch.object(
        earnings, "top_up", lambda _, per_hour, duty_s: earnings.guarantee(per_hour, duty_s)
    )


def _reacting(kind: type, name: str, react: Any) -> Any:
    """The table with another reaction of that name on the event."""
    reactions = tuple(replace(one, react=react) if one.name == name else one for one in TABLE[kind])
    return patch.dict(TABLE, {kind: reactions})  # type: ignore[arg-type]
