"""A receipt: what was bought of whom, each fee, what came back, and what was paid and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.money import Money, total
from yeshi.base.refused import Reason, Refused
from yeshi.events.orders import PaidBy
from yeshi.orders.alteration import Alteration, as_ordered
from yeshi.orders.bill import Bill
from yeshi.orders.lifecycle import ENDED
from yeshi.orders.lines import DealShare, Line, deals_of
from yeshi.orders.order import Order
from yeshi.orders.wished import Wished


@dataclass(frozen=True, slots=True)
class NoReceiptYet(Reason):
    """The order is under way: what is paid for it is known when it is over."""

    order: str


@dataclass(frozen=True, slots=True)
class ReceiptPart:
    """What was bought of a merchant, as it was ordered; what of it was `altered`, or all not made.

    The price of what was not made is in what came back.
    """

    merchant: str
    lines: tuple[Line, ...]
    altered: tuple[Alteration, ...] = ()
    was_made: bool = True

    @property
    def deals(self) -> tuple[DealShare, ...]:
        """What each of the merchant's deals took off it."""
        return deals_of(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an order came to; it has nobody's name, door or number in it."""

    order: str
    placed_at: datetime
    ended_at: datetime | None
    parts: tuple[ReceiptPart, ...]
    bill: Bill
    returned: Money
    way: PaidBy
    wished: Wished | None = None

    @property
    def paid(self) -> Money:
        """What was paid in the end."""
        return self.bill.total - self.returned

    @property
    def holds(self) -> bool:
        """Whether its sums are those of its lines, and no more came back than was asked for."""
        lines = [line for part in self.parts for line in part.lines]
        items = sum(line.priced.fen for line in lines)
        dealt = sum(line.dealt.fen for line in lines)
        packing = sum(line.gross.fen for line in lines) - items
        bill = self.bill
        sums = (bill.items.fen, bill.packing.fen, bill.deals.fen if bill.deals else 0)
        return (items, packing, dealt) == sums and 0 <= self.paid.fen <= bill.total.fen


def receipt_of(order: Order) -> Receipt | Refused:
    """The receipt of an order that is over, whatever came of it."""
    if order.state not in ENDED:
        return Refused(NoReceiptYet(order.id))
    return Receipt(
        order=order.id,
        placed_at=order.placed_at,
        wished=order.wished,
        ended_at=order.ended_at,
        parts=tuple(
            ReceiptPart(
                merchant=one.merchant,
                lines=as_ordered(one.as_served, one.altered),
                altered=one.altered,
                was_made=not (one.is_given_back or order.is_refunded),
            )
            for one in order.tickets
        ),
        bill=order.bill,
        returned=_returned(order),
        way=order.way,
    )


def _returned(order: Order) -> Money:
    """What came back, or was not paid: at counters each part is paid when it is collected."""
    if order.is_refunded:
        return order.bill.total
    if order.pick_up is None or order.way is not PaidBy.CASH:
        return order.returned
    taken = [one.taken for one in order.tickets if one.taken is not None]
    return order.bill.total - total(taken, order.bill.total.currency)
