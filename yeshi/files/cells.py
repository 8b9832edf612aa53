"""Cells of CSV files that no spreadsheet takes for a formula, and what they meant.

Spreadsheets carry out what begins like a formula, also in full-width letters. An apostrophe before
it keeps them from it; so that nothing is lost, what begins with apostrophes and goes on like a
formula gets another. Numbers are numbers, whatever their sign, and stay as they are.
"""

from __future__ import annotations

import re

_FORMULA = re.compile("'*\\s*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def harmless(value: object) -> object:
    """The value as it may stand in a cell."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value) or not _FORMULA.match(value):
        return value
    return f"'{value}"


def as_meant(cell: str) -> str:
    """What was made harmless so; any other cell is what it says."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
