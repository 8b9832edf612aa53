"""Promises: what a customer was promised is never moved; it is kept, or its breach is told.

Told is a delivery by the moment of its event beside the promise that it carries; an order that came
to nothing by the reason with which it ended. That an order under way is past its promise is told by
the control room, which counts it from the moment; the record does not say it before the door.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from yeshi.events.collecting import OrderReceived
from yeshi.events.orders import (
    OrderCancelled,
    OrderDelivered,
    OrderFailed,
    OrderPlaced,
    OrderRefunded,
    OrderRejected,
    OrderSettled,
)
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work


class PromisesCheck(Check):
    """Each promise is as it was made, and each order that ended says how it ended."""

    def __init__(self) -> None:
        super().__init__()
        self._promised: dict[str, datetime] = {}
        self._reached: dict[str, str] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, OrderPlaced):
            self._promised[event.order] = event.promised_by
            if event.promised_by < recorded.at:
                self._wrong("promise.told", event.order, "promised for before the placing", "later")
        elif isinstance(event, OrderDelivered | OrderReceived):
            promised = self._promised.get(event.order)
            if event.promised_by != promised:
                self._wrong(
                    "promise.told", event.order, f"told {event.promised_by}", f"promised {promised}"
                )
            self._reached[event.order] = "the door or the counter"
        elif isinstance(event, OrderRejected | OrderCancelled | OrderFailed):
            if not event.why:
                self._wrong(
                    "promise.told", event.order, f"{event.kind} without a reason", "a reason"
                )
            self._reached[event.order] = event.why
        elif isinstance(event, OrderSettled | OrderRefunded):
            if self._reached.pop(event.order, None) is None:
                self._wrong(
                    "promise.told", event.order, "an end that nothing tells", "the door or a reason"
                )
            self._promised.pop(event.order, None)

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Promises of orders under way that are not what was told."""
        for order in work.orders.under_way():
            told = self._promised.get(order.id)
            yield from differing("promise.moved", order.id, order.promised_by, told)
