"""Handing over at the counter: a customer collects a part, or nobody came for it in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Refused, Unknown
from yeshi.events import orders as happened
from yeshi.events.collecting import TicketHandedOver, TicketLeft, TicketUnpaid
from yeshi.events.orders import PaidBy
from yeshi.events.record import Event
from yeshi.orders.lifecycle import (
    NOT_COLLECTED,
    NOT_MADE,
    OrderState,
    OrderStep,
    OutOfTurn,
    TicketState,
    TicketStep,
    ticket_after,
)
from yeshi.orders.order import Order, Ticket
from yeshi.orders.pick_up import KEPT_FOR, NotToCollect
from yeshi.orders.progress import Progress, call_off, fail, made_when_all_are, with_ticket


def to_take(order: Order, ticket: Ticket) -> Money | None:
    """The cash that is, or was, paid for the part when it is collected; None where that is none.

    Who is paid first takes what is given to a programme with it.
    """
    if ticket.taken is not None or order.pick_up is None or order.way is not PaidBy.CASH:
        return ticket.taken
    donation = order.bill.donation
    if any(one.taken is not None for one in order.tickets):
        donation = Money(0, donation.currency)
    return ticket.sold - ticket.voucher + donation


def hand_over(order: Order, merchant: str, now: datetime) -> Progress | Refused:
    """The order after its customer has the part of `merchant`, and pays what is due at the counter.

    A part may be collected, or come to the table, while others are still made.
    """
    ticket = order.ticket(merchant)
    if ticket is None:
        return Refused(Unknown("ticket", f"{order.id}/{merchant}"))
    if order.is_brought:
        return Refused(NotToCollect(order.id))
    state = ticket_after(ticket.state, TicketStep.HAND, order.fulfilment)
    if isinstance(state, Refused):
        return state
    if order.state not in (OrderState.PLACED, OrderState.ACCEPTED, OrderState.READY):
        return Refused(OutOfTurn("order", order.state, TicketStep.HAND))
    taken = to_take(order, ticket) if order.pick_up else ticket.taken
    handed = with_ticket(order, replace(ticket, state=state, handed_at=now, taken=taken))
    return made_when_all_are(
        handed, [TicketHandedOver(order.id, merchant, taken if order.pick_up else None)], now
    )


def is_over(order: Order, now: datetime) -> bool:
    """Whether the time to collect the order is over, as the counters are closed."""
    if order.pick_up is None or order.state not in (OrderState.ACCEPTED, OrderState.READY):
        return False
    if order.state is OrderState.ACCEPTED:
        return now >= order.pick_up.until + KEPT_FOR
    made = [one.made_at for one in order.live_tickets if one.made_at]
    return now >= max([order.pick_up.until, *(at + KEPT_FOR for at in made)])


def leave(order: Order, now: datetime) -> Progress | Refused:
    """The order after the time to collect it is over.

    What was never made is given back. What is paid stays sold, whoever came for it; what was to be
    paid at the counter is the platform's loss, as it is at a door.
    """
    if order.pick_up is None:
        return Refused(NotToCollect(order.id))
    if order.state not in (OrderState.ACCEPTED, OrderState.READY):
        return Refused(OutOfTurn("order", order.state, TicketStep.LEAVE))
    order, events = _without_what_is_never_made(order, now)
    if order.state is OrderState.COLLECTED:
        return Progress(order, tuple(events))
    for ticket in order.live_tickets:
        if ticket.state is TicketState.READY:
            order = _not_collected(order, ticket, events)
    if order.live_tickets:
        return made_when_all_are(order, events, now)
    never = all(one.state is not TicketState.UNPAID for one in order.tickets)
    if never:
        ended = call_off(order, OrderStep.STRAND, NOT_MADE, now)
    else:
        ended = fail(order, None, NOT_COLLECTED, now)
    if isinstance(ended, Refused):
        return ended
    return Progress(ended.order, (*events, *ended.events))


def _without_what_is_never_made(order: Order, now: datetime) -> tuple[Order, list[Event]]:
    """The order with the parts given back that no stall made, and what happened with that."""
    events: list[Event] = []
    for ticket in order.live_tickets:
        if ticket.state is TicketState.ACCEPTED:
            order = never_made(order, ticket, events)
    if not order.live_tickets:
        return order, events
    # The rest may be all that is waited for.
    made = made_when_all_are(order, events, now)
    return made.order, list(made.events)


def never_made(order: Order, ticket: Ticket, events: list[Event]) -> Order:
    """The order with that part given back, which is told in `events`."""
    back, voucher = ticket.sold - ticket.voucher, ticket.voucher
    events.append(
        happened.TicketLapsed(
            order=order.id,
            merchant=ticket.merchant,
            why=NOT_MADE,
            back_to_customer=back,
            back_to_campaign=voucher,
            campaign=order.campaign,
            customer=order.customer,
            way=order.way,
        )
    )
    return _without(order, replace(ticket, state=TicketState.LAPSED, why=NOT_MADE))


def _not_collected(order: Order, ticket: Ticket, events: list[Event]) -> Order:
    if order.way is not PaidBy.CASH:
        events.append(TicketLeft(order.id, ticket.merchant))
        return with_ticket(order, replace(ticket, state=TicketState.LEFT))
    events.append(
        TicketUnpaid(
            order=order.id,
            merchant=ticket.merchant,
            why=NOT_COLLECTED,
            back_to_customer=ticket.sold - ticket.voucher,
            back_to_campaign=ticket.voucher,
            campaign=order.campaign,
            customer=order.customer,
            way=order.way,
            compensation=ticket.sold,
        )
    )
    return _without(order, replace(ticket, state=TicketState.UNPAID, why=NOT_COLLECTED))


def _without(order: Order, ticket: Ticket) -> Order:
    """The order with that part given back."""
    return replace(
        with_ticket(order, replace(ticket, ready_at=None, offer=None)),
        returned=order.returned + ticket.sold - ticket.voucher,
        voucher_returned=order.voucher_returned + ticket.voucher,
    )
