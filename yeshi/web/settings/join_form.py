"""The form of somebody who asks to have a stall or to ride: how what is filled in is read."""

from __future__ import annotations

from collections.abc import Mapping

from yeshi.base.refused import Invalid, Refused
from yeshi.fleet.courier import Vehicle
from yeshi.flow.city.newcomers import Plea
from yeshi.people.newcomer import NewcomerKind
from yeshi.web.frame.naming import name_typed, place_typed
from yeshi.web.settings.stall_form import OTHER, sectors


def asked_typed(said: Mapping[str, str], language: str) -> Plea | Refused:
    """What was filled in; a stall in a market needs no place of its own."""
    if said.get("kind", "") not in set(NewcomerKind):
        return Refused(Invalid("kind", "choice"))
    kind = NewcomerKind(said["kind"])
    called = name_typed(said)
    if isinstance(called, Refused):
        return called
    known = sectors() if kind is NewcomerKind.STALL else set(Vehicle)
    sort = said.get("sort", "") or (OTHER if kind is NewcomerKind.STALL else "")
    if sort not in known:
        return Refused(Invalid("sort", "choice"))
    market = said.get("market", "") if kind is NewcomerKind.STALL else ""
    placed = bool(said.get("x", "").strip() or said.get("y", "").strip())
    place = place_typed(said, "place") if placed or not market else None
    if isinstance(place, Refused):
        return place
    return Plea(
        kind=kind,
        name=said.get("name", ""),
        contact=said.get("contact", ""),
        language=language,
        called=called,
        sort=sort,
        market=market,
        place=place,
        says=" ".join(said.get("says", "").split()),
    )
