"""An order that was received, and a complaint about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tests.records import EVENING, fen, order_of, ticket, under_way
from yeshi.base.money import Money
from yeshi.events.complaints import BackTo, Bears
from yeshi.orders.complaining import TroubleTold, asked_in, complain
from yeshi.orders.complaint import BORNE_BY, Complaint, ComplaintState, Trouble
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order, Ticket

NOW = EVENING + timedelta(hours=1)


def received(*tickets: Ticket) -> Order:
    """A settled order, by default of two stalls of which one sold two dishes."""
    parts = tickets or (ticket("a", 1650, 3000, voucher=284), ticket("b", 3000, voucher=516))
    made = under_way(order_of(*parts, campaign="v"), OrderState.SETTLED)
    return replace(made, ended_at=EVENING)


def made_of(
    order: Order,
    quantities: Mapping[int, int],
    before: Sequence[Complaint] = (),
    merchant: str = "a",
    trouble: Trouble = Trouble.MISSING,
) -> Complaint:
    """The complaint about so many of the lines of the stall's part."""
    lines = complain(order, TroubleTold(merchant, quantities, trouble), before, NOW)
    assert isinstance(lines, tuple), lines
    asked, voucher = asked_in(lines, "CNY")
    stall = BORNE_BY[trouble] is Bears.STALL
    nothing: Money = fen(0)
    return Complaint(
        id=f"complaint-{len(before)}",
        order=order.id,
        merchant=merchant,
        customer=order.customer,
        zone=order.zone,
        lines=lines,
        trouble=trouble,
        words="",
        pictures=(),
        asked=asked,
        voucher=voucher,
        campaign=order.campaign,
        to=BackTo.WALLET,
        made_at=NOW,
        due_at=NOW + timedelta(hours=3),
        state=ComplaintState.ASKED if stall else ComplaintState.REFERRED,
        granted=nothing,
        from_stall=nothing,
        handed_out=nothing,
    )


def complained() -> Complaint:
    """A complaint about the first line of stall a."""
    return made_of(received(), {0: 1})
