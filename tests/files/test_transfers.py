"""Lines for a bank, in its order, its letters and its decimals."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from tests.files.test_bank_layout import IBAN
from yeshi.base.money import Money
from yeshi.files.bank_layout import PLAIN, BankColumn, CsvLayout
from yeshi.files.cells import as_meant
from yeshi.files.transfers import BankTransfer, BankTransfers, as_csv

AT, DAY = datetime(2026, 11, 29, 22, 5, tzinfo=UTC), date(2026, 11, 30)


def transfer(reference: str = "po-1", fen: int = 123450, **other: str) -> BankTransfer:
    """A transfer of so much euro."""
    said = {
        "holder": "李四", "account": IBAN, "bank": "Bank", "bank_code": "", "purpose": "李记",
        **other,
    }  # fmt: skip
    return BankTransfer(reference=reference, amount=Money(fen, "EUR"), **said)


def of(*each: BankTransfer) -> BankTransfers:
    """Those, on the same day."""
    return BankTransfers("run-1", AT, DAY, each)


def test_columns_stand_in_the_owners_order() -> None:
    layout = CsvLayout(
        columns=(
            BankColumn("序号", "row"), BankColumn("账号", "account"), BankColumn("金额", "amount"),
            BankColumn("分", "fen"), BankColumn("日期", "day"), BankColumn("用途", None, "货款"),
        ),
        separator=";", decimal=",", encoding="gb18030",
    )  # fmt: skip
    written = as_csv(of(transfer(), transfer(fen=5)), layout).decode("gb18030")
    assert written.splitlines() == [
        "序号;账号;金额;分;日期;用途",
        f"1;{IBAN};1234,50;123450;2026-11-30;货款",
        f"2;{IBAN};0,05;5;2026-11-30;货款",
    ]


def test_a_bank_may_want_no_heads() -> None:
    layout = CsvLayout(columns=PLAIN.columns, heads=False)
    assert as_csv(of(transfer()), layout).decode("utf-8-sig").startswith("po-1,")


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(1, 10**12)), max_size=5))
def test_what_is_read_back_is_what_was_to_be_paid(said: list[tuple[str, int]]) -> None:
    """Whatever people are called: no name moves a sum to another column or line."""
    each = [transfer(f"po-{number}", fen, holder=name) for number, (name, fen) in enumerate(said)]
    written = as_csv(of(*each), PLAIN).decode("utf-8-sig", "surrogatepass")
    rows = list(csv.DictReader(StringIO(written, newline="")))
    assert [(row["reference"], row["amount"], as_meant(row["holder"])) for row in rows] == [
        (one.reference, one.amount.plain(), one.holder) for one in each
    ]
