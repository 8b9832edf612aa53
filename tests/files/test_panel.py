"""Outside data: what is understood, and what is bad and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yeshi.base.errors import InputError
from yeshi.files.panel import read_panel
from yeshi.web.frame.tables import csv_text

pytest.importorskip("pyarrow")
GOOD = "business,period,trade,note\na,2026-01-05,12.5,x\n\nb,2026-01-05,0,\n"
BAD = GOOD + "b,2026-01-05,3,\nc,soon,1,\n,2026-01-05,1,\nd,2026-01-05,-1,\ne,2026-01-05,1,,,9\n"
EXAMPLES = Path(__file__).parents[2] / "examples" / "panels"


def file(folder: Path, text: str, name: str = "p.csv") -> Path:
    """A file of that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_bad_row_is_told_with_its_line_and_why(tmp_path: Path) -> None:
    """The good ones are read; columns that no panel has are left aside."""
    read = read_panel(file(tmp_path, BAD))
    assert (read.kind.name, len(read.rows), read.aside) == ("trade", 2, ("note",))
    assert [(one.line, one.why.split(" ")[0]) for one in read.bad] == [
        (5, "is"), (6, "period"), (7, "business"), (8, "trade"), (9, "has")
    ]  # fmt: skip
    assert "line 4" in read.bad[0].why


def test_a_panel_that_was_written_for_spreadsheets_means_what_it_did(tmp_path: Path) -> None:
    """A business whose name looks like a formula is still that business; numbers are numbers."""
    rows = [
        {"business": name, "period": "2026-01-05", "trade": 1.5}
        for name in ("=1+1", "'=1", "-5", "+面", "a")
    ]
    read = read_panel(file(tmp_path, csv_text(rows)))
    assert [row["business"] for row in read.rows] == [row["business"] for row in rows]
    assert [row["trade"] for row in read.rows] == [1.5] * 5


def test_the_same_panel_as_csv_xlsx_and_parquet(tmp_path: Path) -> None:
    """Days and numbers may be cells of their own kind."""
    from openpyxl import Workbook
    from pyarrow import Table, parquet

    rows = [
        {"service": "s1", "described_on": date(2025, 1, 2), "applied_on": None, "name": "一"},
        {"service": "s2", "described_on": date(2025, 1, 3), "applied_on": date(2025, 2, 1), "name": ""},
    ]  # fmt: skip
    lines = ["service,described_on,applied_on,name"]
    lines += [",".join(str(v or "") for v in row.values()) for row in rows]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    book.save(tmp_path / "p.xlsx")
    parquet.write_table(Table.from_pylist(rows), tmp_path / "p.parquet")
    file(tmp_path, "\ufeff" + "\r\n".join(lines))
    read = [read_panel(tmp_path / name) for name in ("p.csv", "p.xlsx", "p.parquet")]
    assert read[0].rows == read[1].rows == read[2].rows
    assert read[0].rows[1]["applied_on"] == date(2025, 2, 1)
    assert all(one.bad == () for one in read)


def test_what_is_no_panel_says_so(tmp_path: Path) -> None:
    """Where and why, in one sentence."""
    for text, name, said in (
        ("a,b\n1,2\n", "p.csv", "no panel has these columns"),
        ("business,business,period,trade\n", "p.csv", "there twice"),
        ("", "p.csv", "no panel has these columns"),
        ("x", "p.xlsx", "is no workbook"), ("x", "p.parquet", "is no Parquet file"),
        ("x", "p.xls", "must end in"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=said):
            read_panel(file(tmp_path, text, name))
    with pytest.raises(InputError, match="no such file"):
        read_panel(tmp_path / "none.csv")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_the_examples_are_panels(path: Path) -> None:
    """Each of the kind that its name says."""
    read = read_panel(path)
    assert (read.kind.name, read.bad) == (path.stem, ())
