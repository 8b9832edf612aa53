"""Paying at a table: line by line, by whom one likes; what is given back again, or never paid."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.money import Money, total
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.collecting import TicketUnpaid
from yeshi.events.record import Event
from yeshi.events.tables import PartPaid, PartPaidBack, TicketForgone
from yeshi.orders.at_table import NotOnTab, NotTakenOn, PaidAlready
from yeshi.orders.cash import NOT_PAID
from yeshi.orders.lifecycle import (
    PAYABLE,
    UNDER_WAY,
    OrderStep,
    OutOfTurn,
    TicketState,
    TicketStep,
    ticket_after,
)
from yeshi.orders.lines import Line, LinePaid
from yeshi.orders.order import Order, Ticket
from yeshi.orders.progress import Progress, fail, made_when_all_are, with_ticket


@dataclass(frozen=True, slots=True)
class LineAt:
    """A line of an order: whose part it is in, and its place there, from 0 on."""

    order: str
    merchant: str
    place: int

    @property
    def written(self) -> str:
        """As a form names it."""
        return f"{self.order}/{self.merchant}/{self.place}"


def may_be_paid(order: Order, ticket: Ticket) -> bool:
    """Whether that part can be paid now: it was taken on, and nothing is asked about it."""
    return order.is_tab and order.state in UNDER_WAY and _stands(ticket)


def _stands(ticket: Ticket) -> bool:
    waits = ticket.offer is not None and not ticket.offer.declined
    return ticket.state in PAYABLE and not waits


def amount_of(order: Order, lines: Iterable[LineAt]) -> Money | Refused:
    """What those lines of the order come to; refused where one is not there."""
    found = [_line_at(order, one) for one in lines]
    amounts = [one.amount for one in found if one is not None]
    if len(amounts) < len(found):
        return Refused(Invalid("line", "choice"))
    return total(amounts, order.bill.total.currency)


def pay(order: Order, lines: Collection[LineAt], customer: str | None) -> Progress | Refused:
    """The order after those lines are paid: from the customer's wallet, or in cash (None)."""
    if not order.is_tab or order.at_table is None:
        return Refused(NotOnTab(order.id))
    if order.state not in UNDER_WAY:
        # Its parts stand as they were when it was called off.
        return Refused(OutOfTurn("order", order.state, OrderStep.SETTLE))
    tab = order.at_table.tab
    events: list[Event] = []
    for merchant in dict.fromkeys(one.merchant for one in lines):
        ticket = order.ticket(merchant)
        if ticket is None:
            return Refused(Unknown("ticket", f"{order.id}/{merchant}"))
        places = frozenset(one.place for one in lines if one.merchant == merchant)
        paid = _paid(ticket, places, LinePaid(customer))
        if isinstance(paid, Refused):
            return paid
        amount = total((ticket.lines[at].amount for at in places), order.bill.total.currency)
        order = with_ticket(order, _with_cash(paid, amount) if customer is None else paid)
        events.append(
            PartPaid(
                order=order.id, merchant=merchant, tab=tab, customer=customer,
                amount=amount,
            )
        )  # fmt: skip
    return Progress(order, tuple(events))


def paid_back(
    order: Order, merchant: str, amounts: Iterable[tuple[LinePaid | None, Money]]
) -> tuple[Order, list[Event]]:
    """The order after what of its lines is not to be paid after all went back to who paid it.

    `amounts`: of a line, how it is paid and what goes back. Cash is given back by the stall.
    """
    back: dict[str | None, Money] = {}
    for paid, amount in amounts:
        if paid and amount:
            before = back.get(paid.customer, amount * 0)
            back[paid.customer] = before + amount
    if None in back:
        ticket = there(order.ticket(merchant), f"part of {merchant}")
        order = with_ticket(order, _with_cash(ticket, back[None] * -1))
    tab = order.at_table.tab if order.at_table else ""
    return order, [
        PartPaidBack(order=order.id, merchant=merchant, tab=tab, customer=payer, amount=amount)
        for payer, amount in back.items()
    ]


