"""What a slip says: each dish with its choices, the note, and amounts that sum to the bill."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, MINUTE, fen, line, named, order_of, ticket
from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.names import Name
from yeshi.events.orders import PaidBy
from yeshi.orders.bill import Bill
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.lines import ChosenOption, DealShare, LinePart
from yeshi.orders.order import Order, Ticket
from yeshi.orders.slip_text import (
    Look,
    SlipSubject,
    Strip,
    bill_strip,
    kitchen_strip,
    label_strips,
    trial_strip,
)

CALENDAR = Calendar(zone_named("Asia/Shanghai"))
LARGE = ChosenOption("large", Name("大份", "large"), fen(300))
HOT = ChosenOption("hot", Name("特辣", "very hot"), fen(0))
TOFU = replace(line("tofu", 1550, 100, 2), name=Name("臭豆腐", "tofu"), chosen=(LARGE, HOT))
SET = replace(
    line("set", 3000), name=Name("套餐", "set"),
    parts=(LinePart("rice", Name("米饭", "rice"), (LARGE,)), LinePart("tea", Name("茶", "tea"))),
)  # fmt: skip


def told(of: SlipSubject, strip: Strip) -> str:
    """All that stands on it, a row a line."""
    return "\n".join(f"{row.left}|{row.right}" if row.right else row.left for row in strip)


def subject(order: Order, merchant: str = "a", language: str = "zh") -> SlipSubject:
    """The stall's part of the order."""
    part = order.ticket(merchant)
    assert part is not None
    return SlipSubject(
        order=order, ticket=part, stall=f"stall {merchant}", calendar=CALENDAR, language=language
    )


def of_lines(*lines: object) -> SlipSubject:
    """An order of stall a with those lines, accepted and with a note."""
    made = replace(
        ticket("a"), lines=lines, state=TicketState.ACCEPTED, ready_at=EVENING + 10 * MINUTE
    )  # type: ignore[arg-type]
    return subject(replace(order_of(replace(made, note="不要葱")), note="按两次铃", cutlery=2))


def test_a_kitchen_slip_says_what_is_cooked() -> None:
    """The number large, times of the city, dishes high, choices below, the note apart."""
    of = of_lines(TOFU, SET)
    strip = kitchen_strip(of)
    assert strip[0].look is Look.LARGE
    assert [row.left for row in strip if row.look is Look.HIGH] == [
        "2 × 臭豆腐", "1 × 套餐", "备注：不要葱",
    ]  # fmt: skip
    said = told(of, strip)
    for words in (
        "下单 20:00|备好 20:10",
        "  大份 · 特辣",
        "  - 米饭 (大份)",
        "  - 茶",
        "共 3 份|已付款",
        "餐具 2 份",
    ):
        assert words in said
    assert "按两次铃" not in said
    without = replace(of, order=replace(of.order, cutlery=0))
    assert "无需餐具" in told(without, kitchen_strip(without))


def test_a_station_says_what_is_made_elsewhere() -> None:
    """And that other stalls are in the order."""
    of = of_lines(TOFU, SET)
    said = told(of, kitchen_strip(replace(of, items=("set",))))
    assert "臭豆腐" not in said
    assert "另有 2 份在别处打印" in said
    both = replace(of, order=replace(of.order, tickets=(of.ticket, ticket("b", 900))))
    assert "拼单：另有 1 家" in told(both, kitchen_strip(both))


@pytest.mark.parametrize(
    ("order", "part"),
    [
        (OrderState.CANCELLED, TicketState.ACCEPTED),
        (OrderState.REFUNDED, TicketState.ACCEPTED),
        (OrderState.PLACED, TicketState.REJECTED),
    ],
)
def test_what_was_called_off_is_not_made(order: OrderState, part: TicketState) -> None:
    """A slip that waited says so when it comes out."""
    of = of_lines(TOFU)
    off = replace(of, order=replace(of.order, state=order), ticket=replace(of.ticket, state=part))
    assert "订单已取消，不要做" in told(off, kitchen_strip(off))
    assert "订单已取消" not in told(of, kitchen_strip(of))


def test_what_comes_again_says_so_first() -> None:
    """On each kind of slip."""
    of = replace(of_lines(TOFU), again=True)
    assert kitchen_strip(of)[0].left == bill_strip(of)[0].left == "【重印】"
    assert all("【重印】" in strip[0].left for strip in label_strips(of))
    assert trial_strip("zh", "stall", "后厨", EVENING, CALENDAR, True)[0].left == "【重印】"


