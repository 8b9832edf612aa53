"""A city's zones: a place is of the zone whose outline holds it, or whose middle is nearest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused
from yeshi.geo.outline import Outline, holds, outline_fault
from yeshi.geo.point import Point


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the city with its own dispatcher.

    `outline`: the corners of its area in degrees; none where it has what is nearest to its middle.
    """

    id: str
    name: Name
    centre: Point
    outline: Outline = ()


@dataclass(frozen=True, slots=True)
class OutlineUnfit(Reason):
    """The outline of the zone that is called so is none of an area."""

    zone: str
    fault: str


def beyond_outline(zone: Zone) -> Refused | None:
    """The refusal of an outline that is no area's; None where it is one, or there is none."""
    fault = outline_fault(zone.outline) if zone.outline else None
    return None if fault is None else Refused(OutlineUnfit(zone.name.in_both, fault))


def zone_of(place: Point, zones: Sequence[Zone]) -> str:
    """The id of the zone of the place, whose middle is the nearest; the first on a tie.

    Of the zones whose outline holds the place; where none does, of those without an outline; where
    each has one, of all.
    """
    if len(zones) == 1:
        return zones[0].id
    if any(zone.outline for zone in zones):
        within = [zone for zone in zones if zone.outline and holds(zone.outline, place)]
        zones = within or [zone for zone in zones if not zone.outline] or zones
    nearest = min(
        zones, key=lambda zone: (zone.centre.x - place.x) ** 2 + (zone.centre.y - place.y) ** 2
    )
    return nearest.id


def is_within(place: Point, zones: Sequence[Zone]) -> bool:
    """Whether the place lies in the city: within one of the outlines, where every zone has one."""
    return any(not zone.outline or holds(zone.outline, place) for zone in zones)
