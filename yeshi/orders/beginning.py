"""Beginning: an order for later is called to its kitchens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yeshi.events.later import OrderBegun
from yeshi.orders.later import is_to_begin
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress


def begin(order: Order, now: datetime) -> Progress | None:
    """The order from which its kitchens' time counts; None where it is not time, or was begun."""
    if order.wished is None or not is_to_begin(order, now):
        return None
    begun = replace(order, wished=replace(order.wished, begun_at=now), version=order.version + 1)
    return Progress(begun, (OrderBegun(order.id, order.merchants),))
