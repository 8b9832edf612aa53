"""A receipt says what was bought and what was paid, to the fen, and nothing of whose it is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from tests.builders import EVENING
from tests.records import fen, line, order_of, ticket
from yeshi.base.refused import Refused
from yeshi.events.orders import PaidBy
from yeshi.orders.alteration import Alteration
from yeshi.orders.lifecycle import ENDED, OrderState, TicketState
from yeshi.orders.pick_up import PickUp
from yeshi.orders.receipt import NoReceiptYet, Receipt, receipt_of


def made(order_state: OrderState = OrderState.SETTLED, *, returned: int = 0) -> Receipt:
    """The receipt of two stalls' order that came to that."""
    parts = ticket("a", 1000, 500), replace(ticket("b", 800), state=TicketState.REJECTED)
    order = replace(order_of(*parts), state=order_state, returned=fen(returned))
    found = receipt_of(order)
    assert isinstance(found, Receipt), found
    return found


def test_there_is_none_while_the_order_is_under_way() -> None:
    """What is paid for it is not known yet."""
    for state in OrderState:
        found = receipt_of(replace(order_of(ticket("a", 1000)), state=state))
        assert (found == Refused(NoReceiptYet("o"))) is (state not in ENDED)


def test_what_was_not_made_is_on_it_and_came_back() -> None:
    """The rest was paid."""
    receipt = made(returned=800)
    assert [one.was_made for one in receipt.parts] == [True, False]
    assert receipt.paid == receipt.bill.total - fen(800)
    assert receipt.holds


def test_of_an_order_that_came_to_nothing_nothing_was_paid() -> None:
    """All of it came back, and nothing was made."""
    receipt = made(OrderState.REFUNDED)
    assert (receipt.paid, receipt.returned) == (fen(0), receipt.bill.total)
    assert not any(one.was_made for one in receipt.parts)


def test_what_was_altered_stands_as_it_was_ordered() -> None:
    """So that its lines come to its sums."""
    part = ticket("a", 1000)
    (first,) = part.lines
    other = line("other", 900)
    altered = replace(part, lines=(other,), altered=(Alteration(first, other),))
    order = replace(order_of(part), tickets=(altered,), state=OrderState.SETTLED, returned=fen(100))
    receipt = receipt_of(order)
    assert isinstance(receipt, Receipt)
    assert receipt.parts[0].lines == (first,)
    assert receipt.holds


prices = some.lists(some.integers(1, 100_000), min_size=1, max_size=5)


@given(some.lists(prices, min_size=1, max_size=4), some.integers(0, 2000), some.data())
def test_its_sums_are_those_of_its_lines(
    of_stalls: list[list[int]], donation: int, data: some.DataObject
) -> None:
    """Whatever came back of it."""
    parts = [ticket(f"s{number}", *one) for number, one in enumerate(of_stalls)]
    order = order_of(*parts, donation=donation)
    back = data.draw(some.integers(0, order.bill.total.fen))
    receipt = receipt_of(replace(order, state=OrderState.SETTLED, returned=fen(back)))
    assert isinstance(receipt, Receipt)
    assert receipt.holds
    assert receipt.paid.fen + back == order.bill.total.fen


def test_of_what_is_collected_in_cash_each_part_is_paid_at_its_counter() -> None:
    """What nobody came for was not paid."""
    parts = replace(ticket("a", 1000), taken=fen(1300)), ticket("b", 800)
    collected = PickUp(101, "0000", EVENING)
    order = replace(order_of(*parts), state=OrderState.SETTLED, way=PaidBy.CASH, pick_up=collected)
    receipt = receipt_of(order)
    assert isinstance(receipt, Receipt)
    assert receipt.paid == fen(1300)
    prepaid = receipt_of(replace(order, way=PaidBy.WALLET))
    assert isinstance(prepaid, Receipt)
    assert prepaid.paid == order.bill.total


def test_it_tells_nothing_of_whose_it_is() -> None:
    """No customer, door, phone or note."""
    told = TypeAdapter(Receipt).dump_json(made()).decode()
    order = order_of(ticket("a", 1000))
    for secret in ("customer", "destination", "note", "phone", order.destination.address):
        assert secret not in told


def test_a_tip_stands_on_it() -> None:
    """Beside the fees; with the whole order it comes back."""
    order = replace(order_of(ticket("a", 1000), tip=500), state=OrderState.SETTLED)
    receipt = receipt_of(order)
    assert isinstance(receipt, Receipt)
    assert ("tip", fen(500)) in receipt.bill.besides
    assert receipt.paid == order.bill.total == fen(1800)
    back = receipt_of(replace(order, state=OrderState.REFUNDED))
    assert isinstance(back, Receipt)
    assert back.paid == fen(0)
