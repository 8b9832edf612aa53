"""What each step does to an order: its state, its events, and its money to the fen."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, MINUTE, accepted, fen, order_of, ticket, under_way, went
from yeshi.base.refused import Refused, Unknown
from yeshi.events import orders as happened
from yeshi.events.record import Event
from yeshi.orders import progress
from yeshi.orders.lifecycle import OrderState, OrderStep, OutOfTurn, TicketState, TicketStep
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.orders.sharing import Commission

NOW = EVENING + 5 * MINUTE
PAY = fen(700)
FEES = Commission(600)
# 16.50 and 30.00 sold, 8.00 off by voucher, 3.00 for the way, rounded up by 0.50: 42.00 to pay.
ORDER = order_of(
    ticket("a", 1650, voucher=284, given=100, programme="school"),
    ticket("b", 3000, voucher=516),
    donation=50,
    campaign="v",
)


def kinds(events: tuple[Event, ...]) -> list[str]:
    """The kinds of the events, in order."""
    return [event.kind for event in events]


def answer(order: Order, merchant: str, step: TicketStep, ready_in: int = 10) -> Progress:
    """The answer of a kitchen that must not be refused."""
    ready_at = EVENING + ready_in * MINUTE if step is TicketStep.ACCEPT else None
    return went(progress.answer_ticket(order, merchant, step, NOW, ready_at, "why"))


def test_an_order_is_accepted_with_its_last_answer_for_the_latest_part() -> None:
    """Not before; and it may be fetched when the slowest kitchen is done."""
    first = answer(ORDER, "a", TicketStep.ACCEPT, ready_in=20)
    assert first.events == (happened.TicketAccepted("o", "a", EVENING + 20 * MINUTE),)
    assert (first.order.state, first.order.ready_at) == (OrderState.PLACED, None)
    second = answer(first.order, "b", TicketStep.ACCEPT, ready_in=10)
    assert second.events == (
        happened.TicketAccepted("o", "b", EVENING + 10 * MINUTE),
        happened.OrderAccepted("o", EVENING + 20 * MINUTE),
    )
    assert second.order.state is OrderState.ACCEPTED
    assert second.order.ready_at == EVENING + 20 * MINUTE
    assert second.order.version > first.order.version > ORDER.version


@pytest.mark.parametrize(
    ("step", "kind", "state"),
    [
        (TicketStep.REJECT, happened.TicketRejected, TicketState.REJECTED),
        (TicketStep.LAPSE, happened.TicketLapsed, TicketState.LAPSED),
    ],
)
def test_a_part_that_is_not_made_goes_back_at_once(
    step: TicketStep, kind: type[happened.TicketRejected], state: TicketState
) -> None:
    """What it cost to the customer, its share of the voucher to the campaign; delivery stays."""
    gone = answer(ORDER, "b", step)
    (event,) = gone.events
    assert type(event) is kind
    assert isinstance(event, happened.TicketRejected)
    assert (event.back_to_customer, event.back_to_campaign) == (fen(2484), fen(516))
    assert (event.merchant, event.customer, event.campaign, event.why) == ("b", "c", "v", "why")
    assert progress.held(ORDER) == (fen(4200), fen(800))
    assert progress.held(gone.order) == (fen(4200 - 2484), fen(800 - 516))
    left = gone.order.ticket("b")
    assert left is not None
    assert left.state is state
    rest = answer(gone.order, "a", TicketStep.ACCEPT)
    assert (rest.order.state, rest.order.merchants) == (OrderState.ACCEPTED, ("a",))


@pytest.mark.parametrize(
    ("first", "last", "kind", "state"),
    [
        (TicketStep.LAPSE, TicketStep.REJECT, "order.rejected", OrderState.REJECTED),
        (TicketStep.REJECT, TicketStep.LAPSE, "order.cancelled", OrderState.CANCELLED),
    ],
)
def test_when_nobody_cooks_the_order_ends_as_its_last_part_did(
    first: TicketStep, last: TicketStep, kind: str, state: OrderState
) -> None:
    """The last part is paid back with the whole order, delivery and donation included."""
    ended = answer(answer(ORDER, "a", first).order, "b", last)
    assert kinds(ended.events) == [kind]
    assert (ended.order.state, ended.order.ended_at) == (state, NOW)
    assert progress.held(ended.order) == (fen(4200 - 1650 + 284), fen(800 - 284))
    (event,) = went(progress.refund(ended.order, PAY)).events
    assert isinstance(event, happened.OrderRefunded)
    assert (event.back_to_customer, event.back_to_campaign) == (fen(2834), fen(516))
    assert (event.compensated, event.courier, event.courier_pay) == ((), None, fen(0))


def test_who_has_no_part_in_an_order_cannot_answer_for_it() -> None:
    """Nor put it on the counter."""
    unknown = Refused(Unknown("ticket", "o/z"))
    assert progress.answer_ticket(ORDER, "z", TicketStep.REJECT, NOW) == unknown
    assert progress.ticket_ready(ORDER, "z", EVENING) == unknown


def test_a_part_is_answered_once() -> None:
    """Taken on, it cannot be given back by its kitchen, nor lapse."""
    taken = answer(ORDER, "a", TicketStep.ACCEPT).order
    for step in (TicketStep.ACCEPT, TicketStep.REJECT, TicketStep.LAPSE):
        refused = progress.answer_ticket(taken, "a", step, NOW, NOW)
        assert refused == Refused(OutOfTurn("ticket", "accepted", step))


def test_no_part_of_an_order_that_was_called_off_is_answered() -> None:
    """Its customer was quicker than the kitchen."""
    gone = went(progress.call_off(ORDER, OrderStep.CANCEL, "mind changed", NOW)).order
    refused = progress.answer_ticket(gone, "a", TicketStep.ACCEPT, NOW, NOW)
    assert refused == Refused(OutOfTurn("order", "cancelled", "accept"))
    cooking = replace(accepted(ORDER), state=OrderState.CANCELLED)
    assert progress.ticket_ready(cooking, "a", EVENING) == Refused(
        OutOfTurn("order", "cancelled", "ready")
    )


def test_an_order_is_ready_with_its_last_part() -> None:
    """Whoever puts it there."""
    taken = accepted(ORDER)
    first = went(progress.ticket_ready(taken, "b", EVENING))
    assert first.events == (happened.TicketReady("o", "b"),)
    assert first.order.state is OrderState.ACCEPTED
    second = went(progress.ticket_ready(replace(first.order, courier="x"), "a", EVENING))
    assert second.events == (happened.TicketReady("o", "a"), happened.OrderReady("o", "x"))
    assert second.order.state is OrderState.READY
    again = progress.ticket_ready(second.order, "a", EVENING)
    assert again == Refused(OutOfTurn("ticket", "ready", "ready"))


def test_an_order_is_ready_too_when_the_part_that_was_waited_for_is_given_back() -> None:
    """The other kitchen was done before the last had answered."""
    one = answer(ORDER, "a", TicketStep.ACCEPT).order
    made = went(progress.ticket_ready(one, "a", EVENING))
    assert (kinds(made.events), made.order.state) == (["ticket.ready"], OrderState.PLACED)
    rest = answer(made.order, "b", TicketStep.REJECT)
    assert kinds(rest.events) == ["ticket.rejected", "order.accepted", "order.ready"]
    assert rest.order.state is OrderState.READY


def test_collected_and_delivered() -> None:
    """With the moments at which it was."""
    collected = went(progress.collect(under_way(ORDER, OrderState.READY), "x", NOW))
    assert collected.events == (happened.OrderCollected("o", "x", ("a", "b")),)
    assert (collected.order.state, collected.order.collected_at) == (OrderState.COLLECTED, NOW)
    later = NOW + 9 * MINUTE
    delivered = went(progress.deliver(collected.order, "x", later))
    ready_at = collected.order.ready_at
    assert ready_at is not None
    assert delivered.events == (
        happened.OrderDelivered("o", "x", EVENING, ready_at, ORDER.promised_by),
    )
    assert (delivered.order.state, delivered.order.ended_at) == (OrderState.DELIVERED, later)


def test_a_settled_order_shares_out_all_that_was_paid() -> None:
    """Each stall's sale, the way, the donation, and what the courier is paid."""
    delivered = under_way(ORDER, OrderState.DELIVERED)
    settled = went(progress.settle(delivered, PAY, FEES))
    (event,) = settled.events
    assert isinstance(event, happened.OrderSettled)
    told = [(share.merchant, share.sold.fen, share.given.fen, share.programme)
            for share in event.shares]  # fmt: skip
    assert told == [("a", 1650, 100, "school"), ("b", 3000, 0, None)]
    assert (event.delivery_fee, event.donation, event.programme) == (fen(300), fen(50), "fund")
    assert (event.courier, event.courier_pay) == ("x", PAY)
    assert (sum(share.voucher.fen for share in event.shares), event.campaign) == (800, "v")
    assert settled.order.state is OrderState.SETTLED


