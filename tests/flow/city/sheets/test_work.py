"""Sheets of work tell nothing of a few people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared, sheet
from yeshi.flow import due

pytest.importorskip("pyarrow")
pytest.importorskip("ibis")


def test_work_is_not_told_of_two_couriers(city: SmallCity, tmp_path: Path) -> None:
    """Groups of fewer than ten are nobody's business; weeks are there once shifts have ended."""
    city.wait(60 * 8)
    due.carry_out(city.engine, due.SHIFTS)
    sheets = prepared(city, tmp_path)
    assert sheet(sheets, "work-groups").rows == ()
    (week,) = sheet(sheets, "work-weeks").rows
    assert (week["couriers"], week["week"]) == (2, "2026-11-23")
    assert sum(row["people"] for row in sheet(sheets, "work-steady").rows) == 2
