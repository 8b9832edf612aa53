"""No cell of ours is a formula to a spreadsheet, and each means what it did."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.files.cells import as_meant, harmless

BEGINNINGS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
ODD = st.text(st.sampled_from(BEGINNINGS + "' 1.eE,;\"|a字")) | st.text()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", "\uff1d1", "\uff20x", "\uff0bx",
        "-2+3+cmd|' /C calc'!A0", "=HYPERLINK(\"https://evil.example\")", "-", "+", "--1", "- 1",
    ],
)  # fmt: skip
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    """By the sign that spreadsheets know for one."""
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "value",
    [-5, 5, -0.5, None, True, "-5", "+5", "-0.25", "-1e-05", "5", "", "长沙", "a=b", "'tis"],
)
def test_numbers_and_other_texts_stay(value: object) -> None:
    """Whatever their sign."""
    assert harmless(value) == value


@given(ODD)
def test_no_cell_begins_a_formula_and_each_means_what_it_did(text: str) -> None:
    """Whatever is written, there and back."""
    cell = str(harmless(text))
    assert as_meant(cell) == text
    if cell.lstrip(" ").startswith(tuple(BEGINNINGS)):
        float(cell)


@given(st.lists(ODD.filter(lambda text: "\r" not in text and "\n" not in text), min_size=1))
def test_a_line_of_cells_comes_back(texts: list[str]) -> None:
    """Through the file's own quotes as well."""
    out = StringIO()
    csv.writer(out).writerow([harmless(text) for text in texts])
    (row,) = csv.reader([out.getvalue()])
    assert [as_meant(cell) for cell in row] == texts


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_numbers_as_texts_stay_numbers(number: float) -> None:
    """As they are written out."""
    assert harmless(str(number)) == str(number)
