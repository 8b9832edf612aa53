"""Sales from events: to which day they belong, and that parts make a whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CALENDAR, LOCAL
from yeshi.base.money import Money
from yeshi.events.orders import (
    Asked,
    OrderCollected,
    OrderDelivered,
    OrderPlaced,
    OrderSettled,
    Share,
    TicketRejected,
)
from yeshi.events.record import Event, Recorded
from yeshi.observatory.sales import Seller, days_of, sales

NIGHT = date(2026, 11, 24)
PLACED = datetime(2026, 11, 25, 5, 50, tzinfo=LOCAL)


def record(parts: list[tuple[int, int]], wait_min: int = 30, stay: int = 9) -> list[Recorded]:
    """An order placed ten minutes before the day turns, delivered and settled after it.

    `parts`: what each merchant sells, and its part of the voucher; the first `stay` of them cook.
    """
    there = PLACED + timedelta(minutes=wait_min)
    promised = PLACED + timedelta(minutes=20)
    none = Money(0, "CNY")
    asked = tuple(
        Asked(f"m{at}", Money(sold, "CNY"), Money(voucher, "CNY"))
        for at, (sold, voucher) in enumerate(parts)
    )
    shares = tuple(
        Share(
            merchant=one.merchant,
            sold=one.amount,
            voucher=one.voucher,
            fee=Money(one.amount.fen // 10, "CNY"),
            given=Money(3, "CNY"),
            programme="p",
        )
        for one in asked[:stay]
    )
    gone = [
        TicketRejected(
            order="o",
            merchant=one.merchant,
            why="gone",
            back_to_customer=one.amount,
            back_to_campaign=one.voucher,
            campaign="v",
            customer="c",
        )
        for one in asked[stay:]
    ]
    happened: list[tuple[datetime, Event]] = [
        (
            PLACED,
            OrderPlaced(
                order="o", customer="c", asked=asked, paid=none, campaign="v", promised_by=promised
            ),
        ),
        *((PLACED, event) for event in gone),
        (there, OrderCollected("o", "k", tuple(share.merchant for share in shares))),
        (there, OrderDelivered("o", "k", PLACED, PLACED, promised)),
        (
            there,
            OrderSettled(
                order="o",
                shares=shares,
                delivery_fee=none,
                donation=none,
                programme=None,
                courier="k",
                courier_pay=none,
                campaign="v",
            ),
        ),
    ]
    return [
        Recorded(seq, at, CALENDAR.business_day(at), event)
        for seq, (at, event) in enumerate(happened, 1)
    ]


def test_an_order_belongs_to_the_night_on_which_it_was_placed() -> None:
    events = record([(1000, 0)])
    assert [one.day for one in events] == [NIGHT, *[NIGHT + timedelta(days=1)] * 3]
    (sale,) = sales(events, NIGHT, {"m0": Seller("market", "noodles", "east")}, CALENDAR)
    assert (sale.day, sale.hour, sale.night) == (NIGHT, 5, True)
    assert (sale.wait_s, sale.late, sale.settled, sale.sold_fen) == (1800.0, True, True, 1000)
    assert sale.market == "market"
    assert sale.week == date(2026, 11, 23)
    assert sales(events, NIGHT + timedelta(days=1), {}, CALENDAR) == []


def test_what_happens_after_the_day_turned_changes_the_night_before() -> None:
    assert days_of(record([(1000, 0)])[1:], CALENDAR) == {NIGHT, NIGHT + timedelta(days=1)}


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=7))
def test_the_parts_of_an_order_make_the_whole_of_it(parts: list[tuple[int, int]]) -> None:
    found = sales(record(parts), NIGHT, {}, CALENDAR)
    assert [(one.sold_fen, one.voucher_fen) for one in found] == parts
    assert [one.fee_fen for one in found] == [sold // 10 for sold, _ in parts]
    assert abs(sum(one.part for one in found) - 1) < 1e-9


def test_who_gave_its_part_back_neither_sold_nor_was_carried() -> None:
    """The order is wholly the other's, the wait as well."""
    stayed, gone = sales(record([(1000, 173), (3000, 627)], stay=1), NIGHT, {}, CALENDAR)
    assert (stayed.part, stayed.settled, stayed.carried, stayed.delivered) == (
        1.0,
        True,
        True,
        True,
    )
    assert (gone.part, gone.settled, gone.carried, gone.delivered) == (0.0, False, False, False)
    assert (gone.asked_fen, gone.sold_fen, gone.voucher_fen, gone.wait_s) == (3000, 0, 0, None)
