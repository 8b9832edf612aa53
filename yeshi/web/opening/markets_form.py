"""The first markets and stalls of a city that is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.flow.city.opening import Opening, beyond_opening
from yeshi.market.catalogue import Item
from yeshi.market.hours import Hours
from yeshi.market.merchant import Market, Merchant
from yeshi.web.frame.amounts import amount_of
from yeshi.web.opening.naming import id_for, name_typed, place_typed

COOK_MINUTES_MAX = 120


@dataclass(frozen=True, slots=True)
class MenuLineUnread(Reason):
    """A line of a menu is not a name and a price."""

    line: int
    written: str


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
    name, when = name_typed(said), _hours(said)
    if isinstance(name, Refused):
        return name
    if isinstance(when, Refused):
        return when
    cook_s = _cook_s(said.get("cook_minutes", ""))
    if isinstance(cook_s, Refused):
        return cook_s
    id_ = id_for(name, "stall", {one.id for one, _ in before.merchants})
    menu = _menu(said.get("menu", ""), id_, before.terms.currency)
    if isinstance(menu, Refused):
        return menu
    stall = Merchant(
        id=id_, name=name, market=market.id, place=market.collection, hours=when, cook_s=cook_s
    )
    return _checked(replace(before, merchants=(*before.merchants, (stall, menu))))


def without_stall(before: Opening, id_: str) -> Opening:
    """Without that stall."""
    return replace(before, merchants=tuple(one for one in before.merchants if one[0].id != id_))


def _checked(said: Opening) -> Opening | Refused:
    return beyond_opening(said) or said


def _hours(said: Mapping[str, str]) -> Hours | Refused:
    told = []
    for field in ("opens", "closes"):
        try:
            told.append(time.fromisoformat(said.get(field, "").strip()).replace(tzinfo=None))
        except ValueError:
            return Refused(Invalid(field, "time"))
    return Hours(*told)


def _cook_s(typed: str) -> int | Refused:
    minutes = int(typed) if typed.strip().isdecimal() and len(typed) < 6 else -1
    if not 0 <= minutes <= COOK_MINUTES_MAX:
        return Refused(Invalid("cook_minutes", f"0…{COOK_MINUTES_MAX}"))
    return minutes * 60


def _menu(typed: str, stall: str, currency: str) -> tuple[Item, ...] | Refused:
    """What is sold: on each line what it is called, after a slash in English, and its price."""
    menu: list[Item] = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        called, _, amount = line.strip().replace("\u3000", " ").replace("，", " ").rpartition(" ")
        price = amount_of(amount, currency)
        zh, _, en = (part.strip(" ,") for part in called.partition("/"))
        if isinstance(price, Refused) or not price or not zh:
            return Refused(MenuLineUnread(number, line.strip()))
        name = Name(zh, en or zh)
        id_ = f"{stall}.{id_for(name, 'dish', {one.id.removeprefix(f'{stall}.') for one in menu})}"
        menu.append(
            Item(id=id_, merchant=stall, name=name, price=price, packing=Money(0, currency))
        )
    return tuple(menu) or Refused(Invalid("menu", "missing"))
