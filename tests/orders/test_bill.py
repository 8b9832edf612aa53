"""What a bill comes to, part by part."""

from __future__ import annotations

from dataclasses import replace

from tests.records import fen
from yeshi.orders.bill import Bill

BILL = Bill(
    items=fen(4650), packing=fen(300), delivery=fen(400), voucher=fen(800), donation=fen(50)
)


def test_what_comes_off_is_off_the_total() -> None:
    """The stalls' deals off the items, then the voucher off all of it."""
    assert BILL.total == fen(4600)
    dealt = replace(BILL, deals=fen(500), tip=fen(200))
    assert (dealt.goods, dealt.total) == (fen(4150), fen(4300))


def test_what_stands_besides() -> None:
    """Deals stand with the dishes of their stall, and are in what the goods cost."""
    assert dict(replace(BILL, deals=fen(500)).besides) == {
        "packing": fen(300), "delivery": fen(400), "voucher": fen(-800), "donation": fen(50)
    }  # fmt: skip
