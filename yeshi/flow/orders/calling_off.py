"""Calling off: a customer takes an order back, and what it had taken is put back."""

from __future__ import annotations

from yeshi.base.refused import Refused
from yeshi.events.record import Event
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.choosing import put_back
from yeshi.flow.orders.dealing import free_deals
from yeshi.flow.orders.own_order import order_of
from yeshi.flow.ports import Answer, Done
from yeshi.orders.later import asleep
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.tab_ending import call_off_by_customer


def call_off_order(engine: Engine, key: str, customer: str, order_id: str) -> Answer:
    """Have a customer call an order off: until it is accepted, one for later until it is begun."""

    def act(turn: Turn) -> Answer:
        order = order_of(turn, customer, order_id)
        if isinstance(order, Refused):
            return order
        ended = call_off_by_customer(order, turn.now)
        if isinstance(ended, Refused):
            return ended
        turn.work.orders.put(ended.order)
        turn.emit(*ended.events)
        return Done({"order": order_id})

    return engine.perform(key, "call_off_order", act, asked=(customer, order_id))


def restock_cancelled(turn: Turn, event: Event) -> None:
    """Put back what a cancelled order took, where nobody had answered, or begun.

    A part that lapsed was put back when it did.
    """
    order = turn.work.orders.must(event.subject)
    lines = [
        line
        for ticket in order.tickets
        if ticket.state is TicketState.PLACED
        or (ticket.state is TicketState.ACCEPTED and asleep(order))
        for line in ticket.lines
    ]
    put_back(turn.work, lines)
    free_deals(turn, lines, order.placed_at)
