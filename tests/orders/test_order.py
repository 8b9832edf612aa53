"""What an order says of itself: its sums, its bill, and whose parts are left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, fen, line, order_of, ticket
from yeshi.orders.bill import Bill
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.order import Ticket
from yeshi.orders.pick_up import PickUp

amounts = some.integers(0, 10**6)


@given(amounts, amounts, some.integers(1, 50))
def test_a_line_is_price_and_packing_times_quantity(
    price: int, packing: int, quantity: int
) -> None:
    """Packing is paid for each."""
    assert line("i", price, packing, quantity).amount.fen == (price + packing) * quantity


@given(some.lists(some.tuples(amounts, amounts, some.integers(1, 50)), max_size=8))
def test_a_ticket_sells_the_sum_of_its_lines(parts: list[tuple[int, int, int]]) -> None:
    """Whatever the voucher takes off, which the campaign pays."""
    lines = tuple(line("i", *part) for part in parts)
    sold = Ticket(merchant="a", lines=lines, voucher=fen(5), given=fen(0)).sold
    assert sold.fen == sum((price + packing) * quantity for price, packing, quantity in parts)


def bill_of(items: int, packing: int, way: int, voucher: int, donation: int) -> Bill:
    """A bill without a tip."""
    return Bill(
        items=fen(items), packing=fen(packing), delivery=fen(way), voucher=fen(voucher),
        donation=fen(donation),
    )  # fmt: skip


@given(amounts, amounts, amounts, amounts, some.integers(0, 99), some.none() | amounts)
def test_a_bill_adds_up(
    items: int, packing: int, way: int, voucher: int, donation: int, tip: int | None
) -> None:
    """The voucher alone is taken off; a tip may be none."""
    plain = bill_of(items, packing, way, voucher, donation)
    assert plain.total.fen == items + packing + way - voucher + donation
    tipped = replace(plain, tip=None if tip is None else fen(tip))
    assert tipped.total.fen == plain.total.fen + (tip or 0)


@pytest.mark.parametrize(
    ("state", "is_left"),
    [
        (TicketState.PLACED, True),
        (TicketState.ACCEPTED, True),
        (TicketState.READY, True),
        (TicketState.REJECTED, False),
        (TicketState.LAPSED, False),
    ],
)
def test_a_part_given_back_is_gone(state: TicketState, is_left: bool) -> None:
    """The others are left, in their order."""
    first = replace(ticket("a", 1000), state=state)
    order = order_of(first, ticket("b", 2000))
    assert order.merchants == (("a", "b") if is_left else ("b",))
    assert [one.merchant for one in order.live_tickets] == list(order.merchants)
    assert order.ticket("a") == first


def test_a_ticket_is_found_by_its_merchant() -> None:
    """Or there is none."""
    order = order_of(ticket("a", 1000), ticket("b", 2000))
    assert order.ticket("b") == order.tickets[1]
    assert order.ticket("z") is None


def test_what_stands_on_a_bill_besides_the_items() -> None:
    """Nothing is left out, a voucher is below zero, and with the items it makes the total."""
    bill = bill_of(3000, 200, 500, 800, 0)
    besides = (("packing", fen(200)), ("delivery", fen(500)), ("voucher", fen(-800)))
    assert bill.besides == besides
    assert ("donation", fen(30)) in replace(bill, donation=fen(30)).besides
    assert ("tip", fen(200)) in replace(bill, tip=fen(200)).besides
    assert bill.items.fen + sum(amount.fen for _, amount in besides) == bill.total.fen


def test_a_line_without_its_packing() -> None:
    """Two bowls at 15 yuan."""
    assert line("bowl", 1500, 100, 2).priced == fen(3000)


def test_a_tip_is_for_who_brings_it() -> None:
    """What is collected has none, and none is less than a fen; cutlery is for so many at most."""
    order = order_of(ticket("a", 1000), tip=200)
    assert order.holds
    assert not replace(order, pick_up=PickUp(101, "0000", EVENING)).holds
    assert not replace(order, bill=replace(order.bill, tip=fen(0))).holds
    assert replace(order, cutlery=20).holds
    assert not replace(order, cutlery=21).holds
    assert not replace(order, cutlery=-1).holds
