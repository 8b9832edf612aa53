"""Where the pages before and after one begin."""

from __future__ import annotations

import pytest

from yeshi.flow.stalls.around import around


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [(0, 10, (None, None)), (0, 11, (None, 10)), (10, 20, (0, None)), (5, 30, (0, 15))],
)
def test_there_is_one_where_something_is(
    start: int, count: int, expected: tuple[int | None, int | None]
) -> None:
    """In pages of ten; none where nothing is before, or after."""
    assert around(start, 10, count) == expected
