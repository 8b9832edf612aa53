"""Each place is of the zone whose outline holds it, or whose centre is nearest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from tests.records import named
from yeshi.base.refused import Refused
from yeshi.geo.outline import outline_of
from yeshi.geo.point import Point
from yeshi.geo.zones import OutlineUnfit, Zone, beyond_outline, is_within, zone_of

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


def square(id_: str, x: float, wide: float = 10) -> Zone:
    """A zone with an outline around its middle at `x`."""
    corners = ((x - wide, -wide), (x + wide, -wide), (x + wide, wide), (x - wide, wide))
    return Zone(id_, named(id_), Point(x, 0), outline_of([Point(*one) for one in corners]))


LARGE, SMALL = square("large", 0), square("small", 12, wide=2)


def test_an_outline_holds_what_another_middle_is_nearer_to() -> None:
    """Before any nearness."""
    assert zone_of(Point(9, 0), [LARGE, SMALL]) == "large"
    assert zone_of(Point(11, 0), [LARGE, SMALL]) == "small"
    assert zone_of(Point(9, 0), [SMALL, LARGE]) == "large"


def test_what_two_outlines_hold_is_of_the_nearer_middle() -> None:
    """Where they overlap."""
    inner = square("inner", 5, wide=3)
    assert zone_of(Point(4, 0), [LARGE, inner]) == "inner"
    assert zone_of(Point(1, 1), [LARGE, inner]) == "large"


def test_what_no_outline_holds_is_of_a_zone_without_one() -> None:
    """Or, where each has one, of the nearest."""
    assert zone_of(Point(11, 0), [LARGE, WEST]) == "west"
    assert zone_of(Point(9, 0), [LARGE, WEST]) == "large"
    assert zone_of(Point(50, 0), [LARGE, SMALL]) == "small"


def test_a_city_whose_every_zone_has_an_outline_ends_there() -> None:
    """Any other has no end."""
    assert is_within(Point(13, 0), [LARGE, SMALL])
    assert not is_within(Point(50, 0), [LARGE, SMALL])
    assert is_within(Point(50, 0), [LARGE, WEST])
    assert is_within(Point(50, 0), [WEST])


def test_an_outline_that_is_no_area_is_refused_by_the_name_of_its_zone() -> None:
    """In both languages, once where they are alike."""
    assert beyond_outline(WEST) is None
    unfit = Zone("w", named("west"), Point(0, 0), LARGE.outline[:2])
    assert beyond_outline(unfit) == Refused(OutlineUnfit(named("west").in_both, "outline_few"))
