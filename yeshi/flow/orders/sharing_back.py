"""What comes back of an order that several paid goes to each who had paid it, to the fen."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.errors import InvariantBroken
from yeshi.base.money import total
from yeshi.events.altering import TicketAltered
from yeshi.events.groups import OrderSharedBack
from yeshi.events.orders import OrderRefunded, PaidBy, TicketRejected
from yeshi.events.record import Event
from yeshi.flow.engine import Turn
from yeshi.orders.group_part import given_back


def share_back(turn: Turn, event: Event) -> None:
    """Have each of the group have back what of it is not to be paid after all."""
    if not isinstance(event, TicketRejected | TicketAltered | OrderRefunded):
        return
    if event.way is not PaidBy.GROUP or not event.back_to_customer:
        return
    order = turn.work.orders.must_lock(event.order)
    if order.of_group is None:
        raise InvariantBroken(f"{order.id} is of no group")
    lines = [line for ticket in order.live_tickets for line in ticket.lines]
    of_group, moved = given_back(order.of_group, lines, isinstance(event, OrderRefunded))
    amount = event.back_to_customer
    if total((back for _, back in moved), amount.currency) != amount:
        raise InvariantBroken(f"{order.id} gives back {amount}, its guests have {moved}")
    turn.work.orders.put(replace(order, of_group=of_group))
    turn.emit(*(OrderSharedBack(order.id, customer, back) for customer, back in moved))
