"""The books of the made-up past: whole to the fen, and the same sums as its sales and shifts."""

from __future__ import annotations

import numpy as np
import pytest

from tests.twin.demo.past.made import by_day, past, why
from yeshi.observatory.columns import Coded

pytest.importorskip("holidays")


def test_escrow_is_empty_at_the_end_of_every_day() -> None:
    """What enters it for an order leaves it, to the fen; the campaigns hold nothing either."""
    entries = past().tables["entries"]
    source, target = entries["from_kind"], entries["to_kind"]
    assert isinstance(source, Coded)
    assert isinstance(target, Coded)
    for account in ("escrow", "campaign"):
        code = source.names.index(account)
        entered = by_day(entries, "fen", target.codes == code)
        assert entered == by_day(entries, "fen", source.codes == code), account
    assert np.asarray(entries["fen"]).min() > 0


def test_the_books_are_the_sales_and_the_shifts_by_day() -> None:
    """Sales, vouchers, and couriers' pay are told alike by both."""
    tables = past().tables
    entries, sales, shifts = tables["entries"], tables["sales"], tables["shiftwork"]
    assert by_day(entries, "fen", why("sale")) == by_day(sales, "sold_fen")
    told = {day: fen for day, fen in by_day(sales, "voucher_fen").items() if fen}
    assert by_day(entries, "fen", why("voucher")) == told
    paid = by_day(entries, "fen", why("pay") | why("guarantee"))
    assert paid == by_day(shifts, "pay_fen")
    assert int(np.asarray(shifts["orders"]).sum()) == int(why("pay").sum())
