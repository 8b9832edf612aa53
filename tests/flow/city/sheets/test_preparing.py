"""Preparing sheets: all of them, recovery only when something changed, and what is lacking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tests.builders import SmallCity
from yeshi.base.errors import InputError
from yeshi.files.digital_use import read_scoring
from yeshi.flow.city.sheets.preparing import LACKING, PreparedSheets
from yeshi.observatory.sheet import Row, Sheet


@dataclass
class Shelf:
    """A shelf in memory, and how often each sheet was put on it."""

    kept: dict[str, tuple[Sheet, datetime]] = field(default_factory=dict)
    puts: list[str] = field(default_factory=list)

    def put(self, sheet: Sheet, at: datetime) -> None:
        self.kept[sheet.name] = sheet, at
        self.puts.append(sheet.name)

    def drop(self, name: str) -> None:
        self.kept.pop(name, None)

    def sheet(self, name: str) -> tuple[Sheet, datetime] | None:
        return self.kept.get(name)


@dataclass
class NoColumns:
    """Columns of a city in which nothing happened; `fault`: what is lacking to write them."""

    fault: str = ""

    def bring_up_to_date(self) -> None:
        if self.fault:
            raise InputError(self.fault)

    def figure(self, *_: object) -> list[Row]:
        return []

    def made_up(self, _: str) -> list[Row]:
        return []

    def made_up_until(self, _: object) -> None:
        return None

    def dealings(self) -> list[tuple[object, str, str]]:
        return []

    def shiftwork(self, _: object) -> list[Row]:
        return []


@dataclass
class NoPanels:
    """Panels of which none was imported."""

    imported: int = 0

    def rows(self, _: str) -> list[Row]:
        return []

    def version(self, _: str) -> int:
        return self.imported

    def last(self, _: str) -> None:
        return None


def test_recovery_is_made_anew_only_when_something_changed() -> None:
    """It takes long: a panel imported, a week over, a shock entered."""
    city, shelf, panels = SmallCity().settle_in(), Shelf(), NoPanels()
    sheets = PreparedSheets(
        city.store, city.engine.terms, NoColumns(), panels, shelf, read_scoring()
    )
    for _ in range(2):
        sheets.refresh(city.clock.now())
    assert (shelf.puts.count("night-hours"), shelf.puts.count("recovery-breaks")) == (2, 1)
    panels.imported = 1
    sheets.refresh(city.clock.now())
    city.wait(7 * 24 * 60)
    sheets.refresh(city.clock.now())
    assert shelf.puts.count("recovery-breaks") == 3
    known = sheets.sheet("night-hours")
    assert known is not None
    assert known[1] == city.clock.now()


def test_what_is_lacking_is_told_until_it_is_there() -> None:
    """And not raised: the pages say it."""
    city, shelf, columns = SmallCity().settle_in(), Shelf(), NoColumns("pyarrow is missing")
    sheets = PreparedSheets(
        city.store, city.engine.terms, columns, NoPanels(), shelf, read_scoring()
    )
    sheets.refresh(city.clock.now())
    known = sheets.sheet(LACKING)
    assert known is not None
    assert known[0].notes == {"why": "pyarrow is missing"}
    columns.fault = ""
    sheets.refresh(city.clock.now())
    assert sheets.sheet(LACKING) is None