def all_paid_back(order: Order, merchant: str) -> tuple[Order, list[Event]]:
    """The order after all that was paid of that part went back to who paid it."""
    ticket = there(order.ticket(merchant), f"part of {merchant}")
    lines = [(line.paid, line.amount) for line in ticket.lines]
    order, back = paid_back(order, merchant, lines)
    ticket = there(order.ticket(merchant), f"part of {merchant}")
    unpaid = tuple(replace(line, paid=None) for line in ticket.lines)
    return with_ticket(order, replace(ticket, lines=unpaid)), back


def forgo(order: Order, merchant: str, now: datetime) -> Progress | Refused:
    """The order after nobody pays what is left of that part: its guests have gone.

    It is the stall's loss, who let them eat first; the city takes no share of it.
    """
    ticket = order.ticket(merchant)
    if ticket is None:
        return Refused(Unknown("ticket", f"{order.id}/{merchant}"))
    if not order.is_tab or order.at_table is None:
        return Refused(NotOnTab(order.id))
    if ticket_after(ticket.state, TicketStep.FORGO, order.fulfilment) is not TicketState.UNPAID:
        return Refused(OutOfTurn("ticket", ticket.state, TicketStep.FORGO))
    unpaid = tuple(one for one in ticket.lines if one.paid is None)
    if not unpaid:
        return Refused(PaidAlready(merchant))
    if len(unpaid) == len(ticket.lines):
        return _all_forgone(order, ticket, now)
    amount, paid = ticket.unpaid, tuple(one for one in ticket.lines if one.paid)
    left = with_ticket(order, replace(ticket, lines=paid, forgone=(*ticket.forgone, *unpaid)))
    event = TicketForgone(
        order=order.id, merchant=merchant, tab=order.at_table.tab, back_to_customer=amount,
        back_to_campaign=amount * 0, campaign=None, customer=order.customer, way=order.way,
    )  # fmt: skip
    return Progress(replace(left, returned=order.returned + amount), (event,))


def _all_forgone(order: Order, ticket: Ticket, now: datetime) -> Progress | Refused:
    event = TicketUnpaid(
        order=order.id, merchant=ticket.merchant, why=NOT_PAID, back_to_customer=ticket.sold,
        back_to_campaign=ticket.voucher, campaign=None, customer=order.customer, way=order.way,
        compensation=ticket.sold * 0,
    )  # fmt: skip
    gone = replace(ticket, state=TicketState.UNPAID, why=NOT_PAID, ready_at=None, offer=None)
    returned = order.returned + ticket.sold
    order = replace(with_ticket(order, gone), returned=returned)
    if order.live_tickets:
        return made_when_all_are(order, [event], now)
    ended = fail(order, None, NOT_PAID, now)
    if isinstance(ended, Refused):
        return ended
    return Progress(ended.order, (event, *ended.events))


def _paid(ticket: Ticket, places: frozenset[int], paid: LinePaid) -> Ticket | Refused:
    if not places or not places <= set(range(len(ticket.lines))):
        return Refused(Invalid("line", "choice"))
    if not _stands(ticket):
        return Refused(NotTakenOn(ticket.merchant))
    if any(ticket.lines[at].paid for at in places):
        return Refused(PaidAlready(ticket.merchant))
    lines = (
        replace(line, paid=paid) if at in places else line for at, line in enumerate(ticket.lines)
    )
    return replace(ticket, lines=tuple(lines))


def _with_cash(ticket: Ticket, more: Money) -> Ticket:
    """The part with so much more cash taken for it; none where all of it was given back."""
    taken = ticket.taken + more if ticket.taken else more
    return replace(ticket, taken=taken if taken else None)


def _line_at(order: Order, at: LineAt) -> Line | None:
    ticket = order.ticket(at.merchant)
    found = at.order == order.id and ticket is not None and 0 <= at.place < len(ticket.lines)
    return ticket.lines[at.place] if ticket is not None and found else None
