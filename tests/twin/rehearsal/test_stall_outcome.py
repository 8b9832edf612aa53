"""What a night came to for a stall is counted from its orders and its books."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from math import isnan

import pytest

from tests.twin.rehearsal.stalls import OWN, an_hour, at_any_time, played, record
from yeshi.twin.rehearsal.night import Played
from yeshi.twin.rehearsal.stall_outcome import STALL_MEASURES, stall_night


@pytest.fixture(scope="module")
def night() -> Played:
    """A night with the stall in it."""
    scenario = an_hour()
    return played(scenario, record(scenario))[0]


def test_every_measure_is_told(night: Played) -> None:
    """And makes sense of a stall's evening: cooking takes some eleven minutes with two hands."""
    found = stall_night(night, OWN, at_any_time, "")
    values = found.values
    assert set(values) == {measure.key for measure in STALL_MEASURES}
    assert values["stall_orders"] == found.lured > 10
    assert values["stall_sold"] > values["stall_kept"] > 0.8 * values["stall_sold"]
    assert 8 < values["stall_kitchen"] < values["stall_to_door"]
    assert values["stall_deals"] == found.taken == 0


def test_only_who_comes_at_its_hours_makes_up_for_a_deal(night: Played) -> None:
    """What all others leave does not count."""
    with night.engine.store.read() as work:
        middle = sorted(one.placed_at for one in work.orders.all() if one.ticket(OWN))[5]

    def early(at: datetime) -> bool:
        return at <= middle

    found = stall_night(night, OWN, early, "")
    assert 0 < found.lured <= 6
    assert 0 < found.lured_kept < found.usual_kept


def test_without_orders_there_are_no_minutes() -> None:
    """Nor a share of them."""
    scenario = an_hour()
    empty = played(scenario, replace(record(scenario), visits=()))[0]
    found = stall_night(empty, OWN, at_any_time, "")
    assert found.values["stall_orders"] == found.usual_kept == 0
    assert isnan(found.values["stall_to_door"])
