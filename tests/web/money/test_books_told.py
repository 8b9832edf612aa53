"""The books as rows: in whole units, and in the city's time."""

from __future__ import annotations

from tests.builders import EVENING
from yeshi.base.money import Money
from yeshi.flow.payments.books import ChartLine, TrialBalance
from yeshi.ledger.chart import AccountSort
from yeshi.web.money.books_told import books_told, lines_told

VIEW = TrialBalance(
    at=EVENING, currency="CNY",
    lines=(
        ChartLine(line="bank", stem="outside:bank", sort=AccountSort.ASSET, accounts=1, amount=Money(1205, "CNY")),
        ChartLine(line="merchant", stem="merchant:", sort=AccountSort.LIABILITY, accounts=3, amount=Money(5, "CNY")),
    ),
)  # fmt: skip


def test_lines_are_rows() -> None:
    """With what sort each is of."""
    assert lines_told(VIEW)[0] == {
        "sort": "asset", "line": "bank", "accounts": 1, "amount": "12.05", "currency": "CNY",
    }  # fmt: skip
    assert books_told(VIEW).off_by == Money(1200, "CNY")
