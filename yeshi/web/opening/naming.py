"""Names as they are typed in one language or both, and the ids that are made of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.city.bounds import ID_LENGTH_MAX, beyond_name, beyond_place
from yeshi.geo.point import Point

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


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


def id_for(name: Name, kind: str, taken: Collection[str]) -> str:
    """An id that can stand in an address and is none of `taken`: of the name, or of its kind."""
    base = _NOT_IN_IDS.sub("-", name.en.lower()).strip("-")[: ID_LENGTH_MAX - 5].strip("-") or kind
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found
