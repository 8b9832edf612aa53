"""What nobody gave is counted in a made-up city, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done
from yeshi.base.errors import InvariantBroken
from yeshi.flow.orders.made_up_stars import enter_made_up
from yeshi.flow.orders.rated import of_city
from yeshi.orders.stars import ALL_DISHES, Stars, stars_of
from yeshi.people.person import CITY


def test_a_made_up_city_has_stars_that_nobody_gave() -> None:
    """Beside what is there already."""
    city = SmallCity().open_up().settle_in()
    today = city.calendar.business_day(city.clock.now())
    days = [replace(stars_of(ALL_DISHES, today), count=10, total=44), stars_of("dish:a1", today)]
    for _ in range(2):
        done(enter_made_up(city.engine, city.key(), days))
    assert of_city(city.engine).dishes == Stars(10, 44)


def test_no_other_city_has_any() -> None:
    """One that is not open yet, or whose people are real."""
    with pytest.raises(InvariantBroken):
        enter_made_up(SmallCity().engine, "key", [])
    city = SmallCity().open_up()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    with pytest.raises(InvariantBroken):
        enter_made_up(city.engine, city.key(), [])
