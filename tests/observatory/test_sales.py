"""Sales from events: to which day they belong, and that parts make a whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.clock import LOCAL
from yeshi.base.money import Money
from yeshi.events.orders import OrderDelivered, OrderPlaced, OrderSettled, Share
from yeshi.events.record import Recorded
from yeshi.observatory.sales import Seller, days_of, sales

NIGHT = date(2026, 11, 24)
PLACED = datetime(2026, 11, 25, 5, 50, tzinfo=LOCAL)


def record(shares: list[int], voucher: int, wait_min: int = 30) -> list[Recorded]:
    """An order placed ten minutes before the day turns, delivered and settled after it."""
    parts = tuple(Share(f"m{at}", Money(fen)) for at, fen in enumerate(shares))
    there = PLACED + timedelta(minutes=wait_min)
    promised = PLACED + timedelta(minutes=20)
    none = Money(0)
    return [
        Recorded(1, PLACED, OrderPlaced("o", "c", parts, none, none, None, promised)),
        Recorded(2, there, OrderDelivered("o", "k", PLACED, PLACED, promised)),
        Recorded(3, there, OrderSettled(
            "o", parts, none, none, None, "k", none, Money(voucher), None,
        )),
    ]  # fmt: skip


def test_an_order_belongs_to_the_night_on_which_it_was_placed() -> None:
    events = record([1000], 0)
    assert [one.day for one in events] == [NIGHT, NIGHT + timedelta(days=1), date(2026, 11, 25)]
    (sale,) = sales(events, NIGHT, {"m0": Seller("market", "noodles", "east")})
    assert (sale.day, sale.hour, sale.night) == (NIGHT, 5, True)
    assert (sale.wait_s, sale.late, sale.settled, sale.sold_fen) == (1800.0, True, True, 1000)
    assert sale.market == "market"
    assert sale.week == date(2026, 11, 23)
    assert sales(events, NIGHT + timedelta(days=1), {}) == []


def test_what_happens_after_the_day_turned_changes_the_night_before() -> None:
    assert days_of(record([1000], 0)[1:]) == {NIGHT, NIGHT + timedelta(days=1)}


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=7), st.integers(0, 10**6))
def test_the_parts_of_an_order_make_the_whole_of_it(shares: list[int], voucher: int) -> None:
    found = sales(record(shares, voucher), NIGHT, {})
    assert sum(one.sold_fen for one in found) == sum(shares)
    assert sum(one.voucher_fen for one in found) == voucher
    assert abs(sum(one.part for one in found) - 1) < 1e-9
