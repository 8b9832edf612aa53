"""What is different between two versions of the terms, as people say it: in words and units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yeshi.base.money import Money
from yeshi.base.sentences import say
from yeshi.flow.city.enacting import TermChange, changes
from yeshi.flow.terms import Terms
from yeshi.geo.zones import Zone
from yeshi.market.facts import Fact
from yeshi.web.frame.amounts import money
from yeshi.web.frame.terms_form import EVERY_FIELD, TermsField

NOTHING = "–"
_OF_ZONES = "zones."
_FORM = {field.part for field in EVERY_FIELD}


@dataclass(frozen=True, slots=True)
class TermSaid:
    """A part of the terms in words, as it was and as it is to be."""

    words: str
    before: str
    after: str


def told_changes(before: Terms, after: Terms, language: str) -> list[TermSaid]:
    """All that is different: as the form has it, then what no form has, then the zones."""
    found = changes(before, after)
    return [
        *_of_form(before, after, language),
        *_of_files(found, language),
        *_of_zones(before, after, language),
    ]


def _of_form(before: Terms, after: Terms, language: str) -> Iterator[TermSaid]:
    for field in EVERY_FIELD:
        was, is_ = field.get(before), field.get(after)
        if was != is_:
            words = say(language, f"terms_field.{field.name}")
            yield TermSaid(words, _in_unit(field, was, language), _in_unit(field, is_, language))


def _of_files(found: list[TermChange], language: str) -> Iterator[TermSaid]:
    """What can be said in a city's file alone."""
    for one in found:
        if one.name in _FORM or one.name.startswith(_OF_ZONES):
            continue
        words = say(language, f"term.{one.name}")
        yield TermSaid(words, _plain(one.before, language), _plain(one.after, language))


def _of_zones(before: Terms, after: Terms, language: str) -> Iterator[TermSaid]:
    old, new = ({zone.id: zone for zone in terms.zones} for terms in (before, after))
    for id_ in dict.fromkeys([*old, *new]):
        was, is_ = old.get(id_), new.get(id_)
        if was != is_:
            yield from _of_zone(was, is_, language)


def _of_zone(was: Zone | None, is_: Zone | None, language: str) -> Iterator[TermSaid]:
    there = say(language, "terms.zone_there")
    known = is_ or was
    words = say(language, "terms.zone", name=known.name.in_language(language) if known else "")
    if was is None or is_ is None:
        yield TermSaid(words, there if was else NOTHING, there if is_ else NOTHING)
        return
    if was.name != is_.name:
        called = [one.name.in_language(language) for one in (was, is_)]
        # Called otherwise in the other language alone, it is told in both.
        both = [one.name.in_both for one in (was, is_)]
        yield TermSaid(words, *(called if called[0] != called[1] else both))
    if was.outline != is_.outline:
        drawn = say(language, "terms.zone_outline", zone=words)
        yield TermSaid(drawn, _corners(was, language), _corners(is_, language))
    elif was.centre != is_.centre:
        middle = say(language, "terms.zone_middle", zone=words)
        yield TermSaid(middle, *(f"{one.centre.y}, {one.centre.x}" for one in (was, is_)))


def _corners(zone: Zone, language: str) -> str:
    if not zone.outline:
        return say(language, "entry.no_outline")
    return say(language, "entry.corners", count=len(zone.outline))


def _in_unit(field: TermsField, value: Any, language: str) -> str:
    if isinstance(value, Money | bool):
        return _plain(value, language)
    return f"{value:g} {say(language, f'terms_unit.{field.told_in}')}"


def _plain(value: Any, language: str) -> str:
    if isinstance(value, tuple):
        return " · ".join(_plain(one, language) for one in value) or NOTHING
    if isinstance(value, Fact):
        return say(language, f"fact.{value}")
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return say(language, f"terms_switch.{'yes' if value else 'no'}")
    if isinstance(value, Money):
        return money(value)
    return f"{value:g}" if isinstance(value, int | float) else str(value)
