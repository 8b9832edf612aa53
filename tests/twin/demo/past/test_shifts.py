"""Couriers' shifts of the made-up past."""

from __future__ import annotations

import numpy as np
import pytest

from tests.twin.demo.past.made import past
from yeshi.files.city import CHANGSHA_FILE
from yeshi.files.terms import read_terms
from yeshi.observatory.columns import Coded

pytest.importorskip("holidays")


def test_an_hour_of_duty_is_paid_what_is_guaranteed() -> None:
    """In the last weeks what the city guarantees today, and less before it was raised."""
    told = past().tables["shiftwork"]
    hourly = np.asarray(told["pay_fen"]) / np.asarray(told["hours"])
    late = np.asarray(told["day"]) >= np.datetime64(past().days.last) - 42
    today = read_terms(CHANGSHA_FILE).pay_per_hour.fen
    assert hourly[late].min() == pytest.approx(today, abs=0.1)
    assert hourly[~late].min() < today - 100


def test_some_work_every_week_and_some_now_and_then() -> None:
    """So that steadiness has something to tell."""
    told = past().tables["shiftwork"]
    courier, week = told["courier"], np.asarray(told["week"])
    assert isinstance(courier, Coded)
    last = week > np.datetime64(past().days.last) - 84
    weeks = [len(np.unique(week[last & (courier.codes == one)])) for one in range(40)]
    assert max(weeks) == 12
    assert len({one for one in weeks if one < 12}) >= 3
