"""The events of an order, folded, are the order: also after parts were given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.records import EVENING, MINUTE, line, order_of, ticket
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.events.orders import OrderPlaced
from yeshi.events.record import Event
from yeshi.orders import altering, progress
from yeshi.orders.alteration import Alteration
from yeshi.orders.lifecycle import NO_ANSWER, OrderStep, TicketStep
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.orders.replay import OrderTold, told_at
from yeshi.orders.sharing import Commission, asked

NOW = EVENING + 5 * MINUTE
ORDER = order_of(ticket("a", 1650, voucher=284), ticket("b", 3000, voucher=516), campaign="v")
LIVES: dict[str, Sequence[str]] = {
    "delivered": ("accept a", "accept b", "ready a", "ready b", "collect", "deliver", "settle"),
    "half turned down": ("accept a", "reject b", "ready a", "collect", "deliver", "settle"),
    "all turned down": ("reject a", "reject b", "refund"),
    "silence": ("lapse a", "lapse b", "refund"),
    "turned down, then silence": ("reject a", "lapse b", "refund"),
    "silence, then turned down": ("lapse a", "reject b", "refund"),
    "taken back": ("accept a", "cancel", "refund"),
    "given up": ("accept a", "accept b", "fail", "refund"),
    "another dish": (
        "accept a",
        "offer a",
        "agree a",
        "accept b",
        "ready a",
        "ready b",
        "collect",
        "deliver",
        "settle",
    ),
    "wanted as it was ordered": ("offer a", "decline a", "reject a", "reject b", "refund"),
    "offered, and made": (
        "accept a",
        "accept b",
        "offer b",
        "ready a",
        "ready b",
        "strand",
        "refund",
    ),
    "less, then silence": ("offer a", "agree a", "lapse a", "lapse b", "refund"),
    "later": (
        "accept a",
        "delay a",
        "accept b",
        "delay b",
        "ready a",
        "ready b",
        "collect",
        "deliver",
        "settle",
    ),
    "nobody sent": ("accept a", "accept b", "ready a", "ready b", "strand", "refund"),
}


def price_of(merchant: str) -> int:
    """What the one dish costs that was ordered there."""
    return {"a": 1650, "b": 3000}[merchant]


def step(order: Order, name: str) -> Progress:
    """The order after the step."""
    verb, _, merchant = name.partition(" ")
    made: Progress | Refused
    if merchant and verb == "ready":
        made = progress.ticket_ready(order, merchant, NOW)
    elif verb == "delay":
        made = progress.delay(order, merchant, NOW + 20 * MINUTE, "fetching")
    elif verb == "offer":
        made = altering.offer(
            order, merchant, Alteration(line(f"{merchant}1", price_of(merchant)), line("z", 900))
        )
    elif verb in ("agree", "decline"):
        made = getattr(altering, verb)(order, merchant)
    elif merchant:
        why = {"reject": "gone", "lapse": NO_ANSWER}.get(verb, "")
        ready_at = NOW + 10 * MINUTE if verb == "accept" else None
        made = progress.answer_ticket(order, merchant, TicketStep(verb), NOW, ready_at, why)
    elif verb in ("collect", "deliver"):
        made = getattr(progress, verb)(order, "x", NOW)
    elif verb == "settle":
        made = progress.settle(order, Money(700, "CNY"), Commission(600))
    elif verb == "fail":
        made = progress.fail(order, "x", "lost", NOW)
    elif verb == "refund":
        made = progress.refund(order, Money(0, "CNY"))
    else:
        why = "customer" if verb == "cancel" else "no_courier"
        made = progress.call_off(order, OrderStep(verb), why, NOW)
    assert isinstance(made, Progress), made
    return made


def live(steps: Sequence[str]) -> tuple[Order, list[Event]]:
    """The order after the steps, with a courier once it was collected, and its events."""
    order, events = ORDER, []
    for name in steps:
        if name in ("collect", "fail"):
            order = replace(order, courier="x", route="ro")
        made = step(order, name)
        order, events = made.order, [*events, *made.events]
    return order, events


def told(events: Sequence[Event], courier: bool) -> OrderTold:
    """What the events tell."""
    placed = OrderPlaced(
        order=ORDER.id, customer=ORDER.customer, asked=asked(ORDER), paid=ORDER.bill.total,
        campaign="v", promised_by=ORDER.promised_by,
    )  # fmt: skip
    one = told_at(placed, ORDER.placed_at)
    for event in events:
        if courier and event.kind in ("order.collected", "order.failed"):
            one.send("x", "ro")
        one.hear(event, NOW)
    return one


@pytest.mark.parametrize("life", LIVES)
def test_events_explain_the_order(life: str) -> None:
    """Its state, its parts, its moments and its money."""
    order, events = live(LIVES[life])
    one = told(events, order.courier is not None)
    assert not list(one.differences(order))
    assert one.has_ended


@pytest.mark.parametrize("life", LIVES)
def test_an_event_that_is_lost_shows(life: str) -> None:
    """Whichever it is: the order is another, or the next one could not follow.

    What was asked and came to nothing leaves nothing behind.
    """
    order, events = live(LIVES[life])
    for at, event in enumerate(events):
        if (
            event.kind in ("ticket.offered", "ticket.offer_declined")
            and "agree a" not in LIVES[life]
        ):
            continue
        rest = events[:at] + events[at + 1 :]
        assert list(told(rest, order.courier is not None).differences(order)), events[at]


@pytest.mark.parametrize("life", LIVES)
def test_an_event_that_comes_twice_shows(life: str) -> None:
    """It could not follow itself."""
    order, events = live(LIVES[life])
    for at, event in enumerate(events):
        again = [*events[: at + 1], event, *events[at + 1 :]]
        assert told(again, order.courier is not None).out_of_turn, event