def test_a_part_given_back_has_no_share() -> None:
    """Neither of what is sold nor of the voucher."""
    rest = answer(answer(ORDER, "b", TicketStep.REJECT).order, "a", TicketStep.ACCEPT).order
    (event,) = went(progress.settle(under_way(rest, OrderState.DELIVERED), PAY, FEES)).events
    assert isinstance(event, happened.OrderSettled)
    assert [share.merchant for share in event.shares] == ["a"]
    assert event.shares[0].voucher == fen(284)


@pytest.mark.parametrize(
    ("step", "before"),
    [
        (OrderStep.CANCEL, ORDER),
        (OrderStep.STRAND, accepted(ORDER)),
        (OrderStep.STRAND, under_way(ORDER, OrderState.READY, None)),
    ],
)
def test_an_order_is_called_off(step: OrderStep, before: Order) -> None:
    """By its customer while nobody cooks, or for want of a courier; all its stalls are told."""
    ended = went(progress.call_off(before, step, "why", NOW))
    assert ended.events == (happened.OrderCancelled("o", "c", ("a", "b"), "why"),)
    assert (ended.order.state, ended.order.ended_at) == (OrderState.CANCELLED, NOW)


@pytest.mark.parametrize("state", [OrderState.ACCEPTED, OrderState.READY, OrderState.COLLECTED])
def test_an_order_fails_on_its_courier(state: OrderState) -> None:
    """Who says why."""
    failed = went(progress.fail(under_way(ORDER, state), "x", "fell", NOW))
    assert failed.events == (happened.OrderFailed("o", "c", ("a", "b"), "fell", "x"),)
    assert (failed.order.state, failed.order.ended_at) == (OrderState.FAILED, NOW)


