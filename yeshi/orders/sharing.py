"""Sharing out: what is asked of each merchant of an order, and booked for it once delivered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yeshi.base.money import Money
from yeshi.events.fulfilment import Till
from yeshi.events.orders import Asked, Share
from yeshi.orders.order import Order, Ticket


@dataclass(frozen=True, slots=True)
class Commission:
    """The platform's fee: a share of what a merchant sells, in basis points (1/10 000)."""

    basis_points: int


def asked(order: Order) -> tuple[Asked, ...]:
    """What is asked of each merchant of the order, when it is placed."""
    return tuple(
        Asked(one.merchant, one.sold, one.voucher, one.dealt or None) for one in order.tickets
    )


def shares(order: Order, commission: Commission) -> tuple[Share, ...]:
    """What each merchant of the order sold, and what of it is the platform's and a programme's."""
    return tuple(_share(ticket, commission) for ticket in order.live_tickets)


def tills(order: Order, shared: Iterable[Share]) -> tuple[Till, ...]:
    """What each merchant took at its counter, of which it keeps what the sale leaves it."""
    left = {one.merchant: one.sold - one.fee - one.given for one in shared}
    return tuple(
        Till(one.merchant, one.taken, min(one.taken, left[one.merchant]))
        for one in order.live_tickets
        if one.taken is not None
    )


def _share(ticket: Ticket, commission: Commission) -> Share:
    sold = ticket.sold
    fee = sold.share(commission.basis_points)
    # A stall gives of what the fee leaves it: it never pays for its gift.
    given = min(ticket.given, sold - fee) if ticket.programme else Money(0, sold.currency)
    return Share(
        merchant=ticket.merchant,
        sold=sold,
        voucher=ticket.voucher,
        fee=fee,
        given=given,
        programme=ticket.programme,
        deals=ticket.dealt or None,
    )
