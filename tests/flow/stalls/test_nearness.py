"""How long what a stall cooks takes to somebody, and what it costs to bring."""

from __future__ import annotations

from tests.builders import SmallCity
from yeshi.base.money import Money
from yeshi.flow.stalls.menus import sections
from yeshi.flow.stalls.nearness import ways_to
from yeshi.geo.point import Point


def test_cooking_the_way_and_the_added_time_make_the_minutes() -> None:
    """Of each stall; a place that is out of reach has no way."""
    city = SmallCity().settle_in()
    stalls = [one.merchant for part in sections(city.engine).sections for one in part.stalls]
    near = ways_to(city.engine, stalls, Point(0, 2710))
    assert {one.id for one in stalls} == set(near) == {"a", "b", "r"}
    way = near["a"]
    assert way is not None
    # 2,700 m at 300 m a minute, 600 s of cooking, 600 s added; the first begun kilometre beyond two.
    assert (way.fee, way.seconds) == (Money(400, "CNY"), 540 + 600 + 600)
    assert set(ways_to(city.engine, stalls, Point(0, 50_000)).values()) == {None}
    assert ways_to(city.engine, [], Point(0, 0)) == {}
