"""How far an order is, for every state that it can be in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.orders.orders import an_order
from yeshi.base.refused import Refused
from yeshi.orders.lifecycle import OrderState, OrderStep, TicketState, after
from yeshi.orders.track import (
    TRACK,
    Waits,
    came_to_nothing,
    is_there,
    may_be_called_off,
    track,
    waits_for,
)

NOTHING = {OrderState.REJECTED, OrderState.CANCELLED, OrderState.FAILED, OrderState.REFUNDED}
DONE = {
    OrderState.PLACED: 1,
    OrderState.ACCEPTED: 2,
    OrderState.READY: 3,
    OrderState.COLLECTED: 4,
    OrderState.DELIVERED: 5,
    OrderState.SETTLED: 5,
}


@pytest.mark.parametrize("state", list(OrderState))
def test_the_track_of_each_state(state: OrderState) -> None:
    """Steps are done up to the one reached; settled ones stand on none; nothing has no track."""
    marks = track(state)
    if state in NOTHING:
        assert marks == ()
        return
    assert tuple(mark.step for mark in marks) == TRACK
    assert [mark.done for mark in marks] == [at < DONE[state] for at in range(5)]
    assert [mark.step for mark in marks if mark.now] == [s for s in TRACK if s is state]


@pytest.mark.parametrize("state", list(OrderState))
def test_each_state_is_under_way_there_or_nothing(state: OrderState) -> None:
    """And it may be called off just where its life knows that step."""
    assert came_to_nothing(state) is (state in NOTHING)
    assert is_there(state) is (state in (OrderState.DELIVERED, OrderState.SETTLED))
    refused = isinstance(after(state, OrderStep.CANCEL), Refused)
    assert may_be_called_off(state) is not refused
    assert may_be_called_off(state) is (state is OrderState.PLACED)


@pytest.mark.parametrize(
    ("state", "courier", "waits"),
    [
        (OrderState.PLACED, None, Waits.ANSWER),
        (OrderState.PLACED, "x", Waits.ANSWER),
        (OrderState.ACCEPTED, None, Waits.COURIER),
        (OrderState.ACCEPTED, "x", Waits.FOOD),
        (OrderState.READY, None, Waits.COURIER),
        (OrderState.READY, "x", Waits.WAY),
        (OrderState.COLLECTED, "x", Waits.WAY),
    ],
)
def test_what_an_order_waits_for(state: OrderState, courier: str | None, waits: Waits) -> None:
    """First an answer, then a courier, then the food."""
    assert waits_for(an_order(state, courier=courier)) is waits


def test_an_order_that_was_seen_waits_for_its_answer() -> None:
    """Once all stalls that have not answered have seen it."""
    order = an_order(OrderState.PLACED, ("a", TicketState.PLACED), ("b", TicketState.PLACED))
    own, other = order.tickets
    seen = replace(own, seen_at=order.placed_at)
    assert waits_for(replace(order, tickets=(seen, other))) is Waits.SIGHT
    taken = replace(other, state=TicketState.ACCEPTED)
    assert waits_for(replace(order, tickets=(seen, taken))) is Waits.ANSWER
