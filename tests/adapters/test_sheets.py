"""Sheets on disk are read as they were put, and the newest is the one that is read."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

from tests.builders import EVENING
from yeshi.adapters.sheets import SheetFolder
from yeshi.observatory.sheet import Sheet


def test_a_sheet_is_read_as_it_was_put(tmp_path: Path) -> None:
    """With its period and its notes, by another process too; a new one in its place."""
    folder = SheetFolder(tmp_path / "sheets")
    assert folder.sheet("night") is None
    row = {"day": "2026-11-24", "sold": 1.5, "zh": "夜", "why": None}
    first = Sheet("night", (row,), date(2026, 11, 1), date(2026, 11, 24), {"least": 10})
    folder.put(first, EVENING)
    assert folder.sheet("night") == SheetFolder(tmp_path / "sheets").sheet("night")
    assert folder.sheet("night") == (first, EVENING)
    second = Sheet("night", ())
    folder.put(second, EVENING + timedelta(hours=1))
    assert folder.sheet("night") == (second, EVENING + timedelta(hours=1))
    assert [path.name for path in (tmp_path / "sheets").iterdir()] == ["night.json"]


def test_a_sheet_that_is_dropped_is_not_there(tmp_path: Path) -> None:
    """Nor is one dropped that never was."""
    folder = SheetFolder(tmp_path)
    folder.put(Sheet("lacking", ()), EVENING)
    for _ in range(2):
        folder.drop("lacking")
        assert folder.sheet("lacking") is None


def test_the_age_of_each_sheet_is_told(tmp_path: Path) -> None:
    """In real seconds since it was put there; none in an empty place."""
    folder = SheetFolder(tmp_path / "sheets")
    assert folder.ages() == {}
    folder.put(Sheet("night-hours", ()), EVENING)
    os.utime(tmp_path / "sheets" / "night-hours.json", (0, 0))
    assert folder.ages()["night-hours"] > 3600
