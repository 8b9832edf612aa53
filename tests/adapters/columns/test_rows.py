"""Rows for sheets: those of the days recorded, and none before anything is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import CALENDAR, EVENING, SmallCity
from yeshi.adapters.columns.rows import ColumnRows
from yeshi.flow import due

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")
TODAY = EVENING.date()


def test_rows_are_those_of_the_days_recorded(tmp_path: Path) -> None:
    """Brought up to date first; shifts from a day on, by the day on which they began."""
    city = SmallCity().settle_in()
    rows = ColumnRows(city.store, tmp_path / "columns", CALENDAR, "CNY")
    assert rows.figure("trade", []) == []
    at = rows.bring_up_to_date()
    assert at == EVENING
    assert ("a", "listed") in {(merchant, kind) for _, merchant, kind in rows.dealings()}
    assert rows.shiftwork(TODAY) == []
    city.wait(7 * 60)
    due.carry_out(city.engine, due.SHIFTS)
    assert rows.bring_up_to_date() == city.clock.now()
    assert {row["courier"] for row in rows.shiftwork(TODAY)} == {"x", "y"}
    assert rows.shiftwork(TODAY + timedelta(days=1)) == []
    (work,) = rows.figure("work", ["day"])
    assert (work["day"], work["shifts"]) == (TODAY, 2)


def test_a_city_without_a_made_up_past_has_none_of_its_rows(tmp_path: Path) -> None:
    """Nor a day until which anything is made up."""
    rows = ColumnRows(SmallCity().store, tmp_path, CALENDAR, "CNY")
    assert rows.bring_up_to_date() is None
    assert rows.made_up("campaigns") == []
    assert rows.made_up_until(None) is None
