"""Numbers that are called out, and codes that are shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from yeshi.base.called import NUMBER_FIRST, NUMBERS, code_of, number_called

ALL = range(NUMBER_FIRST, NUMBER_FIRST + NUMBERS)


@given(some.text(min_size=1), some.sets(some.sampled_from(ALL)))
def test_a_number_is_called_once_at_a_time(id_: str, taken: set[int]) -> None:
    """It has three figures and is none of those that are called already."""
    found = number_called(id_, taken)
    assert found in ALL
    assert found not in taken
    assert number_called(id_, ALL) in ALL


def test_a_code_has_four_figures() -> None:
    """And hangs on the secret."""
    codes = {code_of(str(one)) for one in range(20)}
    assert all(len(one) == 4 and one.isdigit() for one in codes)
    assert len(codes) > 10
