"""Names as they are typed in one language or both, and places as they are typed in degrees."""

from __future__ import annotations

from collections.abc import Mapping

from yeshi.base.names import Name, beyond_name
from yeshi.base.refused import Invalid, Refused
from yeshi.geo.point import Point, beyond_place


def name_typed(said: Mapping[str, str]) -> Name | Refused:
    """The name of the fields `name_zh` and `name_en`; one that is empty is as the other."""
    zh, en = (said.get(field, "").strip() for field in ("name_zh", "name_en"))
    name = Name(zh or en, en or zh)
    return beyond_name(name) or name


def place_typed(said: Mapping[str, str], field: str) -> Point | Refused:
    """The place of the fields `x` (degrees east) and `y` (north); `field`: what it is for."""
    try:
        place = Point(round(float(said.get("x", "")), 6), round(float(said.get("y", "")), 6))
    except ValueError:
        return Refused(Invalid(field, "place"))
    return beyond_place(field, place) or place
