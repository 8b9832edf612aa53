"""Altering: a stall offers what it can make instead, and the customer agrees or does not."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.refused import Invalid, Refused
from yeshi.base.sure import there
from yeshi.events.altering import OfferDeclined, TicketAltered, TicketOffered
from yeshi.events.record import Event
from yeshi.orders.alteration import (
    OFFERS_MAX,
    Alteration,
    NothingLeft,
    NothingOffered,
    TooManyOffers,
    line_like,
    without,
)
from yeshi.orders.lifecycle import OutOfTurn, TicketStep
from yeshi.orders.order import Order, Ticket
from yeshi.orders.progress import Progress, to_do, with_ticket
from yeshi.orders.tab_paying import paid_back


def offer(order: Order, merchant: str, alteration: Alteration) -> Progress | Refused:
    """The order after `merchant` asks its customer to agree; an offer before it is withdrawn."""
    ticket = to_do(order, merchant, TicketStep.ALTER)
    if isinstance(ticket, Refused):
        return ticket
    if ticket.offer == alteration:
        return Refused(OutOfTurn("ticket", ticket.state, TicketStep.ALTER))
    lines = without(ticket.lines, alteration)
    if lines is None:
        return Refused(Invalid("line", "choice"))
    if not lines:
        return Refused(NothingLeft(merchant))
    if ticket.offers >= OFFERS_MAX:
        return Refused(TooManyOffers(merchant, OFFERS_MAX))
    event = TicketOffered(
        order=order.id,
        merchant=merchant,
        item=alteration.line.item,
        quantity=alteration.line.quantity,
        instead=alteration.instead.item if alteration.instead else None,
    )
    said = replace(ticket, offer=alteration, offers=ticket.offers + 1)
    return Progress(with_ticket(order, said), (event,))


def agree(order: Order, merchant: str) -> Progress | Refused:
    """The order after its customer takes what was offered; exactly the difference goes back.

    It goes back to the customer, but for what of the voucher is more than what is left to pay.
    """
    found = _offered(order, merchant)
    if isinstance(found, Refused):
        return found
    ticket, offered = found
    lines = there(without(ticket.lines, offered), f"line that {order.id} offers to change")
    sold = ticket.sold - offered.back
    to_campaign = ticket.voucher - min(ticket.voucher, sold)
    to_customer = offered.back - to_campaign
    changed = replace(
        ticket,
        lines=lines,
        voucher=ticket.voucher - to_campaign,
        offer=None,
        offers=0,
        altered=(*ticket.altered, offered),
    )
    event = TicketAltered(
        order=order.id,
        merchant=merchant,
        item=offered.line.item,
        quantity=offered.line.quantity,
        instead=offered.instead.item if offered.instead else None,
        back_to_customer=to_customer,
        back_to_campaign=to_campaign,
        campaign=order.campaign,
        customer=order.customer,
        way=order.way,
    )
    after = replace(
        with_ticket(order, changed),
        returned=order.returned + to_customer,
        voucher_returned=order.voucher_returned + to_campaign,
    )
    of = line_like(ticket.lines, offered.line)
    after, back = paid_back(after, merchant, [(of.paid if of else None, to_customer)])
    events: tuple[Event, ...] = (event, *back)
    return Progress(after, events)


def decline(order: Order, merchant: str) -> Progress | Refused:
    """The order after its customer wants it as it was ordered; the stall makes it, or cannot."""
    found = _offered(order, merchant)
    if isinstance(found, Refused):
        return found
    ticket, offered = found
    said = replace(ticket, offer=replace(offered, declined=True))
    event = OfferDeclined(order.id, merchant, offered.line.item)
    return Progress(with_ticket(order, said), (event,))


def _offered(order: Order, merchant: str) -> tuple[Ticket, Alteration] | Refused:
    ticket = to_do(order, merchant, TicketStep.ALTER)
    if isinstance(ticket, Refused):
        return ticket
    if ticket.offer is None or ticket.offer.declined:
        return Refused(NothingOffered(order.id))
    return ticket, ticket.offer
