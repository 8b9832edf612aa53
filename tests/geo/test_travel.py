"""Ways take as long one at a time, in a table and in pairs; and the plane keeps what is near."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from yeshi.geo.point import Point
from yeshi.geo.travel import StraightLine, TravelTimes, WholeMinutes

degrees = some.builds(Point, some.floats(112.8, 113.1), some.floats(28.1, 28.4))
metres = some.builds(Point, some.floats(0, 20_000), some.floats(0, 20_000))


@pytest.mark.parametrize(
    ("far", "seconds"), [(0, 0), (1, 60), (300, 60), (301, 120), (600, 120), (3000, 600)]
)
def test_whole_minutes_are_rounded_up(far: float, seconds: float) -> None:
    """A minute that has begun counts."""
    assert WholeMinutes(300.0).between(Point(0, 0), Point(0, far)) == seconds


def test_a_straight_line_is_lengthened_by_its_detour() -> None:
    """A degree north at 270 m a minute, by 1.3, to a whole second."""
    assert StraightLine().between(Point(113, 28), Point(113, 29)) == 32_160
    plain = StraightLine(metres_per_minute=60.0, detour=1.0)
    assert plain.between(Point(113, 28), Point(113, 29)) == 111_320


def agree(travel: TravelTimes, origins: list[Point], destinations: list[Point]) -> None:
    """One way of asking answers as another, to a step of rounding."""
    table = travel.matrix(origins, destinations)
    assert table.shape == (len(origins), len(destinations))
    of, to = np.divmod(np.arange(table.size), len(destinations))
    np.testing.assert_array_equal(travel.pairs(origins, destinations)(of, to), table.ravel())
    for i, origin in enumerate(origins):
        for j, destination in enumerate(destinations):
            step = 60.0 if isinstance(travel, WholeMinutes) else 1.0
            assert abs(table[i, j] - travel.between(origin, destination)) <= step


@given(some.lists(degrees, min_size=1, max_size=5), some.lists(degrees, min_size=1, max_size=5))
def test_a_table_and_pairs_answer_as_one_way_does_in_degrees(
    origins: list[Point], destinations: list[Point]
) -> None:
    """For a live city."""
    agree(StraightLine(), origins, destinations)


@given(some.lists(metres, min_size=1, max_size=5), some.lists(metres, min_size=1, max_size=5))
def test_a_table_and_pairs_answer_as_one_way_does_in_metres(
    origins: list[Point], destinations: list[Point]
) -> None:
    """For a published instance."""
    agree(WholeMinutes(300.0), origins, destinations)


def test_the_plane_is_in_metres_and_may_be_empty() -> None:
    """As many rows as places."""
    assert StraightLine().plane([]).shape == (0, 2)
    assert WholeMinutes(300.0).plane([Point(3, 4)]).tolist() == [[3, 4]]
    a, b = StraightLine().plane([Point(113, 28), Point(113, 29)])
    assert np.hypot(*(b - a)) == pytest.approx(111_320)
