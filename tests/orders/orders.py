"""An order to test with, in any state."""

from __future__ import annotations

from dataclasses import replace

from tests.records import order_of, ticket
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order


def an_order(
    state: OrderState, *tickets: tuple[str, TicketState], courier: str | None = None
) -> Order:
    """An order with a bowl at each of the merchants, whose tickets stand as said."""
    made = [replace(ticket(merchant, 1500), state=stands) for merchant, stands in tickets]
    return replace(order_of(*made), state=state, courier=courier)
