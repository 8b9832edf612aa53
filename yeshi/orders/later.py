"""Orders for later: they sleep until it is time to begin, and their clock begins with that."""

from __future__ import annotations

from datetime import datetime, timedelta

from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order, Ticket
from yeshi.orders.wished import Wished


def asleep(order: Order) -> bool:
    """Whether it is for later and nobody was called to begin it."""
    return order.wished is not None and order.wished.begun_at is None


def sleeps(order: Order) -> bool:
    """Whether it is under way and asleep: but to take it on there is nothing to do for it yet."""
    return asleep(order) and order.state in (OrderState.PLACED, OrderState.ACCEPTED)


def counts_from(order: Order) -> datetime:
    """From when its kitchens, its courier and all that is learnt count its time: from when it was
    placed, or of one for later from when it is begun."""
    plan = order.wished
    return (plan.begun_at or plan.begins_at) if plan else order.placed_at


def counts_on(order: Order, now: datetime) -> datetime:
    """From when what a merchant says of its time is counted: now, or when it begins."""
    return max(now, order.wished.begins_at) if order.wished else now


def asked_from(order: Order, ticket: Ticket) -> datetime:
    """From when the merchant's answer is waited for."""
    return ticket.asked_from or order.placed_at


def is_to_begin(order: Order, now: datetime) -> bool:
    """Whether it is time to call its kitchens to it."""
    return order.wished is not None and sleeps(order) and order.wished.begins_at <= now


def said_for(order: Order, now: datetime, ready_at: datetime) -> datetime:
    """For when a merchant takes its part on, that says `ready_at`: no sooner than it can be, and
    what is for later neither sooner nor, while there is time, later than it is wanted."""
    if order.wished is None:
        return max(ready_at, now)
    wanted = order.wished.ready_at
    if now <= order.wished.begins_at:
        return wanted
    return max(ready_at, now, wanted)


def may_take_back(order: Order) -> bool:
    """Whether its customer may take it back though it was taken on: nobody has begun."""
    return asleep(order) and order.state is OrderState.ACCEPTED


def answer_from(
    plan: Wished, opens: datetime, closes: datetime, reopens: datetime, now: datetime,
    within: timedelta,
) -> datetime | None:  # fmt: skip
    """From when a merchant's answer to what is for later is waited for; None: from now.

    It is open from `opens` (now, where it is open) to `closes`, and again from `reopens`: who is
    closed, or about to close, is waited for once it opens; not so long that it could not be begun.
    """
    if opens > now:
        return opens
    return reopens if closes < now + within and reopens <= plan.begins_at else None
