"""The zones of a city that is set up: one by one, or from a GeoJSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yeshi.base.names import Name, id_for
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city.bounds import beyond_bounds
from yeshi.flow.city.opening import Opening
from yeshi.geo.outline import middle_of
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.web.frame.naming import name_typed, place_typed
from yeshi.web.opening.steps import WHOLE_CITY

FILE_BYTES_MAX = 1_000_000
# What a zone is called in a file, in the order in which it is looked for.
_ZH, _EN = ("name:zh", "name_zh", "name"), ("name:en", "name_en", "name")


def with_zone(before: Opening, said: Mapping[str, str]) -> Opening | Refused:
    """One zone more; the first takes the place of the whole city as one."""
    name = name_typed(said)
    if isinstance(name, Refused):
        return name
    place = place_typed(said, "zones.centre")
    if isinstance(place, Refused):
        return place
    kept = [zone for zone in before.terms.zones if zone.id != WHOLE_CITY]
    zone = Zone(id_for(name, "zone", {one.id for one in kept}), name, place)
    return _divided(before, (*kept, zone))


def without_zone(before: Opening, id_: str) -> Opening:
    """One zone less; without any the city is one again."""
    kept = tuple(zone for zone in before.terms.zones if zone.id != id_)
    kept = kept or (Zone(WHOLE_CITY, before.name, before.centre),)
    return replace(before, terms=replace(before.terms, zones=kept))


def zones_of_file(before: Opening, content: bytes) -> Opening | Refused:
    """The zones of a GeoJSON file in place of those there were: a point, or an area's middle each.

    A zone is what is nearest to its middle, so an outline itself is not kept.
    """
    try:
        read = json.loads(content)
        features = read["features"] if read["type"] == "FeatureCollection" else [read]
        zones: list[Zone] = []
        for feature in features:
            middle = _middle(feature["geometry"])
            name = _name(feature.get("properties") or {}, len(zones) + 1)
            zones.append(Zone(id_for(name, "zone", {one.id for one in zones}), name, middle))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return Refused(Invalid("zones", "geojson"))
    return _divided(before, tuple(zones))


def _divided(before: Opening, zones: tuple[Zone, ...]) -> Opening | Refused:
    terms = replace(before.terms, zones=zones)
    return beyond_bounds(terms) or replace(before, terms=terms)


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
