"""A place in the city's own frame."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians

from yeshi.base.refused import Invalid, Refused

METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place: x east and y north, in degrees for a live city and in metres for an instance."""

    x: float
    y: float


def metres_between(a: Point, b: Point) -> float:
    """Metres between two places given in degrees, on a plane tangent between them.

    The error against the great circle is under 0.1 % within 50 km at the latitude of Changsha.
    """
    east = (a.x - b.x) * cos(radians((a.y + b.y) / 2))
    return METRES_PER_DEGREE * hypot(east, a.y - b.y)


def along(a: Point, b: Point, share: float) -> Point:
    """The place at `share` (0 to 1) of the straight way from `a` to `b`."""
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def beyond_place(name: str, place: Point) -> Refused | None:
    """The refusal of a place that is not on the earth; `name` is its field."""
    if -180 <= place.x <= 180 and -90 <= place.y <= 90:
        return None
    return Refused(Invalid(name, "place"))
