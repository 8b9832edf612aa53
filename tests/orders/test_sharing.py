"""What each merchant is asked for and booked: the fee to the fen, and a gift out of what it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import fen, order_of, ticket
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.sharing import Commission, asked, shares


@pytest.mark.parametrize(
    ("sold", "basis_points", "fee"),
    [(1650, 600, 99), (3000, 600, 180), (8, 600, 0), (9, 600, 1), (1000, 0, 0), (1000, 10_000, 1000)],
)  # fmt: skip
def test_the_fee_is_to_the_nearest_fen(sold: int, basis_points: int, fee: int) -> None:
    """Of what is sold before any voucher."""
    (share,) = shares(order_of(ticket("a", sold, voucher=sold // 2)), Commission(basis_points))
    assert (share.sold, share.fee, share.voucher) == (fen(sold), fen(fee), fen(sold // 2))
    assert (share.given, share.programme) == (fen(0), None)


@pytest.mark.parametrize(
    ("sold", "pledged", "gift"), [(1000, 100, 100), (1000, 940, 940), (1000, 941, 940), (1, 5, 1)]
)
def test_a_stall_gives_no_more_than_the_fee_leaves_it(sold: int, pledged: int, gift: int) -> None:
    """It never pays for its gift."""
    (share,) = shares(order_of(ticket("a", sold, given=pledged, programme="p")), Commission(600))
    assert (share.given, share.programme) == (fen(gift), "p")


def test_all_are_asked_and_who_gave_back_has_no_share() -> None:
    """Asked when it is placed, booked when it is delivered."""
    order = order_of(ticket("a", 1650, voucher=284), ticket("b", 3000, voucher=516))
    assert [(one.merchant, one.amount.fen, one.voucher.fen) for one in asked(order)] == [
        ("a", 1650, 284), ("b", 3000, 516)
    ]  # fmt: skip
    gone = replace(order.tickets[1], state=TicketState.LAPSED)
    left = replace(order, tickets=(order.tickets[0], gone))
    assert [share.merchant for share in shares(left, Commission(600))] == ["a"]


@given(some.integers(0, 10**6), some.integers(0, 10**6), some.integers(0, 10_000))
def test_fee_and_gift_are_never_more_than_what_is_sold(
    sold: int, pledged: int, basis_points: int
) -> None:
    """Whatever the platform asks and the stall pledged."""
    order = order_of(ticket("a", sold, given=pledged, programme="p"))
    (share,) = shares(order, Commission(basis_points))
    assert fen(0) <= share.fee
    assert fen(0) <= share.given
    assert share.fee + share.given <= share.sold
    assert abs(share.fee.fen * 10_000 - sold * basis_points) <= 5_000
