"""What comes back of an order that was paid through a provider goes back through it."""

from __future__ import annotations

from yeshi.events.altering import TicketAltered
from yeshi.events.complaints import BackTo, ComplaintPaid
from yeshi.events.orders import OrderRefunded, PaidBy, TicketRejected
from yeshi.events.record import Event
from yeshi.flow.engine import Turn
from yeshi.flow.payments.refunding import send_back


def pay_back(turn: Turn, event: Event) -> None:
    """Send back what of a payment is not to be paid after all, or was wrong with what it bought."""
    if isinstance(event, TicketRejected | TicketAltered | OrderRefunded):
        amount = event.back_to_customer if event.way is PaidBy.ONLINE else None
    elif isinstance(event, ComplaintPaid):
        amount = event.amount if event.to is BackTo.PAYMENT else None
    else:
        return
    if not amount:
        return
    found = turn.work.payment_intents.of_order(event.order)
    if found is not None:
        intent = turn.work.payment_intents.must_lock(found.id)
        # More than came never goes back through it: the rest stays in the customer's account.
        send_back(turn, intent, amount, event.order)
