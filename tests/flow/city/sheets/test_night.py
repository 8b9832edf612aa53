"""Sheets of the night add up to what was sold, and tell districts by head."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared, sheet, take_in

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


def test_the_night_is_told_by_hour_place_and_district(city: SmallCity, tmp_path: Path) -> None:
    """Each adds up to what was sold."""
    sheets = prepared(city, tmp_path)
    for name in ("night-hours", "night-places", "night-sectors", "night-districts"):
        rows = sheet(sheets, name).rows
        assert sum(row["sold"] or 0 for row in rows) == pytest.approx(46.5), name
    (district,) = sheet(sheets, "night-districts").rows
    assert (district["businesses"], district["per_business"]) == (2, 23.25)
    assert district["per_1000_people"] is None
    (cell,) = sheet(sheets, "night-calendar").rows
    assert (cell["hour"], cell["orders"]) == (20, 1)
    known = sheets.sheet("night-hours")
    assert known is not None
    assert known[1] <= city.clock.now()


def test_people_of_a_district_make_figures_by_head(city: SmallCity, tmp_path: Path) -> None:
    """The latest count that is not of the future."""
    path = tmp_path / "people.csv"
    path.write_text("district,year,people\ncity,2020,500\ncity,2025,1000\ncity,2030,9\n")
    take_in(city, tmp_path, path)
    (district,) = sheet(prepared(city, tmp_path), "night-districts").rows
    assert (district["people_year"], district["per_1000_people"]) == (2025, 46.5)
