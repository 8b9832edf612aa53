"""The outline of an area: what lies within it, where its middle is, and what makes it none."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians

from yeshi.geo.point import METRES_PER_DEGREE, Point

Ring = Sequence[tuple[float, float]]
# The corners of an area in degrees, one after the other; the last leads to the first.
Outline = tuple[Point, ...]

CORNERS_MIN, CORNERS_MAX = 3, 300
# From a market hall to the largest municipality.
KM2_MIN, KM2_MAX = 0.01, 100_000.0


def outline_of(corners: Sequence[Point]) -> Outline:
    """The outline with these corners, to about ten centimetres, each said once in a row."""
    kept: list[Point] = []
    for corner in corners:
        one = Point(round(corner.x, 6), round(corner.y, 6))
        if not kept or one != kept[-1]:
            kept.append(one)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return tuple(kept)


def outline_fault(outline: Outline) -> str | None:
    """What is wrong with it, by its name among the words of faults; None where it is an area."""
    if any(not (-180 <= one.x <= 180 and -90 <= one.y <= 90) for one in outline):
        return "outline_off"
    if len(outline) > CORNERS_MAX:
        return "outline_many"
    if len(outline) < CORNERS_MIN:
        return "outline_few"
    if _crosses_itself(outline):
        return "outline_crosses"
    km2 = area_km2(outline)
    if km2 < KM2_MIN:
        return "outline_small"
    return "outline_large" if km2 > KM2_MAX else None


def area_km2(outline: Outline) -> float:
    """The square kilometres within it, on the plane that touches the earth in its middle."""
    first = outline[0]
    shrink = cos(radians(sum(one.y for one in outline) / len(outline)))
    twice = sum(
        (a.x - first.x) * (b.y - first.y) - (b.x - first.x) * (a.y - first.y)
        for a, b in zip(outline, (*outline[1:], first), strict=True)
    )
    return abs(twice) / 2 * shrink * (METRES_PER_DEGREE / 1000) ** 2


def holds(outline: Outline, place: Point) -> bool:
    """Whether the place lies within, by how often a line from it to the east meets the outline.

    A place on a border that two areas share is within one of them.
    """
    x, y = place.x, place.y
    within = False
    before = outline[-1]
    for corner in outline:
        if (corner.y > y) != (before.y > y):
            meets = before.x + (corner.x - before.x) * (y - before.y) / (corner.y - before.y)
            within ^= x < meets
        before = corner
    return within


def middle_of(rings: Sequence[Ring]) -> Point:
    """The centroid of the areas within the rings in degrees; of no area, the mean of its corners.

    By the shoelace formula, weighted by area; degrees are taken as a plane, which is near enough
    for a part of a city. ValueError where there is no corner.
    """
    area = east = north = 0.0
    for ring in rings:
        x0, y0 = ring[0]
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            # From the ring's first corner, so that small areas far from zero keep their digits.
            cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
            area += cross
            east += cross * (x1 + x2 + x0) / 3
            north += cross * (y1 + y2 + y0) / 3
    if area:
        return Point(round(east / area, 6), round(north / area, 6))
    corners = [corner for ring in rings for corner in ring]
    if not corners:
        raise ValueError("an area without corners")
    return Point(*(round(sum(axis) / len(corners), 6) for axis in zip(*corners, strict=True)))


def middle(outline: Outline) -> Point:
    """The centroid of the area within."""
    return middle_of([[(one.x, one.y) for one in outline]])


def _crosses_itself(outline: Outline) -> bool:
    """Whether two of its sides meet elsewhere than at the corner that follows the one."""
    count = len(outline)
    sides = [(outline[at], outline[(at + 1) % count], at) for at in range(count)]
    # From west to east: a side is compared with those alone that begin before it ends.
    sides.sort(key=lambda side: min(side[0].x, side[1].x))
    for place, (a, b, at) in enumerate(sides):
        ends = max(a.x, b.x)
        for c, d, other in sides[place + 1 :]:
            if min(c.x, d.x) > ends:
                break
            apart = (other - at) % count
            if apart in (1, count - 1):
                if _turns_back(*((a, b, d) if apart == 1 else (c, d, b))):
                    return True
            elif _meet(a, b, c, d):
                return True
    return False


def _side_of(a: Point, b: Point, place: Point) -> float:
    """More than 0 to the left of the way from `a` to `b`, less to its right, 0 on its line."""
    return (b.x - a.x) * (place.y - a.y) - (b.y - a.y) * (place.x - a.x)


def _turns_back(a: Point, b: Point, c: Point) -> bool:
    """Whether the way from `a` to `b` goes on to `c` over itself."""
    onwards = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y)
    return _side_of(a, b, c) == 0 and onwards < 0


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the side from `a` to `b` and that from `c` to `d` have a place in common."""
    if max(a.y, b.y) < min(c.y, d.y) or max(c.y, d.y) < min(a.y, b.y):
        return False
    if max(a.x, b.x) < min(c.x, d.x) or max(c.x, d.x) < min(a.x, b.x):
        return False
    return _side_of(a, b, c) * _side_of(a, b, d) <= 0 and _side_of(c, d, a) * _side_of(c, d, b) <= 0
