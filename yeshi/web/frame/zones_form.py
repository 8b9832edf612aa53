"""Zones as they are typed, or read from a GeoJSON file: a point, or an area's middle each."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from yeshi.base.names import Name, id_for
from yeshi.base.refused import Invalid, Refused
from yeshi.geo.outline import middle_of
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.web.frame.naming import name_typed, place_typed

FILE_BYTES_MAX = 1_000_000
# What a zone is called in a file, in the order in which it is looked for.
_ZH, _EN = ("name:zh", "name_zh", "name"), ("name:en", "name_en", "name")


def zone_typed(said: Mapping[str, str], taken: Collection[str], id_: str = "") -> Zone | Refused:
    """The zone that is typed, under that id, or under a new one of its name."""
    name = name_typed(said)
    if isinstance(name, Refused):
        return name
    place = place_typed(said, "zones.centre")
    if isinstance(place, Refused):
        return place
    return Zone(id_ or id_for(name, "zone", taken), name, place)


def zones_read(content: bytes, known: Sequence[Zone] = ()) -> tuple[Zone, ...] | Refused:
    """The zones of a GeoJSON file; one that is called as a known one has its id.

    A zone is what is nearest to its middle, so an outline itself is not kept.
    """
    ids = {said: zone.id for zone in known for said in (zone.name.zh, zone.name.en, zone.id)}
    try:
        read = json.loads(content)
        features = read["features"] if read["type"] == "FeatureCollection" else [read]
        zones: list[Zone] = []
        for feature in features:
            middle = _middle(feature["geometry"])
            name = _name(feature.get("properties") or {}, len(zones) + 1)
            taken = {one.id for one in zones}
            found = ids.get(name.zh) or ids.get(name.en) or ""
            id_ = found if found and found not in taken else id_for(name, "zone", taken)
            zones.append(Zone(id_, name, middle))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return Refused(Invalid("zones", "geojson"))
    return tuple(zones)


def _middle(geometry: Mapping[str, Any]) -> Point:
    """The place of a point, or the middle of an area; ValueError for any other geometry."""
    kind, at = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        east, north = at[:2]
        return Point(round(float(east), 6), round(float(north), 6))
    rings = {"Polygon": lambda: [at[0]], "MultiPolygon": lambda: [part[0] for part in at]}
    if kind not in rings:
        raise ValueError(kind)
    return middle_of([[(float(x), float(y)) for x, y, *_ in ring] for ring in rings[kind]()])


def _name(properties: Mapping[str, Any], number: int) -> Name:
    zh, en = (
        next((str(properties[key]).strip() for key in keys if properties.get(key)), "")
        for keys in (_ZH, _EN)
    )
    return Name(zh or en or f"{number}区", en or zh or f"Zone {number}")
