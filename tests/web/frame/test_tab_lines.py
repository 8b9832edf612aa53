"""Lines of a tab as forms name them."""

from __future__ import annotations

import pytest

from yeshi.base.refused import Invalid, Refused
from yeshi.orders.tab_paying import LineAt
from yeshi.web.frame.tab_lines import lines_named


def test_a_line_is_read_as_it_is_written() -> None:
    """Its order, its stall, its place."""
    line = LineAt("or-1", "a", 3)
    assert lines_named([line.written]) == (line,)
    assert lines_named([]) == ()


@pytest.mark.parametrize("written", ["", "a", "a/b", "a/b/c", "a/b/-1", "a/b/1/2", "a/b/99999"])
def test_what_names_no_line_is_refused(written: str) -> None:
    """Whatever it is."""
    assert lines_named([written]) == Refused(Invalid("line", "choice"))


def test_nobody_names_more_than_a_table_has() -> None:
    """So many are not looked at."""
    assert isinstance(lines_named(["a/b/1"] * 1000), Refused)
