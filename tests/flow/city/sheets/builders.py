"""A city's sheets in a folder, prepared when a test asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.builders import SmallCity
from yeshi.adapters.columns.past import PAST
from yeshi.adapters.columns.rows import ColumnRows
from yeshi.adapters.panels import PanelFolder
from yeshi.adapters.sheets import SheetFolder
from yeshi.files.digital_use import DIGITAL_USE, read_scoring
from yeshi.files.panel import read_panel
from yeshi.flow.city.importing import Merged, Outside, import_panel
from yeshi.flow.city.sheets.preparing import PreparedSheets
from yeshi.observatory.sheet import Sheet

EXAMPLES = Path(__file__).parents[4] / "examples" / "panels"


def sheets_in(
    city: SmallCity,
    home: Path,
    scoring: Path = DIGITAL_USE,
    make_past: Callable[[], None] = lambda: None,
) -> PreparedSheets:
    """The sheets of the city, kept under `home`; nobody has prepared them yet."""
    return PreparedSheets(
        city.store, city.engine.terms,
        ColumnRows(city.store, home / "columns", city.calendar, city.currency),
        panels_in(city, home),
        SheetFolder(home / "sheets"), read_scoring(scoring), make_past,
    )  # fmt: skip


def panels_in(city: SmallCity, home: Path) -> PanelFolder:
    """The panels of the city, kept under `home`."""
    return PanelFolder(city.store, home / "panels", home / "columns" / PAST / "panels")


def take_in(city: SmallCity, home: Path, path: Path) -> Merged:
    """Import the panel in the file at `path`, by the operator."""
    read = read_panel(path)
    outside = Outside(read.kind.name, path.name, read.digest, read.rows)
    answer = import_panel(city.engine, city.key(), "operator", outside, panels_in(city, home))
    assert isinstance(answer, Merged)
    return answer


def prepared(city: SmallCity, home: Path, scoring: Path = DIGITAL_USE) -> PreparedSheets:
    """The sheets, prepared now."""
    sheets = sheets_in(city, home, scoring)
    sheets.refresh(city.clock.now())
    return sheets


def sheet(sheets: PreparedSheets, name: str) -> Sheet:
    """One of them, which must be there."""
    known = sheets.sheet(name)
    assert known is not None, name
    return known[0]
