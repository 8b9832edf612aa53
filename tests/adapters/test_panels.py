"""The folder of imported panels: a file an import, put in place whole, and never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import panels_in, take_in
from yeshi.adapters.panels import PanelFolder
from yeshi.base.errors import InputError

pytest.importorskip("pyarrow")


def people(folder: Path, text: str) -> Path:
    """A file that tells people of districts."""
    path = folder / "people.csv"
    path.write_text("district,year,people\n" + text, encoding="utf-8")
    return path


def test_what_is_kept_under_a_digest_stays(tmp_path: Path) -> None:
    """Imported again the file is not touched; nothing is left of its writing."""
    city = SmallCity()
    file = people(tmp_path, "east,2025,7\n")
    take_in(city, tmp_path, file)
    (kept,) = (tmp_path / "panels").rglob("*.*")
    before = kept.stat().st_mtime_ns
    take_in(city, tmp_path, file)
    assert list((tmp_path / "panels").rglob("*.*")) == [kept]
    assert kept.stat().st_mtime_ns == before


def test_a_file_that_was_lost_is_named_and_mended_by_importing_it_again(tmp_path: Path) -> None:
    """Such as on another machine on the same database."""
    city = SmallCity()
    file = people(tmp_path, "east,2025,7\n")
    take_in(city, tmp_path, file)
    (kept,) = (tmp_path / "panels").rglob("*.parquet")
    kept.unlink()
    with pytest.raises(InputError, match=r"is missing; import people\.csv again"):
        panels_in(city, tmp_path).rows("people")
    assert not take_in(city, tmp_path, file).differs
    assert len(panels_in(city, tmp_path).rows("people")) == 1


def test_what_is_imported_takes_the_place_of_a_made_up_past(tmp_path: Path) -> None:
    """Row by row, in the version too."""
    from pyarrow import Table, parquet

    city, past = SmallCity(), tmp_path / "past"
    past.mkdir()
    rows = [{"district": one, "year": 2025, "people": 1} for one in ("east", "west")]
    parquet.write_table(Table.from_pylist(rows), past / "people.parquet")
    panels = PanelFolder(city.store, tmp_path / "panels", past)
    assert panels.last("people") is None
    before = panels.version("people")
    take_in(city, tmp_path, people(tmp_path, "east,2025,7\n"))
    assert {row["district"]: row["people"] for row in panels.rows("people")} == {
        "east": 7, "west": 1,
    }  # fmt: skip
    assert panels.version("people") > before
    last = panels.last("people")
    assert last is not None
    assert last.told.file == "people.csv"
