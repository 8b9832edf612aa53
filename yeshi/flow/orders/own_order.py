"""A customer's own order, as whoever acts for them may have it."""

from __future__ import annotations

from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Turn
from yeshi.flow.shopping import is_own
from yeshi.orders.order import Order
from yeshi.people.actor import admit_customer, visitor


def order_of(turn: Turn, customer: str, order_id: str) -> Order | Refused:
    """The customer's order, kept from others, for whoever acts as them; to anybody else it is none.

    Whoever has the machine acts as the customer who is named, and as no other.
    """
    refused = admit_customer(turn.by, customer)
    if refused:
        return refused
    order = turn.work.orders.lock(order_id)
    by = visitor(customer) if turn.by.keeps_house else turn.by
    if order is None or not is_own(turn.work, by, order.customer):
        return Refused(Unknown("order", order_id))
    return order
