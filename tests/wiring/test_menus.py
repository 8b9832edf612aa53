"""Menus for pages: a spreadsheet is read at once and needs no model, a photo in the background."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from yeshi.base.errors import OutOfTime
from yeshi.base.refused import Refused
from yeshi.menus.rows import Box, Cell, MenuRow, Stood
from yeshi.menus.sheet import MenuRead
from yeshi.web.frame.desk import PartMissing
from yeshi.web.frame.menu_reading import (
    NoMenuRead,
    NoReading,
    ReadingBegun,
    ReadMenu,
    StillReading,
)
from yeshi.wiring import menus
from yeshi.wiring.menus import Asked, MenusApart, sheet_reading

SHEET = "菜名,价格\n酸辣粉,12\n".encode()
PHOTO = b"\xff\xd8\xff-a photo"
ROW = MenuRow(Cell("粉面"), Cell("酸辣粉", 0.5), Cell(), Cell("12"), Stood(box=Box(0, 0, 1, 1)))
READ = ReadMenu(MenuRead((ROW,)), b"\xff\xd8 small")


def never(asked: Asked) -> ReadMenu:
    """Who is not to be asked."""
    raise AssertionError(asked)


def until_told(reader: MenusApart, reading: object) -> ReadMenu | Refused:
    """What came of a reading."""
    assert isinstance(reading, ReadingBegun)
    ends = time.monotonic() + 10
    while isinstance(told := reader.look("a", reading.id), StillReading):
        assert time.monotonic() < ends
        time.sleep(0.01)
    return told


def test_a_spreadsheet_waits_for_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads it opens no eyes, neither as it begins nor later."""
    monkeypatch.setattr(menus, "open_eyes", lambda: pytest.fail("eyes were opened"))
    told = MenusApart(sheet_reading(), never, tmp_path).bring("a", SHEET, "CNY", "zh")
    assert isinstance(told, ReadMenu)
    assert [row.name.text for row in told.read.rows] == ["酸辣粉"]


def test_what_a_spreadsheet_said_can_be_looked_at_later(tmp_path: Path) -> None:
    """By its stall, under the id that comes with it; what is no menu is not kept."""
    reader = MenusApart(sheet_reading(), never, tmp_path)
    told = reader.bring("a", SHEET + "粉,时价\n".encode(), "CNY", "zh")
    assert isinstance(told, ReadMenu)
    assert [one.cell for one in told.read.bad] == ["B3"]
    assert reader.look("a", told.id) == replace(told, id="")
    assert reader.look("b", told.id) == Refused(NoReading())
    kept = list(tmp_path.iterdir())
    assert isinstance(reader.bring("a", b"\0\1\xff", "CNY", "zh"), Refused)
    assert list(tmp_path.iterdir()) == kept


@pytest.mark.parametrize(
    "answer", [READ, Refused(NoMenuRead("没有")), Refused(PartMissing("menu"))]
)
def test_a_photo_is_told_as_it_was_read(tmp_path: Path, answer: ReadMenu | Refused) -> None:
    """Rows with how sure they are and where they stood, or why there are none; also later."""
    asked = []

    def photo(one: Asked) -> ReadMenu | Refused:
        asked.append(one)
        return answer

    reader = MenusApart(never, photo, tmp_path)
    reading = reader.bring("a", PHOTO, "CNY", "zh")
    assert until_told(reader, reading) == answer
    assert until_told(MenusApart(never, never, tmp_path), reading) == answer
    assert asked == [(PHOTO, "CNY", "zh")]
    assert isinstance(reading, ReadingBegun)
    assert reader.look("b", reading.id) == Refused(NoReading())


def test_a_photo_that_takes_too_long_says_so(tmp_path: Path) -> None:
    """In the language in which it was brought."""

    def late(asked: Asked) -> ReadMenu:
        raise OutOfTime("late")

    reader = MenusApart(never, late, tmp_path)
    told = until_told(reader, reader.bring("a", PHOTO, "CNY", "en"))
    assert isinstance(told, Refused)
    assert isinstance(told.reason, NoMenuRead)
    assert "three minutes" in told.reason.says


def test_what_is_too_large_is_told_at_once(tmp_path: Path) -> None:
    """Nothing is kept of it."""
    told = MenusApart(never, never, tmp_path / "menus").bring(
        "a", PHOTO + bytes(12 * 1024**2), "CNY", "en"
    )
    assert isinstance(told, Refused)
    assert not (tmp_path / "menus").exists()
