"""The patterns of the made-up past: what the city's own crowd wishes for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.twin.demo.past.made import BEGINS
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.city_file import read_city
from yeshi.files.terms import read_terms
from yeshi.geo.travel import EBIKE_M_MIN, StraightLine
from yeshi.twin.demo.crowd import Crowd
from yeshi.twin.demo.past.days import days_before
from yeshi.twin.demo.past.wishes import wishes_of

pytest.importorskip("holidays")


def test_a_day_of_patterns_is_a_day_of_the_crowd() -> None:
    """All of its wishes that can be brought, each by what it asks of one stall or two."""
    city, days = read_city(CHANGSHA_FILE), days_before(BEGINS, 1, 4)
    wishes = wishes_of(city, read_terms(CHANGSHA_FILE), StraightLine(EBIKE_M_MIN), days, 3, count=1)
    begins, crowd = city.calendar.day_begins(days.last), Crowd(city=city, seed=3)
    wanted = [w for minute in range(1440) for w in crowd.wishes(begins + timedelta(0, 60 * minute))]
    assert 0.95 * len(wanted) < len(wishes.hour) <= len(wanted)
    assert set(wishes.hour.tolist()) == set(range(24))
    assert bool((wishes.goods_fen <= wishes.asked_fen.sum(axis=1)).all())
    assert bool(((wishes.stall[:, 1] < 0) == (wishes.asked_fen[:, 1] == 0)).all())
