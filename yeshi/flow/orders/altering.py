"""Altering: a stall asks to leave out what it cannot make, or to make another dish instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yeshi.base.refused import Invalid, NotYours, Refused
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.choosing import (
    demand_of,
    items_of,
    keep_shelf,
    line_of,
    lock_shelf,
    off_menu,
    stocks_of,
)
from yeshi.flow.orders.cooking import keep, own_order
from yeshi.flow.orders.dealing import free_deals
from yeshi.flow.orders.own_order import order_of
from yeshi.flow.ports import Answer
from yeshi.flow.stalls.keeping import take_all_off_tonight
from yeshi.market.selection import as_it_comes
from yeshi.market.shelf import StockShelf
from yeshi.orders.alteration import Alteration, at_most
from yeshi.orders.altering import agree, decline, offer
from yeshi.orders.lines import Line
from yeshi.orders.order import Order, Ticket
from yeshi.orders.progress import Progress


@dataclass(frozen=True, slots=True)
class Shortage:
    """What cannot be made: so many of a line, named by its selection as it is written.

    `instead`: the item that is offered for it, as it comes; "" leaves it out. `off`: whether the
    line's dish is off the menu until the business day turns.
    """

    line: str
    quantity: int
    instead: str = ""
    off: bool = False


def offer_instead(
    engine: Engine, key: str, merchant: str, order_id: str, short: Shortage
) -> Answer:
    """Ask the order's customer to agree to what the stall can make; an offer before it ends."""

    def act(turn: Turn) -> Answer:
        order = own_order(turn, merchant, order_id)
        if isinstance(order, Refused):
            return order
        line = _short_line(order.ticket(merchant), short)
        if isinstance(line, Refused):
            return line
        refused = take_all_off_tonight(turn, merchant, [line.item]) if short.off else None
        if refused:
            return refused
        instead = _instead(turn, merchant, short, line) if short.instead else None
        if isinstance(instead, Refused):
            return instead
        return keep(turn, offer(order, merchant, Alteration(line, instead)))

    asked = (merchant, order_id, short)
    return engine.perform(key, "offer_instead", act, asked=asked)


def agree_to_offer(engine: Engine, key: str, customer: str, order_id: str, merchant: str) -> Answer:
    """Have the customer take what the stall offered; the difference goes back to them at once."""

    def act(turn: Turn, order: Order) -> Progress | Refused:
        ticket = order.ticket(merchant)
        agreed = agree(order, merchant)
        instead = ticket.offer.instead if ticket and ticket.offer else None
        if isinstance(agreed, Refused):
            return agreed
        if instead:
            demand = demand_of([instead])
            sold = lock_shelf(turn.work, demand).sell(demand)
            if isinstance(sold, Refused):
                return sold
            keep_shelf(turn.work, sold)
        if ticket and ticket.offer:
            gone = ticket.offer.line
            # Shelves before deals, as who orders keeps them from others.
            free_deals(turn, [gone.less(instead) if instead else gone], order.placed_at)
        return agreed

    return _answering(engine, key, "agree_to_offer", (customer, order_id, merchant), act)


def decline_offer(engine: Engine, key: str, customer: str, order_id: str, merchant: str) -> Answer:
    """Have the customer want it as it was ordered; the stall makes it, or turns its part down."""

    def act(_: Turn, order: Order) -> Progress | Refused:
        return decline(order, merchant)

    return _answering(engine, key, "decline_offer", (customer, order_id, merchant), act)


def _answering(
    engine: Engine, key: str, name: str, asked: tuple[str, str, str],
    answer: Callable[[Turn, Order], Progress | Refused],
) -> Answer:  # fmt: skip
    """Perform what a customer says to an offer at their own order."""
    customer, order_id, _ = asked

    def act(turn: Turn) -> Answer:
        order = order_of(turn, customer, order_id)
        if isinstance(order, Refused):
            return order
        return keep(turn, answer(turn, order))

    return engine.perform(key, name, act, asked=asked)


def _short_line(ticket: Ticket | None, short: Shortage) -> Line | Refused:
    """So many of the line that was named."""
    lines = ticket.lines if ticket else ()
    found = next((one for one in lines if one.selection.written == short.line), None)
    if found is None:
        return Refused(Invalid("line", "choice"))
    if not 0 < short.quantity <= found.quantity:
        return Refused(Invalid("quantity", f"1…{found.quantity}"))
    return found.part(short.quantity)


def _instead(turn: Turn, merchant: str, short: Shortage, line: Line) -> Line | Refused:
    """The other dish in the line's place, if there are so many of it now."""
    items = items_of(turn.work, [short.instead])
    item = items.get(short.instead)
    if item is None:
        return Refused(Invalid("instead", "choice"))
    if item.merchant != merchant:
        return Refused(NotYours("item", item.id))
    if item.id == line.item:
        return Refused(Invalid("instead", "choice"))
    refused = off_menu(items, turn.now, turn.terms.calendar)
    if refused:
        return refused
    stocks = stocks_of(items.values())
    shelf = StockShelf(items, turn.work.stocks.get_many(stocks) if stocks else {})
    found = at_most(line_of(as_it_comes(item, items, shelf)), line)
    short_of = shelf.sell(demand_of([found]))
    return short_of if isinstance(short_of, Refused) else found
