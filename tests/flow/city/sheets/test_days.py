"""The sheet of days has a row a day, with each figure that the city's page compares."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared, sheet

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


def test_a_day_has_one_row(city: SmallCity, tmp_path: Path) -> None:
    """What was sold, how long it took and how much of it at night; no work before a shift ends."""
    (day,) = sheet(prepared(city, tmp_path), "days").rows
    assert day["day"] == city.calendar.business_day(city.clock.now()).isoformat()
    assert (day["orders"], day["delivered"], day["ordering"]) == (1, 1, 2)
    assert day["sold"] == pytest.approx(46.5)
    assert day["night_share"] == 1.0
    assert day["p90_min"] > 0
    assert day["hours"] is None
