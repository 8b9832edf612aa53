"""How far an order is, for every state that it can be in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.orders.orders import an_order
from yeshi.base.refused import Refused
from yeshi.events.fulfilment import Fulfilment
from yeshi.orders.lifecycle import OrderState, OrderStep, TicketState, after
from yeshi.orders.order import Order
from yeshi.orders.pick_up import PickUp
from yeshi.orders.track import (
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


STEPS = tuple(
    OrderState(step) for step in ("placed", "accepted", "ready", "collected", "delivered")
)


def brought(state: OrderState) -> Order:
    """An order that a courier brings, in that state."""
    return replace(an_order(state), state=state)


def collected(state: OrderState) -> Order:
    """One that its customer collects."""
    return replace(brought(state), pick_up=PickUp(117, "0420", brought(state).promised_by))


@pytest.mark.parametrize("state", list(OrderState))
def test_the_track_of_each_state(state: OrderState) -> None:
    """Steps are done up to the one reached; settled ones stand on none; nothing has no track."""
    marks = track(brought(state))
    if state in NOTHING:
        assert marks == ()
        return
    assert tuple(mark.step for mark in marks) == STEPS
    assert [mark.done for mark in marks] == [at < DONE[state] for at in range(5)]
    assert [mark.step for mark in marks if mark.now] == [s for s in STEPS if s is state]


@pytest.mark.parametrize("state", list(OrderState))
def test_each_state_is_under_way_there_or_nothing(state: OrderState) -> None:
    """And it may be called off just where its life knows that step."""
    order = brought(state)
    assert came_to_nothing(order) is (state in NOTHING)
    assert is_there(order) is (state in (OrderState.DELIVERED, OrderState.SETTLED))
    refused = isinstance(after(state, OrderStep.CANCEL, Fulfilment.DELIVERY), Refused)
    assert may_be_called_off(order) is not refused
    assert may_be_called_off(order) is (state is OrderState.PLACED)


def test_what_is_collected_is_there_at_the_counter() -> None:
    """Its way ends with that step, and it waits for its customer, not for a courier."""
    assert tuple(mark.step for mark in track(collected(OrderState.READY))) == STEPS[:4]
    assert is_there(collected(OrderState.COLLECTED))
    assert not is_there(brought(OrderState.COLLECTED))
    assert waits_for(collected(OrderState.READY)) is Waits.CUSTOMER
    assert waits_for(collected(OrderState.ACCEPTED)) is Waits.FOOD


def test_what_was_handed_over_in_part_is_not_called_off() -> None:
    """Nobody takes a dish back that is eaten."""
    placed = replace(
        collected(OrderState.PLACED),
        tickets=an_order(OrderState.PLACED, ("a", TicketState.PLACED)).tickets,
    )
    ticket = replace(placed.tickets[0], state=TicketState.HANDED)
    assert may_be_called_off(placed)
    assert not may_be_called_off(replace(placed, tickets=(ticket, *placed.tickets[1:])))


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
