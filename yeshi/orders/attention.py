"""How soon a stall sees what is ordered from it, and when it has to be called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from yeshi.events.attention import StallCalled, TicketSeen
from yeshi.orders.later import asked_from
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order, Ticket
from yeshi.orders.progress import Progress, with_ticket

# A stall is called once so much of the time for its answer is over.
CALLED_AFTER = 0.5
# So many orders are told at once that they were seen.
SEEN_MAX = 50


@dataclass(frozen=True, slots=True)
class SeenWithin:
    """Of so many parts of orders: half were seen within `half_s` seconds, nine of ten within
    `most_s`."""

    parts: int
    half_s: int
    most_s: int


def see(order: Order, merchant: str, now: datetime) -> Progress | None:
    """The order once its part was shown to the merchant; None where that changes nothing."""
    ticket = _unanswered(order, merchant)
    if ticket is None or ticket.seen_at is not None:
        return None
    seen = with_ticket(order, replace(ticket, seen_at=now))
    return Progress(seen, (TicketSeen(order.id, merchant),))


def call(order: Order, merchant: str, now: datetime, told: int) -> Progress | None:
    """The order once its silent merchant was called; None where it answered or was called."""
    ticket = _unanswered(order, merchant)
    if ticket is None or ticket.called_at is not None:
        return None
    called = with_ticket(order, replace(ticket, called_at=now))
    return Progress(called, (StallCalled(order.id, merchant, told),))


def has_to_be_called(order: Order, merchant: str, now: datetime, answer_within_s: float) -> bool:
    """Whether the merchant is silent for so long that it is called, and was not yet."""
    ticket = _unanswered(order, merchant)
    if ticket is None or ticket.called_at is not None:
        return False
    return now - asked_from(order, ticket) >= timedelta(seconds=CALLED_AFTER * answer_within_s)


def seen_within(orders: Iterable[Order], merchant: str) -> SeenWithin | None:
    """How soon the merchant saw its parts of the orders; None where it saw none.

    What was answered without having been shown was seen when it was answered.
    """
    waits = sorted(
        max(0.0, (seen_at - asked_from(order, ticket)).total_seconds())
        for order in orders
        if (ticket := order.ticket(merchant)) is not None
        and (seen_at := ticket.seen_at or ticket.taken_at) is not None
    )
    if not waits:
        return None
    half, most = (waits[ceil(len(waits) * share) - 1] for share in (0.5, 0.9))
    return SeenWithin(len(waits), round(half), round(most))


def _unanswered(order: Order, merchant: str) -> Ticket | None:
    ticket = order.ticket(merchant)
    if ticket is None or order.state is not OrderState.PLACED:
        return None
    return ticket if ticket.state is TicketState.PLACED else None
