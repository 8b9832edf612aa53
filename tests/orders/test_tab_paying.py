"""What a table pays, line by line, by whom it likes: never twice, and to the fen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, MINUTE, fen, line, order_of, ticket, went
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.collecting import TicketUnpaid
from yeshi.events.orders import OrderPlaced, PaidBy
from yeshi.events.record import Event
from yeshi.events.tables import PartPaid, PartPaidBack, TicketForgone
from yeshi.ledger import accounts
from yeshi.ledger.postings import movements
from yeshi.orders import altering, handing_over, progress
from yeshi.orders.alteration import Alteration
from yeshi.orders.at_table import AtTable, NotOnTab, NotTakenOn, PaidAlready
from yeshi.orders.lifecycle import OrderState, OutOfTurn, TicketState, TicketStep
from yeshi.orders.lines import LinePaid
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress
from yeshi.orders.receipt import Receipt, receipt_of
from yeshi.orders.replay import told_at
from yeshi.orders.sharing import Commission, asked
from yeshi.orders.tab_ending import close_out, is_over_at_table
from yeshi.orders.tab_paying import LineAt, amount_of, forgo, pay

FEES, NOTHING = Commission(600), fen(0)
CLOSES = EVENING + timedelta(hours=5)
LATE = CLOSES + timedelta(hours=1)
AT_TABLE = AtTable("tab", 7, CLOSES)


def at_table(*parts: list[int], way: PaidBy = PaidBy.TAB) -> Order:
    """An order of a table, with as many dishes of each stall."""
    tickets = [ticket(chr(97 + at), *prices) for at, prices in enumerate(parts)]
    return replace(order_of(*tickets, delivery=0), at_table=AT_TABLE, way=way)


def at(merchant: str, *places: int) -> list[LineAt]:
    """Lines of the order."""
    return [LineAt("o", merchant, one) for one in places]


@dataclass
class Life:
    """An order of a table with all that happened to it."""

    order: Order
    events: list[Event] = field(default_factory=list)
    now: datetime = EVENING

    def __post_init__(self) -> None:
        one = self.order
        placed = OrderPlaced(
            order=one.id, customer=one.customer, asked=asked(one), paid=one.bill.total,
            campaign=one.campaign, promised_by=one.promised_by, way=one.way,
            fulfilment=one.fulfilment,
        )  # fmt: skip
        self.events.append(placed)
        self.told = told_at(placed, EVENING)

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
        self.settle()
        return True

    def settle(self) -> None:
        """As flow does: with the last part that is served, or the last line that is paid."""
        if self.order.state is OrderState.COLLECTED and self.order.is_paid:
            assert self.go(progress.settle(self.order, NOTHING, FEES))
        elif (self.order.state, OrderState.REFUNDED) in _REFUNDABLE:
            assert self.go(progress.refund(self.order, NOTHING))

    def act(self, step: str, merchant: str, number: int) -> bool:
        """One of the steps that anybody may take, at any time."""
        order, now = self.order, self.now
        found = order.ticket(merchant)
        places = [at_ for at_ in range(len(found.lines)) if number >> at_ & 1] if found else [0]
        if step == "accept":
            ready_at = now + 10 * MINUTE
            return self.go(
                progress.answer_ticket(order, merchant, TicketStep.ACCEPT, now, ready_at)
            )
        if step == "reject":
            return self.go(
                progress.answer_ticket(order, merchant, TicketStep.REJECT, now, why="closing")
            )
        if step == "leave_out" and found and found.lines:
            gone = replace(found.lines[0], quantity=1)
            return self.go(altering.offer(order, merchant, Alteration(gone)))
        return self.go(
            {
                "ready": lambda: progress.ticket_ready(order, merchant, now),
                "serve": lambda: handing_over.hand_over(order, merchant, now),
                "agree": lambda: altering.agree(order, merchant),
                "pay": lambda: pay(order, at(merchant, *places), f"guest-{number % 3}"),
                "cash": lambda: pay(order, at(merchant, *places), None),
                "forgo": lambda: forgo(order, merchant, now),
            }.get(step, lambda: Refused(Unknown("step", step)))()
        )

    def end(self) -> None:
        """Close the counters."""
        self.now = LATE
        for one in self.order.tickets:
            if one.state is TicketState.PLACED and self.order.state is OrderState.PLACED:
                step, why = TicketStep.LAPSE, "no_answer"
                lapsed = progress.answer_ticket(self.order, one.merchant, step, self.now, why=why)
                assert self.go(lapsed)
        if self.order.state in (OrderState.ACCEPTED, OrderState.READY, OrderState.COLLECTED):
            assert is_over_at_table(self.order, self.now)
            assert self.go(close_out(self.order, self.now))

    def balances(self) -> Counter[str]:
        """What each account comes to, in fen."""
        fens: Counter[str] = Counter()
        for event in self.events:
            for one in movements(event):
                fens[one.debit] -= one.amount.fen
                fens[one.credit] += one.amount.fen
        return fens


_REFUNDABLE = {
    (one, OrderState.REFUNDED)
    for one in (OrderState.REJECTED, OrderState.CANCELLED, OrderState.FAILED)
}


def served(life: Life) -> Life:
    """The same with all of it on the table."""
    for one in life.order.tickets:
        assert life.act("accept", one.merchant, 0)
    for one in life.order.tickets:
        assert life.act("ready", one.merchant, 0)
        assert life.act("serve", one.merchant, 0)
    return life


def test_it_is_settled_with_the_last_line_that_is_paid() -> None:
    """Each by whom one likes; the stalls have what they sold."""
    life = served(Life(at_table([1000, 500], [800])))
    assert life.order.state is OrderState.COLLECTED
    assert life.order.unpaid == fen(2300)
    assert life.go(pay(life.order, at("a", 0), "li"))
    assert life.go(pay(life.order, [*at("a", 1), *at("b", 0)], "wu"))
    assert life.order.is_settled
    found = life.balances()
    assert (found[accounts.wallet("li")], found[accounts.wallet("wu")]) == (-1000, -1300)
    assert found[accounts.merchant("a")] == 1500 - 90
    assert found[accounts.merchant("b")] == 800 - 48
    assert found[accounts.DUE] == found[accounts.ESCROW] == 0


def test_it_is_not_paid_twice() -> None:
    """Nor what is not there, nor what was not taken on."""
    life = Life(at_table([1000, 500], [800]))
    assert pay(life.order, at("a", 0), "li") == Refused(NotTakenOn("a"))
    assert life.act("accept", "a", 0)
    assert life.go(pay(life.order, at("a", 0), "li"))
    assert pay(life.order, at("a", 0, 1), "wu") == Refused(PaidAlready("a"))
    assert pay(life.order, at("a", 0), None) == Refused(PaidAlready("a"))
    assert pay(life.order, at("a", 5), "wu") == Refused(Invalid("line", "choice"))
    assert pay(life.order, at("x", 0), "wu") == Refused(Unknown("ticket", "o/x"))
    assert life.order.unpaid == fen(1300)


def test_what_is_paid_when_it_is_ordered_stands_on_no_tab() -> None:
    """It is settled when it is served."""
    life = served(Life(at_table([1000], way=PaidBy.WALLET)))
    assert life.order.is_settled
    assert pay(life.order, at("a", 0), "li") == Refused(NotOnTab("o"))
    assert forgo(life.order, "a", EVENING) == Refused(NotOnTab("o"))
    assert life.balances()[accounts.wallet("c")] == -1000


def test_cash_is_in_the_drawer_of_the_stall() -> None:
    """Which owes the city its share of it."""
    life = served(Life(at_table([1000], [800])))
    assert life.go(pay(life.order, at("a", 0), None))
    assert life.order.ticket("a").taken == fen(1000)  # type: ignore[union-attr]
    assert life.go(pay(life.order, at("b", 0), "li"))
    found = life.balances()
    assert found[accounts.till("a")] == -60
    assert found[accounts.merchant("a")] == 0
    assert found[accounts.DUE] == 0


def test_nobody_pays_for_another_who_went_away() -> None:
    """The stall bears what is left, and the city takes no share of it."""
    life = served(Life(at_table([1000, 500])))
    assert life.go(pay(life.order, at("a", 1), "li"))
    assert life.go(forgo(life.order, "a", EVENING))
    assert isinstance(life.events[-2], TicketForgone)
    assert life.order.is_settled
    found = life.balances()
    assert found[accounts.wallet("li")] == -500
    assert found[accounts.merchant("a")] == 500 - 30
    assert found[accounts.DUE] == found[accounts.ESCROW] == 0
    receipt = receipt_of(life.order)
    assert isinstance(receipt, Receipt)
    assert receipt.holds
    assert receipt.paid == fen(500)


def test_of_whom_nobody_pays_anything_nothing_is_sold() -> None:
    """No compensation is paid: the stall let them eat first."""
    life = served(Life(at_table([1000])))
    assert life.go(forgo(life.order, "a", EVENING))
    assert any(isinstance(one, TicketUnpaid) for one in life.events)
    assert life.order.is_refunded
    assert not any(life.balances().values())


def test_who_is_still_served_has_not_gone() -> None:
    """A part that is not on the table yet is not given up."""
    life = Life(at_table([1000]))
    assert life.act("accept", "a", 0)
    assert forgo(life.order, "a", EVENING) == Refused(
        OutOfTurn("ticket", TicketState.ACCEPTED, TicketStep.FORGO)
    )


def test_what_is_left_out_of_a_paid_line_goes_back_to_who_paid_it() -> None:
    """To the wallet, or in cash at the counter."""
    life = Life(at_table([1000, 500]))
    assert life.act("accept", "a", 0)
    assert life.go(pay(life.order, at("a", 0), "li"))
    assert life.act("leave_out", "a", 0)
    assert pay(life.order, at("a", 1), "wu") == Refused(NotTakenOn("a"))
    assert life.act("agree", "a", 0)
    assert life.events[-1] == PartPaidBack(
        order="o", merchant="a", tab="tab", customer="li", amount=fen(1000)
    )
    assert life.balances()[accounts.wallet("li")] == 0


def test_another_dish_in_its_place_stays_paid() -> None:
    """And with who wants it; the difference goes back."""
    life = Life(at_table([1000]))
    assert life.act("accept", "a", 0)
    assert life.go(pay(life.order, at("a", 0), None))
    gone, instead = life.order.tickets[0].lines[0], line("a9", 700)
    assert life.go(altering.offer(life.order, "a", Alteration(replace(gone, paid=None), instead)))
    assert life.act("agree", "a", 0)
    [found] = life.order.tickets[0].lines
    assert (found.item, found.paid) == ("a9", LinePaid(None))
    assert life.order.tickets[0].taken == fen(700)


def test_amounts_are_of_lines_that_are_there() -> None:
    """Else something else was shown."""
    order = at_table([1000, 500])
    assert amount_of(order, at("a", 0, 1)) == fen(1500)
    assert amount_of(order, at("a", 2)) == Refused(Invalid("line", "choice"))
    assert amount_of(order, [LineAt("other", "a", 0)]) == Refused(Invalid("line", "choice"))


STEPS = ("accept", "reject", "ready", "serve", "pay", "cash", "forgo", "leave_out", "agree")


@given(
    parts=some.lists(
        some.lists(some.integers(1, 5000), min_size=1, max_size=3), min_size=1, max_size=3
    ),
    way=some.sampled_from([PaidBy.TAB, PaidBy.WALLET]),
    steps=some.lists(
        some.tuples(some.sampled_from(STEPS), some.sampled_from("abc"), some.integers(0, 7)),
        max_size=24,
    ),
)
def test_whatever_a_table_does_it_ends_once_and_all_money_is_somewhere(
    parts: list[list[int]], way: PaidBy, steps: list[tuple[str, str, int]]
) -> None:
    """Nobody pays what they did not choose to, and each stall has what was paid less the fee."""
    life = Life(at_table(*parts, way=way))
    for step, merchant, number in steps:
        life.act(step, merchant, number)
    life.end()
    order = life.order
    assert order.state in (OrderState.SETTLED, OrderState.REFUNDED)
    ends = [one for one in life.events if one.kind in ("order.settled", "order.refunded")]
    assert len(ends) == 1
    found = life.balances()
    assert found[accounts.ESCROW] == found[accounts.DUE] == 0
    assert sum(found.values()) == 0
    receipt = receipt_of(order)
    assert isinstance(receipt, Receipt)
    assert receipt.holds
    if way is PaidBy.WALLET:
        return
    paid: Counter[str] = Counter()
    for event in life.events:
        if isinstance(event, PartPaid):
            sign = -1 if isinstance(event, PartPaidBack) else 1
            paid[event.customer or "cash"] += sign * event.amount.fen
    assert min(paid.values(), default=0) >= 0
    assert all(found[accounts.wallet(one)] == -paid[one] for one in paid if one != "cash")
    assert found[accounts.wallet("c")] == 0
    sold = [one for one in order.live_tickets if order.is_settled]
    assert sum(paid.values()) == sum(one.sold.fen for one in sold)
    assert sum(one.taken.fen for one in sold if one.taken) == paid["cash"]
    for one in sold:
        in_books = found[accounts.merchant(one.merchant)] + found[accounts.till(one.merchant)]
        taken = one.taken.fen if one.taken else 0
        assert in_books + taken == (one.sold - one.sold.share(FEES.basis_points)).fen


@pytest.mark.parametrize("way", [PaidBy.TAB, PaidBy.WALLET])
def test_what_was_never_made_goes_back_to_who_paid_it(way: PaidBy) -> None:
    """When the counters close."""
    life = Life(at_table([1000], [500], way=way))
    assert life.act("accept", "a", 0)
    assert life.act("accept", "b", 0)
    assert life.go(pay(life.order, at("a", 0), "li")) is (way is PaidBy.TAB)
    life.end()
    assert life.order.is_refunded
    assert not any(life.balances().values())


def test_a_step_is_as_flow_takes_it() -> None:
    """The shares of a served table are those of its lines."""
    life = served(Life(at_table([1000])))
    assert went(pay(life.order, at("a", 0), "li")).order.unpaid == NOTHING
