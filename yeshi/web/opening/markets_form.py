"""The first markets and stalls of a city that is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from yeshi.base.names import id_for
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.city.opening import Opening, beyond_opening
from yeshi.market.merchant import Market, Merchant
from yeshi.web.frame.naming import name_typed, place_typed
from yeshi.web.frame.stall_form import cook_s_typed, hours_typed, menu_typed


def with_market(before: Opening, said: Mapping[str, str]) -> Opening | Refused:
    """One market more."""
    name = name_typed(said)
    if isinstance(name, Refused):
        return name
    place = place_typed(said, "place")
    if isinstance(place, Refused):
        return place
    market = Market(id_for(name, "market", {one.id for one in before.markets}), name, place)
    return _checked(replace(before, markets=(*before.markets, market)))


def without_market(before: Opening, id_: str) -> Opening:
    """Without that market and its stalls."""
    return replace(
        before,
        markets=tuple(one for one in before.markets if one.id != id_),
        merchants=tuple(one for one in before.merchants if one[0].market != id_),
    )


def with_stall(before: Opening, said: Mapping[str, str]) -> Opening | Refused:
    """One stall more, of a market, with what it sells."""
    market = next((one for one in before.markets if one.id == said.get("market")), None)
    if market is None:
        return Refused(Unknown("market", said.get("market", "")))
    name, when = name_typed(said), hours_typed(said)
    if isinstance(name, Refused):
        return name
    if isinstance(when, Refused):
        return when
    cook_s = cook_s_typed(said.get("cook_minutes", ""))
    if isinstance(cook_s, Refused):
        return cook_s
    id_ = id_for(name, "stall", {one.id for one, _ in before.merchants})
    menu = menu_typed(said.get("menu", ""), id_, before.terms.currency)
    if isinstance(menu, Refused):
        return menu
    if not menu:
        return Refused(Invalid("menu", "missing"))
    stall = Merchant(
        id=id_, name=name, market=market.id, place=market.collection, hours=when, cook_s=cook_s
    )
    return _checked(replace(before, merchants=(*before.merchants, (stall, menu))))


def without_stall(before: Opening, id_: str) -> Opening:
    """Without that stall."""
    return replace(before, merchants=tuple(one for one in before.merchants if one[0].id != id_))


def _checked(said: Opening) -> Opening | Refused:
    return beyond_opening(said) or said
