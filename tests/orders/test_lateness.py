"""When an order comes later than was promised, when it is told, and what for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.records import EVENING, MINUTE, accepted, order_of, ticket, went
from yeshi.base.refused import Refused
from yeshi.events.lateness import OrderLate
from yeshi.orders.lateness import ANEW, MINDS, TOLD_MAX, tardy, tell
from yeshi.orders.lifecycle import OrderState, OrderStep, OutOfTurn, TicketState
from yeshi.orders.order import Order
from yeshi.orders.pick_up import PickUp
from yeshi.orders.tardy import LateWhy, Tardy

WAY = 10 * MINUTE


def placed() -> Order:
    """Promised in forty minutes."""
    return order_of(ticket("a", 1000), ticket("b", 500))


def ready() -> Order:
    """All of it on the counters."""
    order = accepted(placed())
    made = tuple(replace(one, state=TicketState.READY) for one in order.tickets)
    return replace(order, tickets=made, state=OrderState.READY)


def test_who_is_in_time_is_told_nothing() -> None:
    """Nor for a minute or two."""
    order = accepted(placed())
    assert tardy(order, None, WAY, EVENING) is None
    assert tardy(order, order.promised_by + MINDS, WAY, EVENING) is None
    assert tardy(order, order.promised_by + MINDS + MINUTE, WAY, EVENING) is not None


@pytest.mark.parametrize("planned", [None, 45])
def test_a_stall_that_has_not_answered(planned: int | None) -> None:
    """Is what it waits for."""
    order, now = placed(), EVENING + 41 * MINUTE
    late = tardy(order, EVENING + planned * MINUTE if planned else None, WAY, now)
    assert late
    assert (late.why, late.merchant) == (LateWhy.ANSWER, "a")


def test_a_kitchen_that_needs_longer() -> None:
    """The one whose part is ready last."""
    order = accepted(placed())
    first, last = order.tickets
    slow = replace(last, ready_at=EVENING + 50 * MINUTE)
    order = replace(order, tickets=(first, slow), ready_at=slow.ready_at)
    late = tardy(order, None, WAY, EVENING + 20 * MINUTE)
    assert late == Tardy(EVENING + 60 * MINUTE, LateWhy.KITCHEN, "b")


def test_nobody_to_bring_it_or_a_long_way() -> None:
    """As there is a route, or not."""
    order, now = ready(), EVENING + 35 * MINUTE
    waits = tardy(order, None, WAY, now)
    assert waits == Tardy(now + WAY, LateWhy.COURIER, None)
    on_way = replace(order, courier="x", route="ro", state=OrderState.COLLECTED)
    late = tardy(on_way, EVENING + 55 * MINUTE, WAY, now)
    assert late == Tardy(EVENING + 55 * MINUTE, LateWhy.WAY, None)


def test_it_is_told_anew_where_it_comes_much_later_still_and_not_for_ever() -> None:
    """What was told so often is not told again."""
    order, now = ready(), EVENING + 50 * MINUTE
    first = tardy(order, None, WAY, now)
    assert first
    told = went(tell(order, first)).order
    assert told.tardy == first
    assert tardy(told, None, WAY, now + ANEW) is None
    again = tardy(told, None, WAY, now + ANEW + MINUTE)
    assert again
    assert again.times == 2
    often = replace(told, tardy=replace(first, times=TOLD_MAX))
    assert tardy(often, None, WAY, now + timedelta(hours=1)) is None


def test_what_is_there_is_late_no_more() -> None:
    """Nor what stands on its counter for its customer, nor what is over."""
    late = EVENING + timedelta(hours=2)
    collected = replace(ready(), pick_up=PickUp(101, "0000", late))
    assert tardy(collected, None, timedelta(0), late) is None
    for state in (OrderState.DELIVERED, OrderState.SETTLED, OrderState.CANCELLED):
        assert tardy(replace(ready(), state=state), None, WAY, late) is None
    over = replace(ready(), state=OrderState.REFUNDED)
    word = Tardy(late, LateWhy.WAY, None)
    assert tell(over, word) == Refused(OutOfTurn("order", OrderState.REFUNDED, OrderStep.DELIVER))


def test_what_happened_is_told_with_what_was_promised() -> None:
    """So that whoever reads the record knows by how much."""
    order = ready()
    word = Tardy(EVENING + 50 * MINUTE, LateWhy.WAY, None)
    [event] = went(tell(order, word)).events
    assert event == OrderLate(
        order="o", customer="c", promised_by=order.promised_by, by=word.by, why="way",
        merchant=None,
    )  # fmt: skip
