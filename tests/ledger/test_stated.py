"""A file's days are those of its rows, in whatever order they stand."""

from __future__ import annotations

from datetime import date

from yeshi.base.money import Money
from yeshi.ledger.stated import StatedEntry, StatedFile, StatedKind, StatementForm


def test_the_days_of_a_file_are_those_of_its_rows() -> None:
    rows = tuple(
        StatedEntry(
            line=day, reference="", amount=Money(1, "CNY"), day=date(2026, 11, day),
            kind=StatedKind.CAME,
        )
        for day in (5, 2, 9)
    )  # fmt: skip
    read = StatedFile(StatementForm.BANK_CSV, rows)
    assert (read.first, read.last) == (date(2026, 11, 2), date(2026, 11, 9))
