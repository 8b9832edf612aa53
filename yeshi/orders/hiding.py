"""What of an order is kept from those who need not know it, and from all once it is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from yeshi.orders.group_part import paid_by
from yeshi.orders.lines import without_payers
from yeshi.orders.order import Destination, Order


def without_door(order: Order) -> Order:
    """The order as it is kept once nobody needs to know where it went: at the counter it ends."""
    unread = tuple(replace(one, note="") if one.note else one for one in order.tickets)
    unnamed = replace(order.of_group, names=()) if order.of_group else None
    bare = Destination(order.pickup, "")
    return replace(order, destination=bare, note="", tickets=unread, of_group=unnamed)


def without_code(order: Order) -> Order:
    """The order as who did not order it may see it: without what gets it at counter and door."""
    pick_up = replace(order.pick_up, code="") if order.pick_up else None
    return replace(order, pick_up=pick_up, door_code=None)


def payers_unnamed(order: Order, own: Collection[str] = ()) -> Order:
    """The order as also who ordered it sees it: not from whose wallets others paid, nor how much.

    `own`: the customers who are told it of themselves.
    """
    if order.of_group:
        order = replace(order, of_group=paid_by(order.of_group, own))
    tickets = (replace(one, lines=without_payers(one.lines)) for one in order.tickets)
    return replace(order, tickets=tuple(tickets)) if order.is_tab else order


def unaddressed(order: Order) -> Order:
    """The order as who does not bring it may see it: not whose, where to, nor what is said."""
    bare = without_door(payers_unnamed(order))
    return replace(bare, customer="", door_code=None, of_group=None)
