"""Spreadsheets of menus as cells, of each kind, and what is none."""

from __future__ import annotations

from io import BytesIO

import pytest

from yeshi.base.errors import InputError
from yeshi.files.menu_book import is_book, sheets_of
from yeshi.menus.sheet import COLUMNS_MAX, ROWS_MAX

pytest.importorskip("python_calamine")
ROWS = [["菜名", "价格"], ["酸辣粉", 12], ["牛肉粉", 15.5]]
CELLS = [["菜名", "价格"], ["酸辣粉", "12"], ["牛肉粉", "15.5"]]


def workbook(rows: list[list[object]], title: str = "菜单") -> bytes:
    """An XLSX of one sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book, out = openpyxl.Workbook(), BytesIO()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_has_its_sheets_with_texts() -> None:
    """Whole numbers without a point."""
    data = workbook(ROWS)
    assert is_book(data)
    assert sheets_of(data) == [("菜单", CELLS)]


def test_rows_are_counted_as_the_sheet_counts_them() -> None:
    """Also below and beside what is empty."""
    ((_, cells),) = sheets_of(workbook([[], [None, "菜名"], [], [None, "粉"]]))
    assert list(cells) == [["", ""], ["", "菜名"], ["", ""], ["", "粉"]]


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("way", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_the_ways_in_which_they_are_written(between: str, way: str) -> None:
    """As spreadsheets here save them."""
    text = "\r\n".join(between.join(row) for row in CELLS)
    ((_, cells),) = sheets_of(text.encode(way))
    assert cells == CELLS


def test_what_is_no_table_is_refused_in_a_sentence() -> None:
    """Broken books, pictures of nothing, and more rows or columns than any menu has."""
    for data in (workbook(ROWS)[:200], b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"x" * 600):
        with pytest.raises(InputError, match="spreadsheet is broken"):
            sheets_of(data)
    with pytest.raises(InputError, match="no photo"):
        sheets_of(b"\0\xff\xfe\x80binary")
    with pytest.raises(InputError, match="more than"):
        sheets_of(b"a,b\n" * (ROWS_MAX + 1))
    for rows in ([["x"] * (COLUMNS_MAX + 1)], [["x"]] * (ROWS_MAX + 1)):
        with pytest.raises(InputError, match="more than"):
            sheets_of(workbook(rows))
