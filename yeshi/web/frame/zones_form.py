"""Zones as they are typed, or read from a GeoJSON file: an area each, or a point."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yeshi.base.names import Name, id_for
from yeshi.base.refused import Invalid, Reason, Refused
from yeshi.geo.outline import Outline, middle, outline_of
from yeshi.geo.point import Point
from yeshi.geo.zones import OutlineUnfit, Zone, beyond_outline
from yeshi.web.frame.naming import name_typed, place_typed

FILE_BYTES_MAX = 1_000_000
# What a zone is called in a file, in the order in which it is looked for.
_ZH, _EN = ("name:zh", "name_zh", "name"), ("name:en", "name_en", "name")
_BETWEEN = re.compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class CornerUnread(Reason):
    """A line of an outline is no place in degrees north and east."""

    line: int
    written: str


def zone_typed(said: Mapping[str, str], taken: Collection[str], id_: str = "") -> Zone | Refused:
    """The zone that is typed, under that id, or under a new one of its name.

    One with an outline has its middle there, whatever place is typed.
    """
    name = name_typed(said)
    if isinstance(name, Refused):
        return name
    id_ = id_ or id_for(name, "zone", taken)
    outline = outline_typed(said.get("outline", ""))
    if isinstance(outline, Refused):
        return outline
    if not outline:
        place = place_typed(said, "zones.centre")
        return place if isinstance(place, Refused) else Zone(id_, name, place)
    zone = Zone(id_, name, middle(outline), outline)
    return beyond_outline(zone) or zone


def outline_typed(typed: str) -> Outline | Refused:
    """The outline of which each line is a corner, in degrees north, then east; none of no line."""
    corners: list[Point] = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        try:
            north, east = map(float, _BETWEEN.split(line.strip(" \t,，;；()[]")))
            corners.append(Point(round(east, 6), round(north, 6)))
        except (ValueError, OverflowError):
            return Refused(CornerUnread(number, line.strip()[:40]))
    return outline_of(corners)


def outline_lines(outline: Outline) -> str:
    """The outline as it is typed."""
    return "\n".join(f"{one.y:.6f}, {one.x:.6f}" for one in outline)


def zones_read(content: bytes, known: Sequence[Zone] = ()) -> tuple[Zone, ...] | Refused:
    """The zones of a GeoJSON file; one that is called as a known one has its id.

    An area is kept with its outline, in one part and without holes; a point is a zone's middle.
    """
    ids = {said: zone.id for zone in known for said in (zone.name.zh, zone.name.en, zone.id)}
    try:
        read = json.loads(content)
        features = read["features"] if read["type"] == "FeatureCollection" else [read]
        zones: list[Zone] = []
        for feature in features:
            name = _name(feature.get("properties") or {}, len(zones) + 1)
            taken = {one.id for one in zones}
            found = ids.get(name.zh) or ids.get(name.en) or ""
            id_ = found if found and found not in taken else id_for(name, "zone", taken)
            zone = _zone(id_, name, feature["geometry"])
            if isinstance(zone, Refused):
                return zone
            refused = beyond_outline(zone)
            if refused:
                return refused
            zones.append(zone)
    except (
        ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
    ):  # fmt: skip
        return Refused(Invalid("zones", "geojson"))
    return tuple(zones)


def _zone(id_: str, name: Name, geometry: Mapping[str, Any]) -> Zone | Refused:
    """The zone of a point or an area; ValueError for any other geometry."""
    kind, at = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        return Zone(id_, name, _point(at))
    parts = {"Polygon": [at], "MultiPolygon": at}[kind]
    if len(parts) > 1 or len(parts[0]) > 1:
        return Refused(OutlineUnfit(name.in_both, "outline_parts"))
    outline = outline_of([_point(corner) for corner in parts[0][0]])
    return Zone(id_, name, middle(outline), outline)


def _point(at: Sequence[Any]) -> Point:
    east, north = at[:2]
    return Point(round(float(east), 6), round(float(north), 6))


def _name(properties: Mapping[str, Any], number: int) -> Name:
    zh, en = (
        next((str(properties[key]).strip() for key in keys if properties.get(key)), "")
        for keys in (_ZH, _EN)
    )
    return Name(zh or en or f"{number}区", en or zh or f"Zone {number}")
