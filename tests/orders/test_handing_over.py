"""What is collected: its steps, its ends and its money, to the fen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, MINUTE, fen, order_of, ticket, went
from yeshi.base.refused import Refused, Unknown
from yeshi.events.collecting import OrderReceived, TicketHandedOver, TicketLeft, TicketUnpaid
from yeshi.events.orders import OrderPlaced, PaidBy
from yeshi.events.record import Event
from yeshi.ledger import accounts
from yeshi.ledger.postings import movements
from yeshi.orders import handing_over, progress
from yeshi.orders.handing_over import is_over, leave, to_take
from yeshi.orders.lifecycle import OrderState, OrderStep, OutOfTurn, TicketState, TicketStep
from yeshi.orders.order import Order
from yeshi.orders.pick_up import NotToCollect, PickUp, ToCollect
from yeshi.orders.progress import Progress
from yeshi.orders.replay import told_at
from yeshi.orders.sharing import Commission, asked

FEES, NOTHING = Commission(600), fen(0)
CLOSES = EVENING + timedelta(hours=5)
LATE = CLOSES + timedelta(hours=1)
PICK_UP = PickUp(117, "0420", CLOSES)


def to_collect(*prices: int, way: PaidBy = PaidBy.WALLET, donation: int = 0) -> Order:
    """An order of a dish at each of as many stalls, to be collected."""
    tickets = [ticket(chr(97 + at), price) for at, price in enumerate(prices)]
    order = order_of(*tickets, delivery=0, donation=donation)
    return replace(order, pick_up=PICK_UP, way=way)


@dataclass
class Life:
    """An order with all that happened to it."""

    order: Order
    events: list[Event] = field(default_factory=list)
    now: datetime = EVENING

    def __post_init__(self) -> None:
        one = self.order
        self.events.append(
            OrderPlaced(
                order=one.id, customer=one.customer, asked=asked(one), paid=one.bill.total,
                campaign=one.campaign, promised_by=one.promised_by, way=one.way,
                fulfilment=one.fulfilment,
            )
        )  # fmt: skip
        self.told = told_at(self.events[0], EVENING)  # type: ignore[arg-type]

    def go(self, step: Progress | Refused) -> bool:
        """Take the step, if it can be taken; whether it was."""
        if isinstance(step, Refused):
            return False
        self.order = step.order
        for event in step.events:
            self.events.append(event)
            self.told.hear(event, self.now)
        assert self.order.holds
        assert not list(self.told.differences(self.order))
        return True

    def accept(self, merchant: str) -> bool:
        """Have the stall take its part on."""
        ready_at = self.now + 10 * MINUTE
        step = TicketStep.ACCEPT
        return self.go(progress.answer_ticket(self.order, merchant, step, self.now, ready_at))

    def reject(self, merchant: str) -> bool:
        """Have it turn its part down."""
        step = TicketStep.REJECT
        return self.go(progress.answer_ticket(self.order, merchant, step, self.now, why="closing"))

    def ready(self, merchant: str) -> bool:
        """Have it put its part on the counter."""
        return self.go(progress.ticket_ready(self.order, merchant, self.now))

    def hand_over(self, merchant: str) -> bool:
        """Have its customer take it."""
        return self.go(handing_over.hand_over(self.order, merchant, self.now))

    def end(self) -> None:
        """Close the counters, and share out or give back the money."""
        self.now = LATE
        for one in self.order.tickets:
            if one.state is TicketState.PLACED:
                step, why = TicketStep.LAPSE, "no_answer"
                lapsed = progress.answer_ticket(self.order, one.merchant, step, self.now, why=why)
                assert self.go(lapsed)
        if self.order.state in (OrderState.ACCEPTED, OrderState.READY):
            assert is_over(self.order, self.now)
            assert self.go(leave(self.order, self.now))
        if self.order.state is OrderState.COLLECTED:
            assert self.go(progress.settle(self.order, NOTHING, FEES))
        else:
            assert self.go(progress.refund(self.order, NOTHING))

    def balances(self) -> Counter[str]:
        """What each account comes to, in fen."""
        fens: Counter[str] = Counter()
        for event in self.events:
            for one in movements(event):
                fens[one.debit] -= one.amount.fen
                fens[one.credit] += one.amount.fen
        return fens


def made(life: Life) -> Life:
    """The same with all parts on their counters."""
    for one in life.order.tickets:
        assert life.accept(one.merchant)
    for one in life.order.tickets:
        assert life.ready(one.merchant)
    return life


def test_the_last_part_that_is_collected_ends_the_way() -> None:
    """Each counter hands over its own, while another is still cooking."""
    life = Life(to_collect(1500, 2500))
    assert life.accept("a")
    assert life.accept("b")
    assert life.ready("a")
    assert life.hand_over("a")
    assert life.order.state is OrderState.ACCEPTED
    assert life.events[-1] == TicketHandedOver("o", "a", None)
    assert life.ready("b")
    assert life.order.state is OrderState.READY
    assert life.hand_over("b")
    assert life.order.state is OrderState.COLLECTED
    assert isinstance(life.events[-1], OrderReceived)
    assert life.events[-1].left == ()


def test_a_part_may_be_collected_before_another_stall_has_answered() -> None:
    """The last answer then brings the order through all its steps at once."""
    life = Life(to_collect(1500, 2500))
    assert life.accept("a")
    assert life.ready("a")
    assert life.hand_over("a")
    assert life.order.state is OrderState.PLACED
    assert life.reject("b")
    assert life.order.state is OrderState.COLLECTED
    kinds = [event.kind for event in life.events[-4:]]
    assert kinds == ["ticket.rejected", "order.accepted", "order.ready", "order.received"]


def test_what_is_not_made_is_not_handed_over() -> None:
    """Nor twice, nor by somebody who has no part of it, nor what a courier brings."""
    life = Life(to_collect(1500))
    assert handing_over.hand_over(life.order, "a", EVENING) == Refused(
        OutOfTurn("ticket", "placed", "hand")
    )
    made(life)
    assert handing_over.hand_over(life.order, "z", EVENING) == Refused(Unknown("ticket", "o/z"))
    assert life.hand_over("a")
    assert not life.hand_over("a")
    brought = replace(life.order, pick_up=None)
    assert handing_over.hand_over(brought, "a", EVENING) == Refused(NotToCollect("o"))
    assert progress.collect(life.order, "courier", EVENING) == Refused(ToCollect("o"))
    delivered = progress.deliver(life.order, "courier", EVENING)
    assert delivered == Refused(OutOfTurn("order", "collected", "deliver"))


def test_cash_is_taken_with_each_part_and_the_gift_with_the_first() -> None:
    """What the sale leaves a stall it keeps, the rest it owes."""
    life = made(Life(to_collect(1500, 2500, way=PaidBy.CASH, donation=50)))
    assert [to_take(life.order, one) for one in life.order.tickets] == [fen(1550), fen(2550)]
    assert life.hand_over("b")
    assert to_take(life.order, life.order.tickets[0]) == fen(1500)
    assert life.hand_over("a")
    life.end()
    found = life.balances()
    assert found[accounts.DUE] == found[accounts.ESCROW] == 0
    # 6 % of 15.00 and of 25.00, and the gift, which "b" took.
    assert found[accounts.till("a")] == -90
    assert found[accounts.till("b")] == -150 - 50
    assert found[accounts.merchant("a")] == found[accounts.merchant("b")] == 0
    assert found[accounts.FEES] == 240


def test_what_is_paid_and_left_stays_sold() -> None:
    """The stall has cooked it; it is told who was not called for."""
    life = made(Life(to_collect(1500, 2500)))
    assert life.hand_over("a")
    life.end()
    assert TicketLeft("o", "b") in life.events
    [received] = [one for one in life.events if isinstance(one, OrderReceived)]
    assert received.left == ("b",)
    assert life.order.state is OrderState.SETTLED
    assert life.balances()[accounts.merchant("b")] == 2350


def test_what_nobody_comes_to_pay_is_the_platforms_loss() -> None:
    """As at a door: the stall is paid, and nobody else is owed anything."""
    life = made(Life(to_collect(1500, way=PaidBy.CASH, donation=50)))
    life.end()
    assert life.order.state is OrderState.REFUNDED
    assert any(isinstance(one, TicketUnpaid) for one in life.events)
    found = life.balances()
    assert found[accounts.merchant("a")] == 1500
    assert found[accounts.UNPAID] == -1500
    assert found[accounts.DUE] == found[accounts.ESCROW] == 0


def test_what_is_never_made_is_given_back() -> None:
    """The whole of it, once the counters are closed."""
    life = Life(to_collect(1500))
    assert life.accept("a")
    assert not is_over(life.order, CLOSES)
    life.end()
    assert life.order.state is OrderState.REFUNDED
    assert life.balances()[accounts.wallet("c")] == 0


def test_what_was_made_late_is_kept_for_a_while() -> None:
    """Half an hour, though the stall has closed."""
    life = Life(to_collect(1500))
    assert life.accept("a")
    life.now = CLOSES - MINUTE
    assert life.ready("a")
    assert not is_over(life.order, CLOSES + 28 * MINUTE)
    assert is_over(life.order, CLOSES + 29 * MINUTE)


@pytest.mark.parametrize("state", [OrderState.PLACED, OrderState.COLLECTED, OrderState.SETTLED])
def test_only_what_is_made_or_being_made_is_left(state: OrderState) -> None:
    """Anything else answers, or has ended, by itself."""
    order = replace(to_collect(1500), state=state)
    assert leave(order, LATE) == Refused(OutOfTurn("order", state, "leave"))
    assert not is_over(order, LATE)


def test_what_was_handed_over_in_part_is_not_called_off() -> None:
    """Its customer has eaten of it."""
    life = Life(to_collect(1500, 2500))
    assert life.accept("a")
    assert life.ready("a")
    assert life.hand_over("a")
    off = progress.call_off(life.order, OrderStep.CANCEL, "customer", EVENING)
    assert off == Refused(OutOfTurn("order", "placed", "cancel"))


@pytest.mark.parametrize("way", [PaidBy.WALLET, PaidBy.CASH])
def test_what_is_never_made_makes_the_rest_ready_first(way: PaidBy) -> None:
    """Then nobody comes for the rest: its events stand in the order of its life."""
    life = Life(to_collect(1500, 2500, way=way))
    assert life.accept("a")
    assert life.accept("b")
    assert life.ready("a")
    life.now = LATE
    assert life.go(leave(life.order, LATE))
    kinds = [one.kind for one in life.events]
    assert kinds.index("ticket.lapsed") < kinds.index("order.ready")
    gone = "ticket.unpaid" if way is PaidBy.CASH else "ticket.left"
    assert kinds.index("order.ready") < kinds.index(gone)


@given(
    prices=some.lists(some.integers(100, 9_900), min_size=1, max_size=3),
    way=some.sampled_from([PaidBy.WALLET, PaidBy.CASH]),
    donation=some.integers(0, 99),
    steps=some.lists(
        some.tuples(some.sampled_from(["accept", "reject", "ready", "hand_over"]),
                    some.sampled_from("abc")),
        max_size=16,
    ),
)  # fmt: skip
def test_whatever_happens_it_ends_once_and_all_money_is_somewhere(
    prices: list[int], way: PaidBy, donation: int, steps: list[tuple[str, str]]
) -> None:
    """Settled or refunded; nothing stays in escrow or due, and who was not paid has nothing."""
    life = Life(to_collect(*prices, way=way, donation=donation))
    for step, merchant in steps:
        getattr(life, step)(merchant)
    life.end()
    assert life.order.state in (OrderState.SETTLED, OrderState.REFUNDED)
    ends = [one for one in life.events if one.kind in ("order.settled", "order.refunded")]
    assert len(ends) == 1
    found = life.balances()
    assert found[accounts.ESCROW] == found[accounts.DUE] == 0
    assert sum(found.values()) == 0
    taken = sum(one.taken.fen for one in life.order.tickets if one.taken)
    handed = [one for one in life.order.tickets if one.state is TicketState.HANDED]
    if way is PaidBy.CASH:
        assert taken == sum(one.sold.fen for one in handed) + (donation if handed else 0)
        # What a stall has in hand and in the books is its sale less the fee, nothing more.
        for one in handed:
            net = one.sold - one.sold.share(FEES.basis_points)
            in_books = found[accounts.merchant(one.merchant)] + found[accounts.till(one.merchant)]
            assert in_books + one.taken.fen == net.fen  # type: ignore[union-attr]
    else:
        assert taken == 0
        assert found[accounts.wallet("c")] == -(life.order.bill.total - life.order.returned).fen * (
            life.order.state is OrderState.SETTLED
        )


def test_what_is_left_of_it_is_ready_before_it_is_said_that_nobody_came() -> None:
    """Also where another part was never made."""
    life = Life(to_collect(1500, 2500))
    assert life.accept("a")
    assert life.accept("b")
    assert life.ready("b")
    life.end()
    kinds = [one.kind for one in life.events]
    assert kinds.index("order.ready") < kinds.index("ticket.left")
    assert life.order.state is OrderState.SETTLED


def test_an_order_that_is_refused_by_all_goes_back_whole() -> None:
    """As what is brought does."""
    life = Life(to_collect(1500))
    assert life.reject("a")
    went(progress.refund(life.order, NOTHING))
    life.end()
    assert life.balances()[accounts.wallet("c")] == 0
