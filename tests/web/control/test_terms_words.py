"""Every part of the terms has its words in both languages, and zones are told by what happened."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from tests.builders import terms
from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.sentences import LANGUAGES
from yeshi.flow.city.enacting import changes
from yeshi.geo.outline import outline_of
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.payments.rules import PayoutRules
from yeshi.web.control.terms_words import TermSaid, told_changes


def other(value: Any) -> Any:
    """The same with each of its parts different, but for what never changes."""
    if isinstance(value, Money):
        return Money(value.fen + 100, value.currency)
    if isinstance(value, Calendar | tuple):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        found: Any = value
        return replace(
            found, **{one.name: other(getattr(value, one.name)) for one in fields(value)}
        )
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else "DE"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_has_its_words(language: str) -> None:
    """None is told by the name that the record has for it, nor twice."""
    hour = terms().pay_per_hour
    before = replace(terms(), cash_most=hour, payouts=PayoutRules(least=hour))
    after = other(before)
    told = told_changes(before, after, language)
    assert len(told) == len({one.words for one in told}) == len(changes(before, after))
    for one in told:
        assert one.before != one.after, one
        assert "_" not in one.words, one
        assert "None" not in one.before, one


OLD = Zone("old", Name("旧", "Old"), Point(0, 0))
AREA = outline_of([Point(0, 0), Point(1, 0), Point(1, 1)])


@pytest.mark.parametrize(
    ("zones", "told"),
    [
        ((OLD, Zone("new", Name("新", "New"), Point(1, 1))), TermSaid("Zone New", "–", "there")),
        ((Zone("new", Name("新", "New"), Point(0, 0)),), TermSaid("Zone Old", "there", "–")),
        (
            (replace(OLD, name=Name("旧", "Older")),),
            TermSaid("Zone Older", "Old", "Older"),
        ),
        ((replace(OLD, centre=Point(1, 2)),), TermSaid("Zone Old, middle", "0, 0", "2, 1")),
        (
            (replace(OLD, centre=Point(1, 2), outline=AREA),),
            TermSaid("Zone Old, outline", "Without an outline", "Corners: 3"),
        ),
    ],
)
def test_zones_are_told_by_what_happened_to_them(zones: tuple[Zone, ...], told: TermSaid) -> None:
    """One more, one less, called, moved or drawn otherwise."""
    before = replace(terms(), zones=(OLD,))
    assert told in told_changes(before, replace(before, zones=zones), "en")
    assert told_changes(before, before, "en") == []
