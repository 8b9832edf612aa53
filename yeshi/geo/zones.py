"""A city's zones: each place belongs to the zone whose centre is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.base.names import Name
from yeshi.geo.point import Point


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the city with its own dispatcher."""

    id: str
    name: Name
    centre: Point


def zone_of(place: Point, zones: Sequence[Zone]) -> str:
    """The id of the zone nearest to `place`; the first on a tie."""
    if len(zones) == 1:
        return zones[0].id
    nearest = min(
        zones, key=lambda zone: (zone.centre.x - place.x) ** 2 + (zone.centre.y - place.y) ** 2
    )
    return nearest.id
