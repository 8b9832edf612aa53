"""The steps of the set-up: each turns what was typed into what is said of the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from enum import StrEnum
from zoneinfo import ZoneInfo

from yeshi.base.calendar import Calendar, zone_named
from yeshi.base.errors import InputError
from yeshi.base.money import as_many_units
from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import say
from yeshi.flow.city.bounds import beyond_bounds
from yeshi.flow.city.opening import Opening, beyond_opening
from yeshi.flow.city.usual import in_currency, usual_terms
from yeshi.flow.terms import Terms
from yeshi.geo.zones import Zone
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Merchant
from yeshi.web.frame.naming import name_typed, place_typed
from yeshi.web.frame.terms_form import changed

# The one zone of a city that has not been divided.
WHOLE_CITY = "city"
USUAL_TURN = time(6)


class OpeningStep(StrEnum):
    """The pages of the set-up, in their order."""

    PLACE = "place"
    ZONES = "zones"
    TIME = "time"
    TERMS = "terms"
    MARKETS = "markets"
    OWNER = "owner"

    @property
    def after(self) -> OpeningStep:
        """The step after it; the last is its own."""
        steps = list(OpeningStep)
        return steps[min(steps.index(self) + 1, len(steps) - 1)]


def placed(before: Opening | None, said: Mapping[str, str], language: str) -> Opening | Refused:
    """What the city is called and where it lies; all else as it was, or as is usual.

    What is usual, where the browser tells no time zone, is so where the language is read.
    """
    name = name_typed(said)
    if isinstance(name, Refused):
        return name
    centre = place_typed(said, "centre")
    if isinstance(centre, Refused):
        return centre
    whole = (Zone(WHOLE_CITY, name, centre),)
    if before is None:
        terms = terms_usual_in(language, whole, said.get("browser_zone", "").strip())
        return Opening(name=name, centre=centre, terms=terms)
    divided = [zone.id for zone in before.terms.zones] != [WHOLE_CITY]
    terms = before.terms if divided else replace(before.terms, zones=whole)
    return replace(before, name=name, centre=centre, terms=terms)


def timed(before: Opening, said: Mapping[str, str]) -> Opening | Refused:
    """Its time zone, the hour at which its day turns, and its currency."""
    try:
        zone = zone_named(said.get("time_zone", "").strip())
    except InputError:
        return Refused(Invalid("time_zone", "no_time_zone"))
    try:
        turns_at = time.fromisoformat(said.get("day_turns", "").strip())
    except ValueError:
        return Refused(Invalid("day_turns", "time"))
    currency = said.get("currency", "").strip().upper()
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
        return Refused(Invalid("currency", "no_currency"))
    terms = replace(
        in_currency(before.terms, currency),
        calendar=replace(before.terms.calendar, zone=zone, turns_at=turns_at.replace(tzinfo=None)),
    )
    after = replace(before, terms=terms, merchants=_priced(before, currency))
    return beyond_opening(after) or after


def on_terms(before: Opening, said: Mapping[str, str]) -> Opening | Refused:
    """On what it trades."""
    terms = changed(before.terms, said)
    if isinstance(terms, Refused):
        return terms
    return beyond_bounds(terms) or replace(before, terms=terms)


def terms_usual_in(language: str, zones: tuple[Zone, ...], time_zone: str = "") -> Terms:
    """The terms of a small city where that language is read, by that time zone if it is one."""
    try:
        zone = zone_named(time_zone)
    except InputError:
        zone = zone_named(say(language, "opening.usual_zone"))
    return usual_terms(Calendar(zone, USUAL_TURN), zones, _paid_in(zone, language))


def _paid_in(zone: ZoneInfo, language: str) -> str:
    """The currency of a time zone that lies in one country; else where the language is read."""
    words = say(language, "opening.currency_at").split()
    there = dict(zip(words[::2], words[1::2], strict=True))
    return there.get(zone.key) or say(language, "opening.usual_currency")


def _priced(said: Opening, currency: str) -> tuple[tuple[Merchant, tuple[Item, ...]], ...]:
    def item(one: Item) -> Item:
        price, packing = (as_many_units(it, currency) for it in (one.price, one.packing))
        return replace(one, price=price, packing=packing)

    return tuple((one, tuple(item(it) for it in menu)) for one, menu in said.merchants)
