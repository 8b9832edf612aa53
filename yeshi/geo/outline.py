"""The middle of an area that is given by its outlines."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.geo.point import Point

Ring = Sequence[tuple[float, float]]


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
