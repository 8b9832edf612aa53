"""Beginning: an order for later is called to its kitchens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yeshi.events.later import OrderBegun
from yeshi.events.orders import TicketDelayed
from yeshi.events.record import Event
from yeshi.orders.later import is_to_begin
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order, Ticket
from yeshi.orders.progress import Progress, last_ready_at
from yeshi.orders.wished import Wished

BEGUN_LATE = "begun_late"


def begin(order: Order, now: datetime) -> Progress | None:
    """The order from which its kitchens' time counts; None where it is not time, or was begun.

    Begun later than was planned, its parts are ready as much later: nobody was called to them.
    """
    plan = order.wished
    if plan is None or not is_to_begin(order, now):
        return None
    tickets = tuple(_begun(one, plan, now) for one in order.tickets)
    begun = replace(
        order, wished=replace(plan, begun_at=now), tickets=tickets, version=order.version + 1
    )
    events: list[Event] = [OrderBegun(order.id, order.merchants)]
    for one, before in zip(tickets, order.tickets, strict=True):
        if one.ready_at and one.ready_at != before.ready_at:
            events.append(TicketDelayed(order.id, one.merchant, one.ready_at, BEGUN_LATE))
    if len(events) > 1 and order.state is OrderState.ACCEPTED:
        begun = replace(begun, ready_at=last_ready_at(begun))
    return Progress(begun, tuple(events))


def _begun(ticket: Ticket, plan: Wished, now: datetime) -> Ticket:
    """The part, ready as much later as it is begun; what was said after it should have been begun
    counted from when it was said."""
    if ticket.state is not TicketState.ACCEPTED or ticket.ready_at is None:
        return ticket
    counted = max(plan.begins_at, ticket.taken_at or plan.begins_at)
    return replace(ticket, ready_at=ticket.ready_at + (now - counted))
