"""The middle of an area is its centroid, however its outline is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.geo.outline import middle_of
from yeshi.geo.point import Point

SQUARE = [(113.0, 28.0), (113.2, 28.0), (113.2, 28.1), (113.0, 28.1)]
EL = [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 2.0), (0.0, 2.0)]


@given(st.integers(0, 3), st.booleans(), st.booleans())
def test_where_it_begins_and_which_way_it_goes_change_nothing(
    turn: int, back: bool, closed: bool
) -> None:
    """Nor whether the first corner stands at the end once more."""
    ring = SQUARE[turn:] + SQUARE[:turn]
    ring = ring[::-1] if back else ring
    assert middle_of([[*ring, ring[0]] if closed else ring]) == Point(113.1, 28.05)


def test_a_larger_part_weighs_more() -> None:
    """Within a bent area, and among several."""
    assert middle_of([EL]) == Point(round(5 / 6, 6), round(5 / 6, 6))
    small = [(10.0, 0.0), (11.0, 0.0), (11.0, 1.0), (10.0, 1.0)]
    large = [(0.0, 0.0), (3.0, 0.0), (3.0, 1.0), (0.0, 1.0)]
    assert middle_of([small, large]) == Point((10.5 + 3 * 1.5) / 4, 0.5)


def test_of_no_area_it_is_the_mean_of_its_corners() -> None:
    """A line; and nothing at all has no middle."""
    assert middle_of([[(1.0, 1.0), (3.0, 1.0)]]) == Point(2.0, 1.0)
    with pytest.raises(ValueError, match="corners"):
        middle_of([])
