"""Rows become files that spreadsheets open as rows, and carry out nothing of."""

from __future__ import annotations

import csv
from io import StringIO

from yeshi.files.cells import as_meant
from yeshi.web.frame.tables import csv_of, csv_text

ROWS = [
    {"stall": "=HYPERLINK(1)", "sold_fen": -1200, "share": -0.5, "day": "2026-11-26"},
    {"stall": 'a,"b"\n', "sold_fen": 0, "share": None, "day": ""},
]


def test_texts_are_harmless_and_numbers_are_numbers() -> None:
    """Names of columns too; each means what it did."""
    told = list(csv.DictReader(StringIO(csv_text(ROWS, marked=False), newline="")))
    assert told[0] == {
        "stall": "'=HYPERLINK(1)", "sold_fen": "-1200", "share": "-0.5", "day": "2026-11-26"
    }  # fmt: skip
    assert [as_meant(row["stall"]) for row in told] == [row["stall"] for row in ROWS]
    assert csv_text([{"=x": 1}], marked=False).startswith("'=x\r\n")


def test_it_is_a_file_to_be_kept() -> None:
    """Marked as UTF-8, unless a program reads it; without rows it is empty."""
    answer = csv_of(ROWS, "trade")
    assert answer.headers["content-disposition"] == 'attachment; filename="trade.csv"'
    assert bytes(answer.body).startswith(b"\xef\xbb\xbf")
    assert csv_text([]) == "\ufeff"
