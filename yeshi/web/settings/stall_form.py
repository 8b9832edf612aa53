"""The form of a stall: what stands in it, and how what is filled in is read."""

from __future__ import annotations

from collections.abc import Mapping

from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import sentences
from yeshi.flow.stalls.changing import StallEntry
from yeshi.market.merchant import Market, Merchant
from yeshi.web.frame.naming import name_typed, place_typed
from yeshi.web.frame.stall_form import cook_s_typed, hours_typed

FIELDS = ("name_zh", "name_en", "market", "x", "y", "opens", "closes", "cook_minutes", "sector")
# Of a night market's stall, before anybody has said otherwise.
USUAL = {"opens": "17:00", "closes": "02:00", "cook_minutes": "10", "sector": "snacks"}
OTHER = "other"


def sectors(*others: str) -> dict[str, str]:
    """What stalls are known to sell, and those others, by the keys of their texts; "" for none."""
    keys = {
        key.removeprefix("sector."): key for key in sentences("en") if key.startswith("sector.")
    }
    return dict.fromkeys(others, "") | keys


def entry_typed(said: Mapping[str, str], before: Merchant | None = None) -> StallEntry | Refused:
    """What was filled in of a stall; `before`: as it was. Without a place it is in its market."""
    name, hours = name_typed(said), hours_typed(said)
    if isinstance(name, Refused):
        return name
    if isinstance(hours, Refused):
        return hours
    cook_s = cook_s_typed(said.get("cook_minutes", ""))
    if isinstance(cook_s, Refused):
        return cook_s
    sector = said.get("sector", "") or OTHER
    if sector not in sectors(*([before.sector] if before else [])):
        return Refused(Invalid("sector", "choice"))
    market = said.get("market", "") or None
    placed = bool(said.get("x", "").strip() or said.get("y", "").strip())
    place = place_typed(said, "place") if placed or market is None else None
    if isinstance(place, Refused):
        return place
    return StallEntry(
        name=name, market=market, place=place, hours=hours, cook_s=cook_s, sector=sector
    )


def filled_in(stall: Merchant, market: Market | None) -> dict[str, str]:
    """What stands in the fields of a stall; no place where it stands in its market."""
    apart = market is None or stall.place != market.collection
    return {
        "name_zh": stall.name.zh,
        "name_en": stall.name.en,
        "market": stall.market or "",
        "x": str(stall.place.x) if apart else "",
        "y": str(stall.place.y) if apart else "",
        "opens": f"{stall.hours.opens:%H:%M}",
        "closes": f"{stall.hours.closes:%H:%M}",
        "cook_minutes": str(round(stall.cook_s / 60)),
        "sector": stall.sector,
    }
