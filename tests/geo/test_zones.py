"""Each place is of the zone whose centre is nearest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from tests.records import named
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone, zone_of

WEST, EAST = (Zone(id_, named(id_), Point(x, 0)) for id_, x in (("west", -10), ("east", 10)))


@given(some.floats(-100, 100), some.floats(-100, 100))
def test_the_nearest_centre(x: float, y: float) -> None:
    """The first on a tie, and the only one where there is one."""
    assert zone_of(Point(x, y), [WEST, EAST]) == ("east" if x > 1e-9 else "west") or abs(x) <= 1e-9
    assert zone_of(Point(x, y), [EAST]) == "east"


def test_on_the_border_the_first_has_it() -> None:
    """So that it is of one alone."""
    assert zone_of(Point(0, 5), [WEST, EAST]) == "west"
    assert zone_of(Point(0, 5), [EAST, WEST]) == "east"
