"""An order of two stalls on its way, and what is written of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tests.records import EVENING, order_of, ticket, under_way
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent, Thread, ThreadSide
from yeshi.orders.thread_writing import WhatIsSaid, write_to

A, B = Correspondent(ThreadSide.STALL, "a"), Correspondent(ThreadSide.STALL, "b")
X, Y = Correspondent(ThreadSide.COURIER, "x"), Correspondent(ThreadSide.COURIER, "y")
EVERYBODY = (CUSTOMER, A, B, X, CONTROL)
NOW = EVENING + timedelta(minutes=13)


def carried(courier: str | None = "x") -> Order:
    """An order of stalls a and b that courier x carries."""
    return under_way(order_of(ticket("a", 1650), ticket("b", 3000)), OrderState.COLLECTED, courier)


def ended(order: Order | None = None) -> Order:
    """The order once it is settled, at NOW."""
    return replace(order or carried(), state=OrderState.SETTLED, ended_at=NOW)


def written(
    *messages: tuple[Correspondent, Correspondent, str], order: Order | None = None,
    thread: Thread | None = None, every: timedelta = timedelta(minutes=1), since: datetime = NOW,
) -> Thread:  # fmt: skip
    """The thread of what one wrote to the other, one after the other."""
    for number, (by, to, words) in enumerate(messages):
        said = WhatIsSaid(words=words)
        after = write_to(order or carried(), thread, by, to, said, since + number * every)
        assert isinstance(after, Thread), after
        thread = after
    assert thread is not None
    return thread


THANKS = WhatIsSaid(Phrase.THANKS)
