"""The form of an address: how what is filled in is read, with a map or without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from yeshi.base.phones import readable
from yeshi.base.refused import Invalid, Refused
from yeshi.flow.orders.addresses import Landmark, Whereabouts
from yeshi.geo.point import Point
from yeshi.orders.addresses import Address

FIELDS = ("name", "address", "door_note", "phone", "x", "y", "near")


def whereabouts(said: Mapping[str, str], places: Sequence[Landmark]) -> Whereabouts | Refused:
    """What was filled in; Invalid for a place that is none."""
    place = _place(said, places)
    if isinstance(place, Refused):
        return place
    return Whereabouts(
        name=_line(said, "name"),
        place=place,
        address=_line(said, "address"),
        door_note=_line(said, "door_note"),
        phone=_line(said, "phone"),
    )


def filled_in(address: Address | None) -> dict[str, str]:
    """What stands in the fields of the form of an address, or of a new one."""
    if address is None:
        return dict.fromkeys(FIELDS, "")
    to = address.to
    return {
        "name": address.name,
        "address": to.address,
        "door_note": to.door_note,
        "phone": readable(to.phone) if to.phone else "",
        "x": str(to.place.x),
        "y": str(to.place.y),
        "near": "",
    }


def _line(said: Mapping[str, str], name: str) -> str:
    """What was filled in, on one line."""
    return " ".join(said.get(name, "").split())


def _place(said: Mapping[str, str], places: Sequence[Landmark]) -> Point | Refused:
    """The place that was chosen by its name, else the one on the map or typed in."""
    near = said.get("near", "")
    if near:
        found = next((one for one in places if one.id == near), None)
        return found.place if found else Refused(Invalid("near", "choice"))
    try:
        x, y = float(said.get("x", "")), float(said.get("y", ""))
    except ValueError:
        return Refused(Invalid("place", "no_place"))
    if not (isfinite(x) and isfinite(y)):
        return Refused(Invalid("place", "no_place"))
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        return Refused(Invalid("place", "place"))
    return Point(x, y)
