"""A promise that is moved is found, and an end of which nobody tells why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.flow.checks.cities import busy_city, spoilt
from yeshi.events.orders import OrderDelivered
from yeshi.events.record import Event, Recorded
from yeshi.flow.checks.promises import PromisesCheck
from yeshi.flow.ports import Work

HOUR = timedelta(hours=1)


def test_a_promise_stays_as_it_was_made() -> None:
    """Also while the order is under way."""

    def move(work: Work, orders: dict[str, str]) -> None:
        order = work.orders.must(orders["carried"])
        work.orders.put(replace(order, promised_by=order.promised_by + HOUR))

    assert "promise.moved" in spoilt(move)


def told(kind: str, **other: object) -> list[str]:
    """What is found when the events of that kind had told something else."""
    city, _ = busy_city()
    check = PromisesCheck()
    with city.store.begin() as work:
        events: list[Recorded] = []
        for one in work.events.after(0, 999):
            event: Event = one.event
            event = replace(event, **other) if event.kind == kind else event
            events.append(replace(one, event=event))
        check.hear(work, events)
        return [str(one) for one in check.past(work)]


def test_a_delivery_tells_the_promise_that_was_made() -> None:
    """Or a late one would be told as in time."""
    city, orders = busy_city()
    promised = city.order(orders["settled"]).promised_by
    assert OrderDelivered.kind == "order.delivered"
    assert not told("order.delivered", promised_by=promised)
    assert len(told("order.delivered", promised_by=promised + HOUR)) == 1


def test_an_order_that_came_to_nothing_says_why() -> None:
    """In a word at least."""
    assert not told("order.cancelled", why="customer")
    assert len(told("order.cancelled", why="")) == 1
