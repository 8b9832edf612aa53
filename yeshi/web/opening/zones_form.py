"""The zones of a city that is set up: one by one, or from a GeoJSON file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yeshi.base.refused import Refused
from yeshi.flow.city.bounds import beyond_bounds
from yeshi.flow.city.opening import Opening
from yeshi.geo.zones import Zone
from yeshi.web.frame.zones_form import zone_typed, zones_read
from yeshi.web.opening.steps import WHOLE_CITY


def with_zone(before: Opening, said: Mapping[str, str]) -> Opening | Refused:
    """One zone more; the first takes the place of the whole city as one."""
    kept = [zone for zone in before.terms.zones if zone.id != WHOLE_CITY]
    zone = zone_typed(said, {one.id for one in kept})
    return zone if isinstance(zone, Refused) else _divided(before, (*kept, zone))


def without_zone(before: Opening, id_: str) -> Opening:
    """One zone less; without any the city is one again."""
    kept = tuple(zone for zone in before.terms.zones if zone.id != id_)
    kept = kept or (Zone(WHOLE_CITY, before.name, before.centre),)
    return replace(before, terms=replace(before.terms, zones=kept))


def zones_of_file(before: Opening, content: bytes) -> Opening | Refused:
    """The zones of a GeoJSON file in place of those there were."""
    zones = zones_read(content)
    return zones if isinstance(zones, Refused) else _divided(before, zones)


def _divided(before: Opening, zones: tuple[Zone, ...]) -> Opening | Refused:
    terms = replace(before.terms, zones=zones)
    return beyond_bounds(terms) or replace(before, terms=terms)
