"""Collecting: customers come to the counter for what they ordered, or do not come in time."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.refused import Refused
from yeshi.events.collecting import TicketUnpaid
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.cash import bar
from yeshi.flow.orders.cooking import keep, own_order
from yeshi.flow.orders.looks import of_cooking
from yeshi.flow.orders.sellers import Sellers
from yeshi.flow.ports import Answer
from yeshi.flow.shopping import orders_as
from yeshi.orders import handing_over
from yeshi.orders.handing_over import is_over
from yeshi.orders.order import Order
from yeshi.orders.pick_up import KEPT_FOR, PickUp, pick_up
from yeshi.orders.tab_ending import close_out, is_over_at_table
from yeshi.orders.wished import Wished


def hand_over(engine: Engine, key: str, merchant: str, order_id: str) -> Answer:
    """Have `merchant` hand its part of the order to who collects it, and take what is due."""

    def act(turn: Turn) -> Answer:
        order = own_order(turn, merchant, order_id)
        if isinstance(order, Refused):
            return order
        return keep(turn, handing_over.hand_over(order, merchant, turn.now))

    return engine.perform(key, "hand_over", act, of_cooking(order_id), asked=(merchant, order_id))


def not_collected(engine: Engine) -> list[Order]:
    """The orders that nobody came for, that were never made, or that a table did not pay, though
    the time is over."""
    now = engine.clock.now()
    with engine.store.begin() as work:
        tables = [one for one in work.orders.at_tables() if is_over_at_table(one, now)]
        return [*(order for order in work.orders.to_collect() if is_over(order, now)), *tables]


def leave(engine: Engine, late: Order) -> Answer:
    """End an order that was not collected, or paid at its table, in time.

    Who was to pay at a counter and did not come pays no more in cash.
    """

    def act(turn: Turn) -> Answer:
        order = turn.work.orders.must_lock(late.id)
        leave_it = close_out if order.at_table else handing_over.leave
        left = leave_it(order, turn.now)
        if isinstance(left, Refused):
            return left
        answer = keep(turn, left)
        # A table is nobody in particular: who did not pay there is barred from nothing.
        unpaid = any(isinstance(event, TicketUnpaid) for event in left.events)
        if unpaid and not order.at_table:
            bar(turn, orders_as(turn.work, order.customer), order.id)
        return answer

    return engine.perform(f"leave:{late.id}:{late.version}", "leave_order", act)


def to_collect(
    turn: Turn, order: str, sellers: Sellers, promised_by: datetime, wished: Wished | None = None
) -> PickUp:
    """How an order that is placed now is collected: until the last of its counters closes, of the
    day on which it is `wished` for."""
    taken = turn.work.orders.numbers_to_collect(list(sellers.merchants))
    at = wished.at if wished else turn.now
    until = max(closing_of(turn, sellers, at), promised_by + KEPT_FOR)
    return pick_up(order, turn.new_id("pc"), frozenset(taken), until)


def closing_of(turn: Turn, sellers: Sellers, at: datetime | None = None) -> datetime:
    """When the last of those counters closes next; after that moment, where one is given."""
    calendar, since = turn.terms.calendar, at or turn.now
    return max(one.hours.next_closing(since, calendar) for one in sellers.merchants.values())
