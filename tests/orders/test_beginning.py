"""An order for later is begun once, and its kitchens are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tests.orders.test_later import BEGUN, LATER, PLAIN, PLAN
from yeshi.events.later import OrderBegun
from yeshi.events.orders import TicketDelayed
from yeshi.orders.beginning import BEGUN_LATE, begin
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.order import Order

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def test_it_is_begun_when_it_is_time() -> None:
    """And each of its merchants hears of it."""
    begun = begin(LATER, PLAN.begins_at + MINUTE)
    assert begun is not None
    assert begun.order == replace(BEGUN, version=LATER.version + 1)
    (event,) = begun.events
    assert event == OrderBegun(LATER.id, ("a",))
    assert event.concerns == (LATER.id, "a")


def taken_on(at: datetime, ready_at: datetime) -> Order:
    """What is for later, taken on then to be ready at that time."""
    ticket = replace(LATER.tickets[0], taken_at=at, ready_at=ready_at)
    return replace(LATER, tickets=(ticket,), ready_at=ready_at)


def test_what_is_begun_late_is_ready_as_much_later() -> None:
    """Nobody was called to it before; and that is told. What is begun in time stays as it is."""
    order = taken_on(LATER.placed_at, PLAN.ready_at)
    begun = begin(order, PLAN.begins_at + 3 * HOUR)
    assert begun is not None
    moved = PLAN.ready_at + 3 * HOUR
    assert begun.order.ready_at == begun.order.tickets[0].ready_at == moved
    assert begun.order.version == order.version + 1
    assert begun.events[1:] == (TicketDelayed(LATER.id, "a", moved, BEGUN_LATE),)
    in_time = begin(order, PLAN.begins_at)
    assert in_time is not None
    assert in_time.order.ready_at == PLAN.ready_at
    assert len(in_time.events) == 1


def test_what_was_said_late_counts_from_when_it_was_said() -> None:
    """A stall that took it on when it should have been begun long ago knew what time it was."""
    said = PLAN.begins_at + 3 * HOUR
    begun = begin(taken_on(said, said + 10 * MINUTE), said + MINUTE)
    assert begun is not None
    assert begun.order.ready_at == said + 11 * MINUTE


def test_nothing_else_is_begun() -> None:
    """What is for now, what has time, what was begun, and what came to nothing."""
    ended = replace(LATER, state=OrderState.REFUNDED)
    for one, at in ((PLAIN, PLAN.at), (LATER, PLAN.begins_at - MINUTE), (BEGUN, PLAN.at)):
        assert begin(one, at) is None
    assert begin(ended, PLAN.at) is None
