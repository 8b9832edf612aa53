"""How far apart places are, and what lies between them."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yeshi.geo.point import Point, along, metres_between

# Within 25 km of Changsha.
east = some.floats(112.75, 113.15)
north = some.floats(28.05, 28.40)


def great_circle(a: Point, b: Point) -> float:
    """Metres on a sphere of the mean radius that a degree of 111,320 m belongs to."""
    up, over = radians(b.y - a.y) / 2, radians(b.x - a.x) / 2
    chord = sin(up) ** 2 + cos(radians(a.y)) * cos(radians(b.y)) * sin(over) ** 2
    return 2 * 111_320.0 / radians(1) * asin(sqrt(chord))


@given(east, north, east, north)
def test_metres_are_those_of_the_great_circle_within_a_city(
    x: float, y: float, u: float, v: float
) -> None:
    """Within 0.1 %, the same both ways."""
    a, b = Point(x, y), Point(u, v)
    assert metres_between(a, b) == pytest.approx(great_circle(a, b), rel=1e-3, abs=1e-3)
    assert metres_between(a, b) == metres_between(b, a)
    assert metres_between(a, a) == 0


def test_a_degree_north_is_a_degree_and_one_east_is_shorter() -> None:
    """Half as long at sixty degrees."""
    assert metres_between(Point(0, 59.5), Point(0, 60.5)) == pytest.approx(111_320)
    assert metres_between(Point(0, 60), Point(1, 60)) == pytest.approx(55_660)


@pytest.mark.parametrize(
    ("share", "place"), [(0, Point(0, 10)), (0.25, Point(1, 8)), (1, Point(4, 2))]
)
def test_along_the_way(share: float, place: Point) -> None:
    """From the first place to the last."""
    assert along(Point(0, 10), Point(4, 2), share) == place
