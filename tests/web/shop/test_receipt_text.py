"""A receipt as a text: each line, each fee and what came back, in either language."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import CALENDAR
from tests.records import fen, line, order_of, ticket
from yeshi.base.names import Name
from yeshi.flow.orders.history import ReceiptSeen
from yeshi.orders.alteration import Alteration
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.lines import ChosenOption, DealShare, LinePart
from yeshi.orders.receipt import Receipt, receipt_of
from yeshi.web.shop.receipt_text import receipt_text

NAMES = {"a": Name("甲", "Alpha"), "b": Name("乙", "Beta")}


def seen() -> ReceiptSeen:
    """Of two stalls, one of which made nothing and the other one dish as another."""
    egg = ChosenOption("egg", Name("蛋", "egg"), fen(200))
    rich = replace(
        line("noodles", 1200), chosen=(egg,), parts=(LinePart("tea", Name("茶", "tea"), (egg,)),)
    )
    part = replace(ticket("a", 1000), lines=(rich, line("soup", 500)))
    order = order_of(part, replace(ticket("b", 800), state=TicketState.REJECTED))
    other, soup = line("rice", 400), part.lines[1]
    altered = replace(
        part,
        lines=(other,),
        altered=(Alteration(soup, other), Alteration(rich)),
    )
    over = replace(
        order,
        tickets=(altered, order.tickets[1]),
        state=OrderState.SETTLED,
        returned=fen(800 + 100 + 1200),
    )
    receipt = receipt_of(over)
    assert isinstance(receipt, Receipt)
    assert receipt.holds
    return ReceiptSeen(receipt, NAMES, fen(0))


def test_all_of_it_is_told() -> None:
    """By stall, with what was chosen and what was not made as it was ordered."""
    said = receipt_text(seen(), "Changsha", "en", CALENDAR)
    for row in (
        "Alpha", "1 × noodles  ¥12.00", "    egg", "    tea · egg", "1 × soup: made as rice",
        "1 × noodles: left out", "Beta", "Not made", "Delivery  ¥3.00", "Came back, or was not paid  −¥21.00",
        "Changsha · o", "Paid  ¥7.00",
    ):  # fmt: skip
        assert row in said, said


def test_in_chinese_names_are_chinese() -> None:
    """As the page is."""
    said = receipt_text(seen(), "长沙", "zh", CALENDAR)
    for row in ("收据", "甲", "乙", "改做rice", "实付"):
        assert row in said


def test_where_nothing_was_paid_it_says_so() -> None:
    """And not how."""
    whole = seen().receipt
    none = replace(whole, returned=whole.bill.total)
    assert "Nothing was to be paid." in receipt_text(
        ReceiptSeen(none, {}, fen(0)), "C", "en", CALENDAR
    )


def test_what_was_given_back_for_complaints_stands_at_its_end() -> None:
    """Below what was paid, which stays what it was."""
    given = replace(seen(), given_back=fen(1549))
    text = receipt_text(given, "C", "en", CALENDAR)
    assert text.splitlines()[-1] == "Given back for complaints  −¥15.49"


def test_a_deal_is_told_with_who_bears_it() -> None:
    """Beside the dishes of its stall, and off what the items come to."""
    deal = DealShare("d", Name("满减", "5 off from 10"), fen(500))
    part = replace(ticket("a"), lines=(replace(line("soup", 1200), deals=(deal,)),))
    order = replace(order_of(part), state=OrderState.SETTLED)
    bill = replace(order.bill, items=fen(1200), deals=fen(500))
    receipt = receipt_of(replace(order, bill=bill))
    assert isinstance(receipt, Receipt)
    assert receipt.holds
    said = receipt_text(ReceiptSeen(receipt, NAMES, fen(0)), "Changsha", "en", CALENDAR)
    for row in ("1 × soup  ¥12.00", "5 off from 10 (borne by Alpha)  −¥5.00", "Paid  ¥10.00"):
        assert row in said, said
