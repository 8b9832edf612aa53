"""Lives: each order is in the one state that its events explain, and so is each of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from yeshi.events.dispatch import RouteCommitted
from yeshi.events.groups import OrderSharedBack
from yeshi.events.orders import OrderPlaced
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check
from yeshi.flow.ports import Work
from yeshi.orders.order import Order
from yeshi.orders.replay import OrderTold, told_at


class LivesCheck(Check):
    """Each order is what its events tell, and no order is under way that they do not tell of."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, OrderTold] = {}
        self._ended: list[str] = []
        self._strange: list[str] = []

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, OrderPlaced):
            self._told[event.order] = told_at(event, recorded.at)
        elif isinstance(event, RouteCommitted):
            for order in event.orders:
                if order in self._told:
                    self._told[order].send(event.courier, event.route)
                else:
                    self._strange.append(f"{order}: {event.kind}")
        elif isinstance(event, OrderSharedBack):
            # It is of money alone, and follows an end that may have been read in the part before.
            return
        elif event.kind.startswith(("order.", "ticket.")):
            self._hear_of_order(recorded)

    def _hear_of_order(self, recorded: Recorded) -> None:
        told = self._told.get(recorded.event.subject)
        if told is None:
            self._strange.append(f"{recorded.event.subject}: {recorded.event.kind}")
            return
        told.hear(recorded.event, recorded.at)
        if told.has_ended:
            self._ended.append(told.id)

    def past(self, work: Work) -> Iterator[BrokenRule]:
        """Where ended orders are not what was told; and what was told of orders without life."""
        for strange in self._strange:
            yield BrokenRule("told", strange, "told", "nothing before the placing or after")
        kept = work.orders.get_many(self._ended)
        for id_ in self._ended:
            # An end that was told twice is found among the strange.
            if id_ in self._told:
                yield from _compare(self._told.pop(id_), kept.get(id_))
        self._strange, self._ended = [], []

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where orders under way are not what was told, or were never told of."""
        kept = {order.id: order for order in work.orders.under_way()}
        for id_, told in self._told.items():
            yield from _compare(told, kept.get(id_) or work.orders.get(id_))
        for id_ in kept.keys() - self._told.keys():
            yield BrokenRule("told", id_, f"under way, {kept[id_].state}", "told by events")


def _compare(told: OrderTold, order: Order | None) -> Iterator[BrokenRule]:
    if order is None:
        yield BrokenRule("told", told.id, "no such order", str(told.state))
        return
    for name, found, expected in told.differences(order):
        yield BrokenRule(f"life.{name}", told.id, str(found), str(expected))
