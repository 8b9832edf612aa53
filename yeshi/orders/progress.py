"""What each step does to an order: the new order and its events, or why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.money import Money
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.base.sure import there
from yeshi.events import orders as happened
from yeshi.events.collecting import DoorCodeTold, OrderReceived
from yeshi.events.orders import Compensation
from yeshi.events.record import Event
from yeshi.orders.at_table import ComesToTable
from yeshi.orders.door_code import WrongDoorCode
from yeshi.orders.later import asleep, counts_from
from yeshi.orders.lifecycle import (
    GONE,
    MADE,
    OrderState,
    OrderStep,
    OutOfTurn,
    TicketState,
    TicketStep,
    after,
    ticket_after,
)
from yeshi.orders.order import Order, Ticket
from yeshi.orders.pick_up import ToCollect
from yeshi.orders.sharing import Commission, shares, tills
from yeshi.orders.wished import NotBegunYet


@dataclass(frozen=True, slots=True)
class Progress:
    """An order after a step, and what happened."""

    order: Order
    events: tuple[Event, ...]


def answer_ticket(
    order: Order,
    merchant: str,
    step: TicketStep,
    now: datetime,
    ready_at: datetime | None = None,
    why: str = "",
) -> Progress | Refused:
    """The order after `merchant` accepts, rejects or lets lapse its ticket.

    When every ticket is answered, the order is accepted with what is left of it, or, with nothing
    left, rejected (cancelled, if the last ticket lapsed).
    """
    ticket = order.ticket(merchant)
    if ticket is None:
        return Refused(Unknown("ticket", f"{order.id}/{merchant}"))
    # Its customer may have called the order off meanwhile.
    if order.state is not OrderState.PLACED:
        return Refused(OutOfTurn("order", order.state, OrderStep.ACCEPT))
    state = ticket_after(ticket.state, step, order.fulfilment)
    if isinstance(state, Refused):
        return state
    taken_at = now if step is TicketStep.ACCEPT else None
    said = replace(ticket, state=state, ready_at=ready_at, taken_at=taken_at, why=why)
    if step is not TicketStep.ACCEPT:
        said = replace(said, offer=None)
    answered = with_ticket(order, said)
    events: list[Event] = []
    if step is TicketStep.ACCEPT:
        by = there(ready_at, f"moment for {merchant} to be ready")
        events.append(happened.TicketAccepted(order.id, merchant, by))
    elif not answered.live_tickets:
        # The refund of the whole order, delivery included, pays this ticket back too.
        return _nobody_cooks(answered, step, why, now)
    else:
        answered = replace(
            answered,
            returned=order.returned + ticket.sold - ticket.voucher,
            voucher_returned=order.voucher_returned + ticket.voucher,
        )
        events.append(_given_back(order, ticket, step, why))
    if all(ticket.state is not TicketState.PLACED for ticket in answered.tickets):
        ready = last_ready_at(answered)
        answered = replace(answered, state=OrderState.ACCEPTED, ready_at=ready)
        events.append(happened.OrderAccepted(order.id, ready))
    return made_when_all_are(answered, events, now)


def delay(order: Order, merchant: str, ready_at: datetime, why: str) -> Progress | Refused:
    """The order after `merchant` says that its part is ready later than it said before."""
    ticket = to_do(order, merchant, TicketStep.DELAY)
    if isinstance(ticket, Refused):
        return ticket
    said = there(ticket.ready_at, f"moment for {merchant} to be ready")
    if ready_at <= said:
        return Refused(Invalid("ready_at", f"> {said.isoformat()}"))
    delayed = with_ticket(order, replace(ticket, ready_at=ready_at, why=why))
    if order.state is OrderState.ACCEPTED:
        delayed = replace(delayed, ready_at=last_ready_at(delayed))
    return Progress(delayed, (happened.TicketDelayed(order.id, merchant, ready_at, why),))


def ticket_ready(order: Order, merchant: str, now: datetime) -> Progress | Refused:
    """The order after `merchant` puts its part on the counter; ready when all parts are.

    What it had offered to change is made as it was ordered.
    """
    ticket = to_do(order, merchant, TicketStep.READY)
    if isinstance(ticket, Refused):
        return ticket
    made = with_ticket(order, replace(ticket, made_at=now, offer=None))
    events: list[Event] = [happened.TicketReady(order.id, merchant)]
    return made_when_all_are(made, events, now)


def collect(order: Order, courier: str, now: datetime) -> Progress | Refused:
    """The order after `courier` takes it."""
    if not order.is_brought:
        return Refused(ComesToTable(order.id) if order.at_table else ToCollect(order.id))
    state = after(order.state, OrderStep.COLLECT, order.fulfilment)
    if isinstance(state, Refused):
        return state
    collected = replace(order, state=state, collected_at=now, version=order.version + 1)
    return Progress(collected, (happened.OrderCollected(order.id, courier, order.merchants),))


def deliver(order: Order, courier: str, now: datetime, code: str = "") -> Progress | Refused:
    """The order after `courier` hands it over, with the `code` they were told there, if any."""
    state = after(order.state, OrderStep.DELIVER, order.fulfilment)
    if isinstance(state, Refused):
        return state
    known = order.door_code
    if code and known and code != known.code:
        return Refused(WrongDoorCode())
    ready_at = there(order.ready_at, f"moment at which {order.id} was ready")
    delivered = replace(order, state=state, ended_at=now, version=order.version + 1)
    since = counts_from(order)
    event = happened.OrderDelivered(order.id, courier, since, ready_at, order.promised_by)
    if not code or known is None:
        return Progress(delivered, (event,))
    told = replace(delivered, door_code=replace(known, told=True))
    return Progress(told, (DoorCodeTold(order.id, courier), event))


def settle(order: Order, courier_pay: Money, commission: Commission) -> Progress | Refused:
    """The order that was received, after its money is shared out."""
    state = after(order.state, OrderStep.SETTLE, order.fulfilment)
    if isinstance(state, Refused):
        return state
    bill, shared = order.bill, shares(order, commission)
    event = happened.OrderSettled(
        order=order.id,
        shares=shared,
        delivery_fee=bill.delivery,
        donation=bill.donation,
        programme=order.programme,
        courier=order.courier,
        courier_pay=courier_pay,
        campaign=order.campaign,
        taken=order.cash if order.courier else None,
        tills=tills(order, shared),
        tip=bill.tip,
    )
    return Progress(replace(order, state=state, version=order.version + 1), (event,))


def call_off(order: Order, step: OrderStep, why: str, now: datetime) -> Progress | Refused:
    """The order after it is cancelled by its customer, or stranded: no courier, or never made.

    What was handed over in part cannot be taken back.
    """
    state = after(order.state, step, order.fulfilment)
    if any(ticket.state is TicketState.HANDED for ticket in order.tickets):
        return Refused(OutOfTurn("order", order.state, step))
    if isinstance(state, Refused):
        return state
    ended = replace(order, state=state, ended_at=now, version=order.version + 1)
    event = happened.OrderCancelled(order.id, order.customer, _all_merchants(order), why)
    return Progress(ended, (event,))


def fail(order: Order, courier: str | None, why: str, now: datetime) -> Progress | Refused:
    """The order after `courier` gives up bringing it, or nobody came to collect any of it."""
    state = after(order.state, OrderStep.FAIL, order.fulfilment)
    if isinstance(state, Refused):
        return state
    ended = replace(order, state=state, ended_at=now, version=order.version + 1)
    event = happened.OrderFailed(order.id, order.customer, _all_merchants(order), why, courier)
    return Progress(ended, (event,))


def refund(order: Order, courier_pay: Money, unpaid: bool = False) -> Progress | Refused:
    """The ended order after what is still held for it goes back.

    Merchants who had begun to cook are compensated, and a courier who had collected is paid. Of
    what is for later, and sleeps, nobody has begun anything.
    `unpaid`: it came to nothing because nobody paid at the door.
    """
    state = after(order.state, OrderStep.REFUND, order.fulfilment)
    if isinstance(state, Refused):
        return state
    back, voucher = held(order)
    cooked = tuple(
        Compensation(ticket.merchant, ticket.sold)
        for ticket in order.live_tickets
        if ticket.state in (TicketState.ACCEPTED, TicketState.READY) and not asleep(order)
    )
    brought = order.collected_at is not None and order.courier is not None
    event = happened.OrderRefunded(
        order=order.id, customer=order.customer, back_to_customer=back, back_to_campaign=voucher,
        campaign=order.campaign, compensated=cooked, courier=order.courier if brought else None,
        courier_pay=courier_pay if brought else Money(0, courier_pay.currency), way=order.way,
        unpaid=unpaid,
    )  # fmt: skip
    return Progress(replace(order, state=state, version=order.version + 1), (event,))


def held(order: Order) -> tuple[Money, Money]:
    """What is still held for the order: the customer's money, and the campaign's."""
    return order.bill.total - order.returned, order.bill.voucher - order.voucher_returned


def _nobody_cooks(order: Order, step: TicketStep, why: str, now: datetime) -> Progress | Refused:
    if step is TicketStep.LAPSE:
        return call_off(order, OrderStep.CANCEL, why, now)
    state = after(order.state, OrderStep.REJECT, order.fulfilment)
    if isinstance(state, Refused):
        return state
    event = happened.OrderRejected(order.id, order.customer, _all_merchants(order), why)
    return Progress(replace(order, state=state, ended_at=now), (event,))


def made_when_all_are(order: Order, events: list[Event], now: datetime) -> Progress:
    """Ready with the last part: also when the part that was waited for is given back.

    Received with the last part that its customer collects, or that comes to their table.
    """
    if order.state is OrderState.ACCEPTED and all(one.state in MADE for one in order.live_tickets):
        events.append(happened.OrderReady(order.id, order.courier))
        order = replace(order, state=OrderState.READY)
    waits = any(ticket.state not in GONE for ticket in order.live_tickets)
    if order.state is not OrderState.READY or order.is_brought or waits:
        return Progress(order, tuple(events))
    received = replace(order, state=OrderState.COLLECTED, collected_at=now, ended_at=now)
    left = (one.merchant for one in order.live_tickets if one.state is TicketState.LEFT)
    event = OrderReceived(
        order=order.id,
        merchants=order.merchants,
        left=tuple(left),
        placed_at=counts_from(order),
        ready_at=there(order.ready_at, f"moment at which {order.id} was ready"),
        promised_by=order.promised_by,
    )
    return Progress(received, (*events, event))


def _all_merchants(order: Order) -> tuple[str, ...]:
    return tuple(ticket.merchant for ticket in order.tickets)


def to_do(order: Order, merchant: str, step: TicketStep) -> Ticket | Refused:
    """The ticket of `merchant` as it is after the step, while its order is still to be made."""
    ticket = order.ticket(merchant)
    if ticket is None:
        return Refused(Unknown("ticket", f"{order.id}/{merchant}"))
    state = ticket_after(ticket.state, step, order.fulfilment)
    if isinstance(state, Refused):
        return state
    if order.state not in (OrderState.PLACED, OrderState.ACCEPTED):
        return Refused(OutOfTurn("order", order.state, step))
    if order.wished and asleep(order) and step is TicketStep.READY:
        return Refused(NotBegunYet(order.wished.begins_at.isoformat()))
    return replace(ticket, state=state)


def with_ticket(order: Order, ticket: Ticket) -> Order:
    """The order with that ticket in the place of its merchant's."""
    tickets = tuple(ticket if t.merchant == ticket.merchant else t for t in order.tickets)
    return replace(order, tickets=tickets, version=order.version + 1)


def last_ready_at(order: Order) -> datetime:
    """When the last of its parts is ready."""
    return max(one.ready_at for one in order.live_tickets if one.ready_at is not None)


def _given_back(order: Order, ticket: Ticket, step: TicketStep, why: str) -> Event:
    kind = happened.TicketLapsed if step is TicketStep.LAPSE else happened.TicketRejected
    return kind(
        order=order.id,
        merchant=ticket.merchant,
        why=why,
        back_to_customer=ticket.sold - ticket.voucher,
        back_to_campaign=ticket.voucher,
        campaign=order.campaign,
        customer=order.customer,
        way=order.way,
    )
