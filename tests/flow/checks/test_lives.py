"""An order that is not what its events tell is found, whatever of it is different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.flow.checks.cities import busy_city, spoilt
from yeshi.base.money import Money
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.lives import LivesCheck
from yeshi.flow.ports import Work
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.order import Order

CHANGES: dict[str, Callable[[Order], Order]] = {
    "life.state": lambda one: replace(one, state=OrderState.REJECTED),
    "life.promised_by": lambda one: replace(one, promised_by=one.promised_by + timedelta(hours=1)),
    "life.customer": lambda one: replace(one, customer="d"),
    "life.returned": lambda one: replace(one, returned=Money(1, "CNY")),
    "life.ended_at": lambda one: replace(one, ended_at=one.placed_at),
    "life.ticket of b": lambda one: replace(
        one, tickets=tuple(replace(part, state=TicketState.REJECTED) for part in one.tickets)
    ),
}


@pytest.mark.parametrize("rule", CHANGES)
def test_what_no_event_tells_is_found(rule: str) -> None:
    """Of an order under way."""

    def change(work: Work, orders: dict[str, str]) -> None:
        work.orders.put(CHANGES[rule](work.orders.must(orders["placed"])))

    assert rule in spoilt(change)


@pytest.mark.parametrize("state", ["settled", "cancelled"])
def test_what_ended_stays_as_it_ended(state: str) -> None:
    """Of orders whose life is over."""

    def change(work: Work, orders: dict[str, str]) -> None:
        order = work.orders.must(orders[state])
        work.orders.put(replace(order, voucher_returned=Money(1, "CNY")))

    assert "life.voucher_returned" in spoilt(change)


def test_an_order_that_no_event_tells_of_is_found() -> None:
    """A copy of one under way."""

    def copy(work: Work, orders: dict[str, str]) -> None:
        work.orders.add(replace(work.orders.must(orders["placed"]), id="or-copy"))

    assert "told" in spoilt(copy)


@pytest.mark.parametrize("kind", ["order.settled", "order.collected", "ticket.accepted"])
def test_what_is_told_twice_is_found(kind: str) -> None:
    """An event that cannot follow, of an order under way or ended."""
    city, _ = busy_city()
    with city.store.begin() as work:
        events = work.events.after(0, 999)
        last = [one for one in events if one.event.kind == kind][-1]
        work.events.append([last.event], last.at, last.day)
        found = {one.rule for one in breaches_of(work, [LivesCheck()])}
    assert found in ({"told"}, {"life.turn"})
