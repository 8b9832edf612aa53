"""Posting: each event's money moves, and ended orders are settled or refunded."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.base.sure import allowed, there
from yeshi.events.complaints import OfComplaint
from yeshi.events.orders import OfOrder, OrderFailed
from yeshi.events.record import Event
from yeshi.flow.engine import Turn
from yeshi.flow.fleet.duty import credit_shift
from yeshi.flow.vouchers.claiming import give_back
from yeshi.ledger.postings import movements
from yeshi.ledger.transfers import Transfer
from yeshi.orders import progress
from yeshi.orders.cash import NOT_PAID
from yeshi.orders.lifecycle import OrderState


def post(turn: Turn, event: Event) -> None:
    """Move the money that `event` moves, by the money table."""
    order = event.order if isinstance(event, OfOrder | OfComplaint) else None
    turn.work.ledger.move(
        [Transfer(turn.new_id("tr"), turn.now, order, movement) for movement in movements(event)]
    )


def settle(turn: Turn, event: Event) -> None:
    """Share out the money of an order that was received, and pay its courier.

    What a table pays at the end is shared out with its last line.
    """
    order = turn.work.orders.must_lock(event.subject)
    if not order.is_paid:
        return
    pay = Money(0, turn.terms.currency)
    if order.is_brought:
        pay = credit_shift(turn, there(order.courier, f"courier of {order.id}"))
    terms = there(turn.in_force.numbered(order.terms), f"terms {order.terms} of {order.id}")
    settled = allowed(progress.settle(order, pay, terms.commission), "settling")
    turn.work.orders.put(settled.order)
    turn.emit(*settled.events)


def settle_when_paid(turn: Turn, event: Event) -> None:
    """Share out the money of what came to a table, where nothing is left to pay of it."""
    order = turn.work.orders.must(event.subject)
    if order.at_table and order.state is OrderState.COLLECTED:
        settle(turn, event)


def refund(turn: Turn, event: Event) -> None:
    """Give back what is held for an order that will not be delivered."""
    order = turn.work.orders.must_lock(event.subject)
    pay = Money(0, turn.terms.currency)
    if order.courier is not None and order.collected_at is not None:
        pay = credit_shift(turn, order.courier)
    refunded = allowed(progress.refund(order, pay, _is_unpaid(event)), "a refund")
    turn.work.orders.put(refunded.order)
    if order.campaign:
        give_back(turn.work, order.campaign, order.customer, order.id)
    turn.emit(*refunded.events)


def _is_unpaid(event: Event) -> bool:
    return isinstance(event, OrderFailed) and event.why == NOT_PAID
