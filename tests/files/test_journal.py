"""The journal has a row for each transfer, in whole units and the city's time."""

from __future__ import annotations

import csv
from io import StringIO

from tests.builders import CALENDAR, EVENING
from yeshi.base.money import Money
from yeshi.files.journal import COLUMNS, write_journal
from yeshi.ledger.transfers import Movement, Transfer


def test_each_transfer_is_a_row() -> None:
    """Those of no order as well."""
    one = Movement("outside:donors", "programme:p", Money(1205, "CNY"), "gift")
    two = Movement("escrow", "merchant:a", Money(5, "CNY"), "settle, all")
    out = StringIO()
    moved = [Transfer("t1", EVENING, None, one), Transfer("t2", EVENING, "or-1", two)]
    assert write_journal(moved, CALENDAR, out) == 2
    rows = list(csv.reader(StringIO(out.getvalue())))
    at = CALENDAR.local(EVENING).isoformat()
    assert rows == [
        list(COLUMNS),
        ["t1", at, "", "outside:donors", "programme:p", "12.05", "CNY", "gift"],
        ["t2", at, "or-1", "escrow", "merchant:a", "0.05", "CNY", "settle, all"],
    ]
