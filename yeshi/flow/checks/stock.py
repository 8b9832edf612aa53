"""Stock: never below zero, and what was counted, less what was sold, and what was put back.

The record says how many of an item, or of what several share, there are when its merchant counts it
anew; from then on it can be told, and before that it cannot: it is only looked at for being below
zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yeshi.events.altering import TicketAltered
from yeshi.events.later import OrderBegun, OrderWished
from yeshi.events.market import ItemStocked, StockCounted
from yeshi.events.orders import (
    OrderCancelled,
    OrderFailed,
    OrderPlaced,
    OrderRejected,
    OrderSettled,
    TicketAccepted,
    TicketLapsed,
    TicketRejected,
)
from yeshi.events.payments import DishesKept, DishesLetGo, Portion
from yeshi.events.record import Event, Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.orders.choosing import demand_of
from yeshi.flow.ports import Work
from yeshi.market.shelf import NOTHING, Demand
from yeshi.orders.alteration import Alteration, as_ordered
from yeshi.orders.order import Order


class StockCheck(Check):
    """What is left of each item and each shared stock is what was counted, sold and put back."""

    def __init__(self) -> None:
        super().__init__()
        self._left: dict[str, int | None] = {}
        self._stocks: dict[str, int] = {}
        # By order and merchant: what is put back if nobody answers, and what is agreed to later.
        self._untouched: dict[str, dict[str, Demand]] = {}
        self._agreed: dict[tuple[str, str], list[Alteration]] = {}
        # Of what is for later, which parts were taken on: they are put back until it is begun.
        self._asleep: dict[str, set[str]] = {}

    def hear(self, work: Work, told: Sequence[Recorded]) -> None:
        """Take in what was counted, sold and given up."""
        placed = [one.event.order for one in told if isinstance(one.event, OrderPlaced)]
        orders = work.orders.get_many(placed) if placed else {}
        for recorded in told:
            event = recorded.event
            if isinstance(event, ItemStocked):
                self._left[event.item] = event.left
            elif isinstance(event, StockCounted):
                self._stocks[event.stock] = event.left
            elif isinstance(event, OrderPlaced) and event.order in orders:
                self._sell(orders[event.order])
            elif isinstance(event, DishesKept | DishesLetGo):
                sign = -1 if isinstance(event, DishesKept) else 1
                self._change(_kept(event), sign)
            else:
                self._give_up(event)

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Items of which more or fewer are left than the record tells."""
        for item in work.items.all():
            if item.left is not None and item.left < 0:
                yield BrokenRule("stock.below", item.id, str(item.left), "nothing below zero")
            if item.id in self._left:
                yield from differing("stock.told", item.id, item.left, self._left[item.id])
        for stock in work.stocks.all():
            if stock.left < 0:
                yield BrokenRule("stock.below", stock.id, str(stock.left), "nothing below zero")
            if stock.id in self._stocks:
                yield from differing("stock.told", stock.id, stock.left, self._stocks[stock.id])

    def _sell(self, order: Order) -> None:
        parts = self._untouched[order.id] = {}
        for ticket in order.tickets:
            parts[ticket.merchant] = demand_of(as_ordered(ticket.as_served, ticket.altered))
            self._change(parts[ticket.merchant], -1)
            if ticket.altered:
                self._agreed[order.id, ticket.merchant] = list(ticket.altered)

    def _give_up(self, event: Event) -> None:
        """A part that nobody answered, or began, goes back on the shelf; others do not."""
        if isinstance(event, TicketLapsed):
            self._change(self._untouched.get(event.order, {}).pop(event.merchant, NOTHING), 1)
        elif isinstance(event, OrderWished | OrderBegun):
            self._sleep(event)
        elif isinstance(event, TicketAccepted) and event.order in self._asleep:
            self._asleep[event.order].add(event.merchant)
        elif isinstance(event, TicketAccepted | TicketRejected):
            self._untouched.get(event.order, {}).pop(event.merchant, None)
        elif isinstance(event, TicketAltered):
            self._alter(event)
        elif isinstance(event, OrderCancelled):
            self._asleep.pop(event.order, None)
            for part in self._untouched.pop(event.order, {}).values():
                self._change(part, 1)
        elif isinstance(event, OrderRejected | OrderFailed | OrderSettled):
            self._asleep.pop(event.order, None)
            self._untouched.pop(event.order, None)

    def _sleep(self, event: OrderWished | OrderBegun) -> None:
        """What was taken on of an order for later is made from when it is begun."""
        if isinstance(event, OrderWished):
            self._asleep[event.order] = set()
            return
        for merchant in self._asleep.pop(event.order, ()):
            self._untouched.get(event.order, {}).pop(merchant, None)

    def _alter(self, event: TicketAltered) -> None:
        """What is made instead is sold; what is left out is not there, so nothing comes back."""
        agreed = self._agreed.get((event.order, event.merchant))
        if not agreed:
            return
        one, parts = agreed.pop(0), self._untouched.get(event.order, {})
        sold = demand_of([one.instead] if one.instead else [])
        self._change(sold, -1)
        if event.merchant in parts:
            gone = demand_of([one.line])
            parts[event.merchant] = Demand.of_all(
                [(parts[event.merchant], 1), (sold, 1), (gone, -1)]
            )

    def _change(self, part: Demand, sign: int) -> None:
        for item, quantity in part.items.items():
            left = self._left.get(item)
            if left is not None:
                self._left[item] = left + sign * quantity
        for stock, quantity in part.stocks.items():
            if stock in self._stocks:
                self._stocks[stock] += sign * quantity


def _kept(event: DishesKept | DishesLetGo) -> Demand:
    """What is kept for a payment, or is free again."""
    return Demand(_counted(event.items), _counted(event.stocks))


def _counted(portions: Iterable[Portion]) -> dict[str, int]:
    return {one.id: one.quantity for one in portions}
