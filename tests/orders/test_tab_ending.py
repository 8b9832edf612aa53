"""What becomes of a table's order when its counters have closed."""

from __future__ import annotations

from tests.orders.test_tab_paying import LATE, Life, at, at_table, served
from tests.records import EVENING, order_of, ticket
from yeshi.base.refused import Refused
from yeshi.ledger import accounts
from yeshi.orders.at_table import NotOnTab
from yeshi.orders.lifecycle import OrderState, OrderStep, OutOfTurn, TicketState
from yeshi.orders.tab_ending import call_off_by_customer, close_out, is_over_at_table
from yeshi.orders.tab_paying import may_be_paid, pay


def test_it_is_over_some_time_after_the_counters_close() -> None:
    """Not before, and only while something is open."""
    life = served(Life(at_table([1000])))
    assert not is_over_at_table(life.order, EVENING)
    assert is_over_at_table(life.order, LATE)
    assert life.go(pay(life.order, at("a", 0), "li"))
    assert not is_over_at_table(life.order, LATE)


def test_what_stands_ready_was_eaten() -> None:
    """Nobody pressed that it was served; what was paid of it is the stall's."""
    life = Life(at_table([1000, 500]))
    assert life.act("accept", "a", 0)
    assert life.act("ready", "a", 0)
    assert life.go(pay(life.order, at("a", 0), "li"))
    life.end()
    assert life.order.is_settled
    assert life.order.tickets[0].state is TicketState.HANDED
    assert life.balances()[accounts.merchant("a")] == 1000 - 60


def test_of_two_stalls_one_may_never_have_made_it() -> None:
    """The other's part is settled all the same."""
    life = Life(at_table([1000], [500]))
    assert life.act("accept", "a", 0)
    assert life.act("accept", "b", 0)
    assert life.act("ready", "a", 0)
    assert life.act("serve", "a", 0)
    assert life.go(pay(life.order, [*at("a", 0), *at("b", 0)], "li"))
    life.end()
    assert life.order.is_settled
    assert life.balances()[accounts.wallet("li")] == -1000


def test_nothing_else_is_closed_out() -> None:
    """What is over, or comes to no table."""
    life = served(Life(at_table([1000])))
    assert life.go(pay(life.order, at("a", 0), "li"))
    assert close_out(life.order, LATE) == Refused(
        OutOfTurn("order", OrderState.SETTLED, OrderStep.FAIL)
    )
    assert close_out(order_of(ticket("a", 1000)), LATE) == Refused(NotOnTab("o"))


def test_what_was_paid_of_it_goes_back_when_it_is_called_off() -> None:
    """One stall had taken it on and was paid, the other had not answered yet."""
    life = Life(at_table([1000, 300], [500]))
    assert life.act("accept", "a", 0)
    assert life.go(pay(life.order, at("a", 0), "li"))
    assert life.go(pay(life.order, at("a", 1), None))
    assert life.go(call_off_by_customer(life.order, EVENING))
    found = life.balances()
    assert found[accounts.wallet("li")] == found[accounts.till("a")] == found[accounts.DUE] == 0


def test_what_is_called_off_is_not_paid_any_more() -> None:
    """Though a part of it was taken on before."""
    life = Life(at_table([1000], [500]))
    assert life.act("accept", "a", 0)
    assert may_be_paid(life.order, life.order.tickets[0])
    assert life.go(call_off_by_customer(life.order, EVENING))
    assert not may_be_paid(life.order, life.order.tickets[0])
    assert pay(life.order, at("a", 0), "li") == Refused(
        OutOfTurn("order", life.order.state, OrderStep.SETTLE)
    )
