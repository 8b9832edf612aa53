"""Text and tables: by the names of columns, with the line of what is wrong."""

from __future__ import annotations

import pytest

from yeshi.base.errors import StatementUnread
from yeshi.files.statements.rows import BYTES_MAX, needs, plain_head, records, table, text_in


@pytest.mark.parametrize("way", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_the_ways_it_is_written(way: str) -> None:
    assert text_in("交易时间,金额".encode(way)) == "交易时间,金额"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b" \n", "is empty"), (b"PK\x03\x04x", "packed"), (b"\xff\xfe\xff\xff", "no text"),
        (b"a\0b", "no text"), (b"x" * (BYTES_MAX + 1), "more than 16 MB"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(StatementUnread, match=why):
        text_in(data)


def test_heads_are_compared_without_marks_of_units() -> None:
    assert plain_head(" 收入金额（+元） ") == "收入金额"
    assert plain_head("`Created (UTC)") == "created (utc)"


def test_rows_are_told_by_the_names_of_their_columns() -> None:
    lines = ["a,b,c", "1,2,3", "", "4,5", "7,8,9,"]
    rows = list(table(records(lines, 10)))
    assert [(one.line, one.cells) for one in rows] == [
        (11, {"a": "1", "b": "2", "c": "3"}),
        (13, {"a": "4", "b": "5"}),
        (14, {"a": "7", "b": "8", "c": "9"}),
    ]
    assert rows[0].first("x", "b") == "2"
    assert rows[1].first("c") == ""


def test_a_cell_over_several_lines_has_the_line_it_begins_on() -> None:
    rows = list(table(records(["a,b", '1,"x', 'y"', "2,z"], 1)))
    assert [(one.line, one.cells["b"]) for one in rows] == [(2, "x\ny"), (4, "z")]


def test_too_many_cells_and_open_quotes_are_refused_with_their_line() -> None:
    with pytest.raises(StatementUnread, match="on line 2, there are 3 cells where 2"):
        list(table(records(["a,b", "1,2,3"], 1)))
    with pytest.raises(StatementUnread, match="on line 2, a quotation mark"):
        list(table(records(["a,b", '1,"2'], 1)))


def test_a_column_that_is_missing_is_named() -> None:
    needs(["a", "b"], ("x", "a"))
    with pytest.raises(StatementUnread, match="column x is missing"):
        needs(["a", "b"], ("x", "y"))
