"""Lines of calendars for other programs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from yeshi.web.frame.calendars import LINE_OCTETS_MAX, escaped, folded


@given(some.text(some.characters(blacklist_categories=["Cc", "Cs"]), max_size=300))
def test_no_line_is_too_long_and_none_is_lost(line: str) -> None:
    """Unfolded it is what it was."""
    out = folded(line)
    assert all(len(one.encode()) <= LINE_OCTETS_MAX for one in out.split("\r\n"))
    assert out.removesuffix("\r\n").replace("\r\n ", "") == line


def test_what_would_end_a_value_is_escaped() -> None:
    """Also line breaks."""
    assert escaped("a,b;c\\d\r\ne\nf") == "a\\,b\\;c\\\\d\\ne\\nf"
