"""What a basket costs to a door, and what changed since it was quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import DOOR, EVENING, MINUTE, fen, line
from yeshi.base.refused import Refused
from yeshi.orders.basket import Basket
from yeshi.orders.bill import Bill
from yeshi.orders.checkout import Besides, Fees, Quote, TooFar, differences, price, round_up

# Three yuan for the first two kilometres, one for each begun kilometre more, at 18 km an hour.
FEES = Fees(
    delivery_base=fen(300),
    delivery_base_km=2.0,
    delivery_per_km=fen(100),
    metres_per_minute=300.0,
    reach_s=1800.0,
    wait_s=600,
)
BASKET = Basket(
    (("a", (line("a1", 1550, packing=100),)), ("b", (line("b1", 1000, packing=50, quantity=3),)))
)


def bill(travel_s: float = 60, voucher: int = 0, donate: bool = False, tip: int = 0) -> Bill:
    """The bill of the basket that must not be refused."""
    priced = price(BASKET, FEES, travel_s, Besides(fen(voucher), fen(tip), donate))
    assert isinstance(priced, Bill), priced
    return priced


@pytest.mark.parametrize(
    ("travel_s", "fee"),
    [
        pytest.param(0, 300, id="next door"),
        pytest.param(400, 300, id="two kilometres, to the metre"),
        pytest.param(401, 400, id="the third kilometre has begun"),
        pytest.param(600, 400, id="three kilometres"),
        pytest.param(601, 500, id="the fourth has begun"),
        pytest.param(1800, 1000, id="nine kilometres, as far as they go"),
    ],
)
def test_delivery_by_distance(travel_s: float, fee: int) -> None:
    """Each begun kilometre beyond the base counts whole."""
    assert FEES.delivery(travel_s) == fen(fee)
    assert bill(travel_s).delivery == fen(fee)


@pytest.mark.parametrize(("travel_s", "minutes"), [(1800.5, 31), (1860, 31), (1861, 32)])
def test_beyond_reach_is_refused_with_how_far_it_is(travel_s: float, minutes: int) -> None:
    """In begun minutes, beside how far couriers go."""
    assert price(BASKET, FEES, travel_s, Besides(fen(0))) == Refused(TooFar(minutes, 30))


def test_the_parts_of_a_bill() -> None:
    """Items and packing by quantity, the way, less the voucher."""
    plain = bill(voucher=800)
    assert (plain.items, plain.packing) == (fen(1550 + 3000), fen(100 + 150))
    assert (plain.delivery, plain.voucher, plain.donation) == (fen(300), fen(800), fen(0))
    assert plain.total == fen(4550 + 250 + 300 - 800)


@pytest.mark.parametrize(
    ("amount", "expected"), [(0, 0), (1, 99), (50, 50), (99, 1), (100, 0), (101, 99), (4150, 50)]
)
def test_round_up_to_the_next_yuan(amount: int, expected: int) -> None:
    """A whole yuan is left as it is."""
    assert round_up(fen(amount)) == fen(expected)


@given(some.integers(0, 10**8))
def test_rounded_up_is_whole_and_less_than_a_yuan_more(amount: int) -> None:
    """For any amount."""
    assert 0 <= round_up(fen(amount)).fen < 100
    assert (fen(amount) + round_up(fen(amount))).fen % 100 == 0


@given(some.floats(0, 1800), some.integers(0, 4550), some.booleans(), some.integers(0, 10_000))
def test_a_donation_lifts_the_total_to_a_whole_yuan_and_changes_nothing_else(
    travel_s: float, voucher: int, donate: bool, tip: int
) -> None:
    """The voucher counts before rounding, and the tip too: what is paid is a whole yuan."""
    plain, asked = bill(travel_s, voucher, tip=tip), bill(travel_s, voucher, donate, tip)
    assert replace(plain, tip=None) == bill(travel_s, voucher)
    assert plain.tip == (fen(tip) if tip else None)
    assert replace(asked, donation=fen(0)) == plain
    assert asked.donation == (round_up(plain.total) if donate else fen(0))
    assert not donate or asked.total.fen % 100 == 0


QUOTE = Quote(
    id="q",
    customer="c",
    basket=BASKET,
    bill=bill(),
    destination=DOOR,
    campaign=None,
    programme=None,
    made_at=EVENING,
    holds_until=EVENING + 5 * MINUTE,
    promised_by=EVENING + 40 * MINUTE,
)


@pytest.mark.parametrize("part", ["items", "packing", "delivery", "voucher", "donation"])
def test_each_part_of_the_bill_that_changed_is_named(part: str) -> None:
    """And no other."""
    changed = replace(QUOTE.bill, **{part: getattr(QUOTE.bill, part) + fen(1)})
    assert differences(QUOTE, replace(QUOTE, bill=changed)) == (part,)


def test_a_new_quote_of_the_same_is_not_different() -> None:
    """Its id, moment and promise are its own."""
    later = EVENING + 9 * MINUTE
    fresh = replace(QUOTE, id="r", made_at=later, holds_until=later, promised_by=later)
    assert differences(QUOTE, fresh) == ()


def test_other_lines_at_the_same_price_are_told_as_lines() -> None:
    """Where the price of the items moved, that says it already."""
    other = Basket((("a", (line("a9", 1550, packing=100),)), BASKET.lines[1]))
    assert differences(QUOTE, replace(QUOTE, basket=other)) == ("lines",)
    dearer = replace(QUOTE.bill, items=fen(9999))
    assert differences(QUOTE, replace(QUOTE, basket=other, bill=dearer)) == ("items",)
