"""The shock of the made-up past is in the record, entered by the demo city's official."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import SmallCity
from tests.flow.stalls.test_running import OFFICIAL
from yeshi.twin.demo.past.days import shock_before
from yeshi.twin.demo.past.entering import enter_shock, first_day


def test_the_shock_is_entered_once_and_is_over_before_the_city_begins() -> None:
    """Also when the city is opened again on a later day."""
    city = SmallCity().settle_in()
    began = first_day(city.engine)
    enter_shock(city.engine, [OFFICIAL])
    city.wait(60 * 24 * 8)
    enter_shock(city.engine, [OFFICIAL])
    with city.store.begin() as work:
        (shock,) = work.shocks.all()
    assert (shock.began_on, shock.ended_on) == shock_before(began)
    assert shock.ended_on is not None
    assert shock.ended_on < began - timedelta(days=7)
    assert "made up" in shock.name.en


def test_nobody_enters_it_where_there_is_no_official() -> None:
    """Then there is none."""
    city = SmallCity().settle_in()
    enter_shock(city.engine, [])
    with city.store.begin() as work:
        assert work.shocks.all() == []
