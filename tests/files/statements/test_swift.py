"""MT940: each row is read or the file is refused, and balances come out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.files.statements.papers import MT940
from yeshi.base.errors import StatementUnread
from yeshi.base.money import Money
from yeshi.files.statements.swift import is_mt940, read_mt940
from yeshi.ledger.stated import StatedClosing


def test_rows_have_what_the_transfer_was_called() -> None:
    assert is_mt940(MT940)
    read = read_mt940(MT940).entries
    assert [(one.line, one.reference, one.amount.fen, one.day) for one in read] == [
        (5, "po-abcdefgh", -1250, date(2026, 11, 2)),
        (7, "", 11250, date(2026, 11, 3)),
        # What came and was taken back goes.
        (9, "re-123456", -100, date(2026, 11, 3)),
    ]
    assert "pi_night" in read[1].text
    closing = read_mt940(MT940).closing
    assert closing == StatedClosing(Money(19900, "EUR"), date(2026, 11, 3))


def test_several_statements_stand_in_one_file() -> None:
    other = MT940.replace("12,50", "13,50").replace("199,00", "198,00")
    read = read_mt940(MT940 + other).entries
    assert [one.line for one in read] == [5, 7, 9, 17, 19, 21]
    assert [one.amount.fen for one in read[::3]] == [-1250, -1350]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("D12,50NTRF", "D12.50NTRF", "on line 5, this row cannot be read"),
        ("D12,50", "D12,51", "on line 1, 199.00 is told here, and 198.99"),
        (":62F:C261103EUR199,00\n", "", "on line 1, the file ends before its sums"),
        (":60F:C261101EUR100,00", ":60F:nothing", "on line 1, this cannot be read as MT940"),
        (":61:2611031103C", ":61:2611991103C", "on line 1, this cannot be read as MT940"),
    ],
)
def test_what_is_not_whole_is_refused(before: str, after: str, why: str) -> None:
    with pytest.raises(StatementUnread, match=why):
        read_mt940(MT940.replace(before, after))


def test_a_text_that_names_a_file_opens_none(tmp_path: Path) -> None:
    (tmp_path / "other").write_text(MT940)
    assert read_mt940(str(tmp_path / "other")).entries == ()