@pytest.mark.parametrize("collected", [False, True])
@pytest.mark.parametrize(
    ("states", "cooked"),
    [
        ((TicketState.PLACED, TicketState.PLACED), []),
        ((TicketState.ACCEPTED, TicketState.PLACED), ["a"]),
        ((TicketState.ACCEPTED, TicketState.READY), ["a", "b"]),
        ((TicketState.REJECTED, TicketState.READY), ["b"]),
        ((TicketState.READY, TicketState.LAPSED), ["a"]),
    ],
)
def test_whoever_worked_for_a_refunded_order_is_made_whole(
    states: tuple[TicketState, TicketState], cooked: list[str], collected: bool
) -> None:
    """Kitchens from the moment they took it on, the courier from the moment they had it."""
    tickets = tuple(
        replace(one, state=state) for one, state in zip(ORDER.tickets, states, strict=True)
    )
    failed = replace(
        ORDER, tickets=tickets, state=OrderState.FAILED, courier="x",
        collected_at=NOW if collected else None,
    )  # fmt: skip
    (event,) = went(progress.refund(failed, PAY)).events
    assert isinstance(event, happened.OrderRefunded)
    assert [(one.merchant, one.amount) for one in event.compensated] == [
        (one.merchant, one.sold) for one in tickets if one.merchant in cooked
    ]
    paid = ("x", PAY) if collected else (None, fen(0))
    assert (event.courier, event.courier_pay) == paid


STEPS: list[tuple[OrderStep, Callable[[Order], Progress | Refused]]] = [
    (OrderStep.COLLECT, lambda order: progress.collect(order, "x", NOW)),
    (OrderStep.DELIVER, lambda order: progress.deliver(order, "x", NOW)),
    (OrderStep.SETTLE, lambda order: progress.settle(order, PAY, FEES)),
    (OrderStep.CANCEL, lambda order: progress.call_off(order, OrderStep.CANCEL, "w", NOW)),
    (OrderStep.STRAND, lambda order: progress.call_off(order, OrderStep.STRAND, "w", NOW)),
    (OrderStep.FAIL, lambda order: progress.fail(order, "x", "w", NOW)),
    (OrderStep.REFUND, lambda order: progress.refund(order, PAY)),
]


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize(("step", "take"), STEPS)
def test_a_step_out_of_turn_changes_nothing(
    state: OrderState, step: OrderStep, take: Callable[[Order], Progress | Refused]
) -> None:
    """In every state a step is taken once and grows the version, or is refused."""
    order = under_way(ORDER, state)
    made = take(order)
    if isinstance(made, Refused):
        assert made == Refused(OutOfTurn("order", state, step))
        return
    assert made.order.version == order.version + 1
    assert isinstance(take(made.order), Refused)


@given(
    some.lists(some.tuples(some.integers(1, 10**5), some.integers(0, 100)), min_size=1, max_size=6),
    some.integers(0, 1000),
    some.integers(0, 99),
    some.integers(0, 10_000),
    some.randoms(use_true_random=False),
)
def test_what_goes_back_and_what_is_shared_is_what_was_paid(
    parts: list[tuple[int, int]],
    delivery: int,
    donation: int,
    tip: int,
    chance: random.Random,
) -> None:
    """Whichever kitchens give their part back, in whichever order."""
    order = order_of(
        *(
            ticket(f"m{number}", price, voucher=price * percent // 100)
            for number, (price, percent) in enumerate(parts)
        ),
        delivery=delivery, donation=donation, tip=tip, campaign="v",
    )  # fmt: skip
    paid, off = order.bill.total.fen, order.bill.voucher.fen
    merchants = list(order.merchants)
    chance.shuffle(merchants)
    for merchant in merchants:
        step = chance.choice([TicketStep.ACCEPT, TicketStep.REJECT, TicketStep.LAPSE])
        made = answer(order, merchant, step)
        order = made.order
        for event in made.events:
            if isinstance(event, happened.TicketRejected):
                paid -= event.back_to_customer.fen
                off -= event.back_to_campaign.fen
    assert progress.held(order) == (fen(paid), fen(off))
    if order.state is OrderState.ACCEPTED:
        (event,) = went(progress.settle(under_way(order, OrderState.DELIVERED), PAY, FEES)).events
        assert isinstance(event, happened.OrderSettled)
        sold = sum(share.sold.fen for share in event.shares)
        assert (event.tip.fen if event.tip else 0) == tip
        assert paid + off == sold + event.delivery_fee.fen + event.donation.fen + tip
        assert off == sum(share.voucher.fen for share in event.shares)
