"""The customers of a city that ends at its zones' outlines live within them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from yeshi.base.selection import selection_of
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.geo.outline import outline_of
from yeshi.geo.point import Point
from yeshi.geo.zones import is_within
from yeshi.orders.notes import NOTHING_SAID, refuses_notes
from yeshi.twin.demo.crowd import Crowd

CITY = read_city(CHANGSHA_FILE)
EVENING = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_doors_lie_within_the_outlines() -> None:
    """Where each zone has one, but for those of a market outside; else they are anywhere."""
    open_end = Crowd(city=CITY, seed=1, hunger=30).wishes(EVENING)
    edges = [(one.x, one.y) for one in (wish.destination.place for wish in open_end)]
    middle = sorted(x for x, _ in edges)[len(edges) // 2]
    half = outline_of(
        [Point(112, 27), Point(round(middle, 4), 27), Point(round(middle, 4), 29), Point(112, 29)]
    )
    drawn = tuple(replace(zone, outline=half) for zone in CITY.zones)
    doors = [
        wish.destination.place
        for wish in Crowd(city=replace(CITY, zones=drawn), seed=1, hunger=30).wishes(EVENING)
    ]
    assert len(doors) > 10
    counters = {quarter.market.collection for quarter in CITY.quarters}
    assert all(is_within(one, drawn) or one in counters for one in doors)
    assert not all(is_within(wish.destination.place, drawn) for wish in open_end)


def test_some_collect_and_nobody_wants_anything_else_for_it() -> None:
    """A sixth of the wishes, all of which are as they would be without."""
    brought = Crowd(city=CITY, seed=1, hunger=30).wishes(EVENING)
    mixed = Crowd(city=CITY, seed=1, hunger=30, collect=1 / 6).wishes(EVENING)
    assert not any(wish.collects for wish in brought)
    share = sum(wish.collects for wish in mixed) / len(mixed)
    assert 0 < share < 0.5
    assert [replace(wish, collects=False) for wish in mixed] == brought


def test_some_tip_and_say_something_and_want_nothing_else_for_it() -> None:
    """Who collects says it to the stalls alone; all of it is what an order may have."""
    silent = Crowd(city=CITY, seed=1, hunger=60, collect=1 / 3).wishes(EVENING)
    talking = Crowd(city=CITY, seed=1, hunger=60, collect=1 / 3, talks=True).wishes(EVENING)
    assert [replace(wish, tip_fen=0, notes=NOTHING_SAID) for wish in talking] == silent
    tipped = [wish for wish in talking if wish.tip_fen]
    assert 0 < len(tipped) < len(talking) / 2
    assert any(wish.notes.to_courier for wish in talking)
    assert any(wish.notes.to_stalls for wish in talking)
    assert any(wish.notes.cutlery for wish in talking)
    sellers = {
        item.id: item.merchant for q in CITY.quarters for _, menu in q.stalls for item in menu
    }
    for wish in talking:
        stalls = {sellers[selection_of(one).item] for one in wish.wanted}
        assert refuses_notes(wish.notes, stalls, not wish.collects) is None
        assert not (wish.collects and wish.tip_fen)


def test_some_sit_down_and_nobody_wants_anything_else_for_it() -> None:
    """Nor does anybody both sit and collect."""
    brought = Crowd(city=CITY, seed=1, hunger=30).wishes(EVENING)
    mixed = Crowd(city=CITY, seed=1, hunger=30, collect=1 / 6, sit=1 / 8).wishes(EVENING)
    share = sum(wish.sits for wish in mixed) / len(mixed)
    assert 0.02 < share < 0.3
    assert not any(wish.sits and wish.collects for wish in mixed)
    assert [replace(wish, collects=False, sits=False) for wish in mixed] == brought
