"""What becomes of an order at a table when its counters have closed and its guests have gone."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.refused import Refused
from yeshi.base.sure import there
from yeshi.events.record import Event
from yeshi.orders.at_table import NotOnTab
from yeshi.orders.handing_over import hand_over, never_made
from yeshi.orders.later import may_take_back
from yeshi.orders.lifecycle import NOT_MADE, OrderState, OrderStep, OutOfTurn, TicketState
from yeshi.orders.order import Order
from yeshi.orders.pick_up import KEPT_FOR
from yeshi.orders.progress import Progress, call_off, made_when_all_are
from yeshi.orders.tab_paying import all_paid_back, forgo

_OPEN = (OrderState.ACCEPTED, OrderState.READY, OrderState.COLLECTED)


def is_over_at_table(order: Order, now: datetime) -> bool:
    """Whether nobody sits there any more, as the counters have closed long enough ago."""
    return (
        order.at_table is not None
        and order.state in _OPEN
        and now >= order.at_table.until + KEPT_FOR
    )


def call_off_by_customer(order: Order, now: datetime) -> Progress | Refused:
    """The order after its customer called it off; what a table paid of it goes back before.

    What is for later and nobody has begun ends as what nobody was sent for.
    """
    events: list[Event] = []
    for ticket in order.live_tickets if order.is_tab else ():
        order, back = all_paid_back(order, ticket.merchant)
        events += back
    step = OrderStep.STRAND if may_take_back(order) else OrderStep.CANCEL
    return _after(events, call_off(order, step, "customer", now))


def close_out(order: Order, now: datetime) -> Progress | Refused:
    """The order after its counters closed.

    What was never made is given back, also to who had paid it; what stands ready was eaten; what
    nobody paid is the loss of the stall that brought it.
    """
    if order.at_table is None:
        return Refused(NotOnTab(order.id))
    if order.state not in _OPEN:
        return Refused(OutOfTurn("order", order.state, OrderStep.FAIL))
    events: list[Event] = []
    for ticket in order.live_tickets:
        if ticket.state is TicketState.ACCEPTED:
            order, back = all_paid_back(order, ticket.merchant)
            events += back
            order = never_made(order, there(order.ticket(ticket.merchant), ticket.merchant), events)
    if not order.live_tickets:
        ended = call_off(order, OrderStep.STRAND, NOT_MADE, now)
        return _after(events, ended)
    so_far = Progress(order, ())
    if order.state is not OrderState.COLLECTED:
        so_far = made_when_all_are(order, [], now)
    return _after(events, _served_and_forgone(so_far, now))


def _served_and_forgone(so_far: Progress, now: datetime) -> Progress | Refused:
    order, events = so_far.order, list(so_far.events)
    for ticket in order.live_tickets:
        if ticket.state is TicketState.READY:
            served = hand_over(order, ticket.merchant, now)
            if isinstance(served, Refused):
                return served
            order, events = served.order, [*events, *served.events]
    for ticket in order.live_tickets if order.is_tab else ():
        if ticket.unpaid:
            gone = forgo(order, ticket.merchant, now)
            if isinstance(gone, Refused):
                return gone
            order, events = gone.order, [*events, *gone.events]
    return Progress(order, tuple(events))


def _after(events: list[Event], progress: Progress | Refused) -> Progress | Refused:
    if isinstance(progress, Refused):
        return progress
    return Progress(progress.order, (*events, *progress.events))
