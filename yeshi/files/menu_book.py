"""Spreadsheets of menus as cells: XLSX, XLS, ODS and CSV; all cells as texts."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from yeshi.base.errors import MenuUnread
from yeshi.files.cells import as_meant
from yeshi.menus.sheet import COLUMNS_MAX, ROWS_MAX, Cells

# What prices are in where no city says it: in rows with a column price_yuan.
YUAN = "CNY"
SHEETS_MAX = 20
_PACKED, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WAYS = ("utf-8-sig", "gb18030")


def is_book(data: bytes) -> bool:
    """Whether the bytes are packed as workbooks are."""
    return data.startswith((_PACKED, _OLD))


def sheets_of(data: bytes) -> list[tuple[str, Cells]]:
    """The sheets with their cells; MenuUnread for what is none, or has too many rows.

    ModuleNotFoundError where python-calamine is not installed, for other than CSV.
    """
    return _book(data) if is_book(data) else [("", _rows(data))]


def _book(data: bytes) -> list[tuple[str, Cells]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names[:SHEETS_MAX]]
        return [(sheet.name, _bounded(sheet)) for sheet in sheets]
    except (CalamineError, OSError, ValueError, KeyError):
        raise MenuUnread("no_book") from None


def _bounded(sheet: Any) -> Cells:
    # What is called total there counts from the first cell of the sheet, and from nought.
    if sheet.total_height >= ROWS_MAX or sheet.total_width >= COLUMNS_MAX:
        raise MenuUnread("too_long", rows=ROWS_MAX, columns=COLUMNS_MAX)
    return [[_as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _as_text(cell: Any) -> str:
    if isinstance(cell, float):
        # What a spreadsheet adds up may end in 0.30000000000000004.
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return str(cell).strip()


def _rows(data: bytes) -> Cells:
    text = _text(data)
    first = text.split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    try:
        rows = [
            [as_meant(cell).strip() for cell in row[:COLUMNS_MAX]]
            for row in csv.reader(StringIO(text, newline=""), delimiter=between)
        ]
    except csv.Error:
        raise MenuUnread("no_file") from None
    if len(rows) > ROWS_MAX:
        raise MenuUnread("too_long", rows=ROWS_MAX, columns=COLUMNS_MAX)
    return rows


def _text(data: bytes) -> str:
    for way in _WAYS:
        try:
            text = data.decode(way)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise MenuUnread("no_file")
