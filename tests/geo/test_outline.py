"""The middle of an area is its centroid, however its outline is told."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.geo.outline import (
    CORNERS_MAX,
    Outline,
    area_km2,
    holds,
    middle,
    middle_of,
    outline_fault,
    outline_of,
)
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


def drawn(*corners: tuple[float, float]) -> Outline:
    """The outline with these corners."""
    return outline_of([Point(*one) for one in corners])


HERE = drawn(*SQUARE)
U = drawn((0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3))


def round_of(count: int, wide: float = 0.1) -> Outline:
    """As many corners on a circle."""
    turns = [2 * pi * at / count for at in range(count)]
    return drawn(*((113 + wide * cos(turn), 28 + wide * sin(turn)) for turn in turns))


def test_a_corner_stands_once_in_a_row() -> None:
    """However often it was tapped, and whether the outline was closed already."""
    again = drawn(SQUARE[0], SQUARE[0], *SQUARE[1:], (113.0000001, 28.0), SQUARE[0])
    assert again == HERE == tuple(Point(*one) for one in SQUARE)
    assert drawn() == ()
    assert middle(HERE) == Point(113.1, 28.05)


@pytest.mark.parametrize(
    ("outline", "fault"),
    [
        (HERE, None),
        (HERE[::-1], None),
        (U, None),
        (round_of(3), None),
        (round_of(CORNERS_MAX), None),
        (round_of(CORNERS_MAX + 1), "outline_many"),
        (HERE[:2], "outline_few"),
        (drawn((113, 28), (113, 28), (113.1, 28)), "outline_few"),
        (drawn((113, 28), (113.2, 28.1), (113.2, 28), (113, 28.1)), "outline_crosses"),
        (drawn((113, 28), (113.1, 28), (113.2, 28)), "outline_crosses"),
        (drawn((113, 28), (113.2, 28), (113.1, 28), (113.1, 28.1)), "outline_crosses"),
        (drawn((0, 0), (2, 0), (2, 2), (1, 0), (0, 2)), "outline_crosses"),
        (drawn((0, 0), (1, 1), (2, 0), (2, 2), (1, 1), (0, 2)), "outline_crosses"),
        (round_of(8, wide=0.0004), "outline_small"),
        (drawn((100, 20), (110, 20), (110, 30)), "outline_large"),
        (drawn((28.0, 113.0), (28.2, 113.0), (28.1, 113.1)), "outline_off"),
        (drawn((float("nan"), 0), (1, 0), (1, 1)), "outline_off"),
    ],
)
def test_what_is_no_area_is_said(outline: Outline, fault: str | None) -> None:
    """By its name; and what is one is left alone, whichever way it goes."""
    assert outline_fault(outline) == fault


@given(st.integers(3, 40), st.integers(0, 39))
def test_it_is_told_wherever_the_line_crosses(count: int, at: int) -> None:
    """Two corners of a round that change places make it cross, unless it is a triangle."""
    outline = list(round_of(count))
    at %= count
    outline[at], outline[(at + 1) % count] = outline[(at + 1) % count], outline[at]
    assert outline_fault(tuple(outline)) == (None if count == 3 else "outline_crosses")


@given(st.floats(-0.5, 3.5), st.floats(-0.5, 3.5))
def test_what_is_within_a_bent_area(x: float, y: float) -> None:
    """Not what lies in its bay."""
    near = any(abs(one - edge) < 1e-9 for one in (x, y) for edge in (0, 1, 2, 3))
    box = 0 < x < 3 and 0 < y < 3
    bay = 1 < x < 2 and y > 1
    assert near or holds(U, Point(x, y)) == (box and not bay)


@given(st.floats(113, 113.2), st.floats(28, 28.1))
def test_a_place_on_a_shared_border_is_of_one_side(x: float, y: float) -> None:
    """So that no stall is of two zones, or of none, by a hair."""
    west = drawn((113, 28), (113.1, 28.0), (113.1, 28.1), (113, 28.1))
    east = drawn((113.1, 28.1), (113.1, 28), (113.2, 28), (113.2, 28.1))
    for place in (Point(x, y), Point(113.1, y)):
        assert holds(west, place) + holds(east, place) == holds(HERE, place)


def test_its_size_is_that_on_the_earth() -> None:
    """Degrees of longitude are shorter than those of latitude."""
    assert area_km2(HERE) == pytest.approx(19.66 * 11.13, rel=0.01)
