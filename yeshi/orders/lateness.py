"""When a customer is told that their order comes later than was promised, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from yeshi.base.refused import Refused
from yeshi.events.lateness import OrderLate
from yeshi.orders.lifecycle import UNDER_WAY, OrderState, OrderStep, OutOfTurn, TicketState
from yeshi.orders.order import Order, Ticket
from yeshi.orders.progress import Progress
from yeshi.orders.tardy import LateWhy, Tardy

# So little later than promised nobody minds. What was told is told anew where it comes so much
# later still, and so often at most.
MINDS, ANEW, TOLD_MAX = timedelta(minutes=2), timedelta(minutes=5), 3


def tardy(order: Order, planned: datetime | None, way: timedelta, now: datetime) -> Tardy | None:
    """What its customer is to be told now; None where nothing is, or nothing new.

    `planned`: when its courier hands it over, by the open route; None without one. `way`: how long
    the way to the door takes, nothing of what is not brought.
    """
    if order.state not in UNDER_WAY or order.state is OrderState.DELIVERED:
        return None
    if not order.is_brought and order.state in (OrderState.READY, OrderState.COLLECTED):
        return None
    by = max(planned, now) if planned else max(order.ready_at or now, now) + way
    if by <= order.promised_by + MINDS:
        return None
    before = order.tardy
    if before and (by <= before.by + ANEW or before.times >= TOLD_MAX):
        return None
    why, ticket = _why(order, planned, way, now)
    return Tardy(by, why, ticket.merchant if ticket else None, before.times + 1 if before else 1)


def tell(order: Order, late: Tardy) -> Progress | Refused:
    """The order after its customer is told so."""
    if order.state not in UNDER_WAY:
        return Refused(OutOfTurn("order", order.state, OrderStep.DELIVER))
    event = OrderLate(
        order=order.id, customer=order.customer, promised_by=order.promised_by, by=late.by,
        why=late.why.value, merchant=late.merchant,
    )  # fmt: skip
    return Progress(replace(order, tardy=late, version=order.version + 1), (event,))


def _why(
    order: Order, planned: datetime | None, way: timedelta, now: datetime
) -> tuple[LateWhy, Ticket | None]:
    silent = next((one for one in order.tickets if one.state is TicketState.PLACED), None)
    if silent:
        return LateWhy.ANSWER, silent
    cooking = [one for one in order.live_tickets if one.state is TicketState.ACCEPTED]
    last = max(cooking, key=lambda one: one.ready_at or now, default=None)
    if last and max(last.ready_at or now, now) + way > order.promised_by:
        return LateWhy.KITCHEN, last
    return (LateWhy.WAY if planned or order.courier else LateWhy.COURIER), None
