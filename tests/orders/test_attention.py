"""How soon a stall saw what was ordered from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.orders.orders import an_order
from yeshi.orders.attention import SeenWithin, has_to_be_called, seen_within
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order

WAITING = an_order(OrderState.PLACED, ("a", TicketState.PLACED), ("b", TicketState.ACCEPTED))


def seen_after(seconds: float, taken: bool = False) -> Order:
    """An order whose part at "a" was seen, or only taken on, after so many seconds."""
    order = an_order(OrderState.PLACED, ("a", TicketState.PLACED))
    at = order.placed_at + timedelta(seconds=seconds)
    own = replace(order.tickets[0], **{"taken_at" if taken else "seen_at": at})
    return replace(order, tickets=(own,))


def test_half_and_nine_of_ten_are_told() -> None:
    """What was answered at once was seen then; what nobody saw is not counted."""
    assert seen_within([WAITING], "a") is None
    orders = [seen_after(second) for second in range(1, 10)] + [seen_after(60, taken=True)]
    assert seen_within([*orders, WAITING], "a") == SeenWithin(10, 5, 9)
    assert seen_within(orders, "b") is None


@given(st.lists(st.integers(0, 3600), min_size=1, max_size=50))
def test_so_many_are_seen_within_what_is_told(waits: list[int]) -> None:
    """At least half and at least nine of ten."""
    told = seen_within([seen_after(one) for one in waits], "a")
    assert told is not None
    assert sum(one <= told.half_s for one in waits) >= len(waits) / 2
    assert sum(one <= told.most_s for one in waits) >= len(waits) * 0.9
    assert told.half_s <= told.most_s <= max(waits)


def test_only_who_has_not_answered_is_called() -> None:
    """Once half of the time is over, and once."""
    soon, late = (WAITING.placed_at + timedelta(seconds=one) for one in (149, 150))
    assert not has_to_be_called(WAITING, "a", soon, 300)
    assert has_to_be_called(WAITING, "a", late, 300)
    assert not has_to_be_called(WAITING, "b", late, 300)
    assert not has_to_be_called(WAITING, "none", late, 300)
    assert not has_to_be_called(replace(WAITING, state=OrderState.CANCELLED), "a", late, 300)
    called = tuple(replace(one, called_at=soon) for one in WAITING.tickets)
    assert not has_to_be_called(replace(WAITING, tickets=called), "a", late, 300)