def test_there_is_a_label_for_each_dish() -> None:
    """With which of all it is."""
    strips = label_strips(of_lines(TOFU, SET))
    assert [(one[0].right, one[1].left) for one in strips] == [
        ("1/3", "臭豆腐"), ("2/3", "臭豆腐"), ("3/3", "套餐"),
    ]  # fmt: skip


def test_a_bill_says_what_is_to_pay_at_the_door() -> None:
    """In cash, where it is not paid."""
    of = of_lines(TOFU)
    cash = replace(of, order=replace(of.order, way=PaidBy.CASH))
    assert f"收现金 ¥{cash.order.bill.total.plain()}" in told(cash, bill_strip(cash))
    assert "in cash" in told(cash, bill_strip(replace(cash, language="en")))


AMOUNTS = some.integers(0, 5000)
TICKETS = some.lists(
    some.tuples(some.lists(some.tuples(some.integers(1, 9999), AMOUNTS, some.integers(1, 5)), min_size=1, max_size=4), AMOUNTS),
    min_size=1, max_size=3,
)  # fmt: skip


def in_fen(amount: str) -> int:
    """What an amount on a slip comes to."""
    return int(amount.replace("¥", "").replace(".", ""))


def made(number: int, lines: list[tuple[int, int, int]], voucher: int) -> Ticket:
    """A ticket of a stall by its number, with prices, packing and quantities."""
    of = tuple(
        line(f"i{number}{n}", price, packing, quantity)
        for n, (price, packing, quantity) in enumerate(lines)
    )
    # Each second stall has a deal, which takes off every line.
    deals = tuple(
        (DealShare("d", named("deal"), fen(min(one.priced.fen, 137 * number % 500))),)
        if number % 2 and one.priced.fen
        else ()
        for one in of
    )
    of = tuple(replace(one, deals=off) for one, off in zip(of, deals, strict=True))
    part = Ticket(merchant=f"s{number}", lines=of, voucher=fen(0), given=fen(0))
    return replace(part, voucher=fen(min(voucher, part.sold.fen)))


@given(TICKETS, AMOUNTS, AMOUNTS, some.integers(0, 5000), some.booleans())
def test_each_bill_sums_to_the_orders(
    drawn: list[tuple[list[tuple[int, int, int]], int]], delivery: int, donation: int, tip: int,
    back: bool,
) -> None:  # fmt: skip
    """To the fen: of one stall and of several, also where a part was given back."""
    tickets = [made(n, lines, voucher) for n, (lines, voucher) in enumerate(drawn)]
    every = [one for part in tickets for one in part.lines]
    bill = Bill(
        items=fen(sum(one.priced.fen for one in every)),
        packing=fen(sum(one.packing.fen * one.quantity for one in every)),
        delivery=fen(delivery), voucher=fen(sum(one.voucher.fen for one in tickets)),
        donation=fen(donation), tip=fen(tip) if tip else None,
    )  # fmt: skip
    dealt = fen(sum(one.dealt.fen for one in every))
    bill = replace(bill, deals=dealt or None)
    last = tickets[-1]
    returned = last.sold - last.voucher if back and len(tickets) > 1 else fen(0)
    order = replace(order_of(*tickets), bill=bill, returned=returned)
    for part in tickets:
        of = subject(order, part.merchant)
        rows = [row for row in bill_strip(of) if row.right.lstrip("-").startswith("¥")]
        comes_to = in_fen(rows[-1].right)
        assert comes_to == (order.bill.total - returned).fen
        subtotals = [row for row in rows if row.left == of.say("part")]
        summed = [row for row in rows[:-1] if row not in subtotals]
        assert sum(in_fen(row.right) for row in summed) == comes_to


def test_names_are_of_the_slips_language() -> None:
    """Both."""
    of = of_lines(replace(TOFU, name=Name("臭豆腐", "tofu")))
    assert "tofu" in told(of, kitchen_strip(replace(of, language="en")))
    assert named("x").zh == "x"


def test_a_deal_stands_on_the_bill_and_the_cook_reads_dishes() -> None:
    """With its name and what it takes off; the sum is what is paid."""
    deal = DealShare("d", Name("满 30 减 5", "5 off from 30"), fen(500))
    of = of_lines(replace(TOFU, deals=(deal,)))
    said = told(of, bill_strip(of))
    assert "满 30 减 5|-¥5.00" in said
    assert "减" not in told(of, kitchen_strip(of))
    assert "5 off from 30|-¥5.00" in told(of, bill_strip(replace(of, language="en")))
