"""Importing: what counts is what the record names, on both stores and whatever fails between."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import panels_in
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import DatabaseUnreachable, InputError
from yeshi.base.refused import Invalid, Refused
from yeshi.events.observatory import PanelImported
from yeshi.flow.city.importing import Merged, Outside, import_panel, imports_of

pytest.importorskip("pyarrow")
DIGESTS = ("a" * 64, "b" * 64)


def people(count: int, *districts: str, digest: str = DIGESTS[0]) -> Outside:
    """A file that tells so many people of each district."""
    rows = [{"district": one, "year": 2025, "people": count} for one in districts]
    return Outside("people", "people.csv", digest, rows)


def take(city: SmallCity, home: Path, outside: Outside) -> Merged | Refused:
    """What importing it by the operator comes to."""
    return import_panel(city.engine, city.key(), "operator", outside, panels_in(city, home))


def told(city: SmallCity, home: Path) -> dict[str, int]:
    """The people of each district, as sheets read them."""
    return {row["district"]: row["people"] for row in panels_in(city, home).rows("people")}


def recorded(city: SmallCity) -> list[PanelImported]:
    """The imports in the record."""
    with city.store.begin() as work:
        return [one.told for one in imports_of(work, "people")]


def test_it_is_recorded_who_imported_which_file_when(
    store: MemoryStore | PostgresStore, tmp_path: Path
) -> None:
    """With its digest; another kind of panel is another subject."""
    city = SmallCity(store).settle_in()
    assert take(city, tmp_path, people(7, "east", "west")) == Merged(2, 0, 0)
    with store.begin() as work:
        (one,) = imports_of(work, "people")
        assert imports_of(work, "trade") == []
    assert one.told == PanelImported("people", "people.csv", DIGESTS[0], 2, "operator")
    assert one.recorded.at == city.clock.now()
    assert told(city, tmp_path) == {"east": 7, "west": 7}


def test_the_same_again_changes_nothing(store: MemoryStore | PostgresStore, tmp_path: Path) -> None:
    """Nor does another file that says the same."""
    city = SmallCity(store).settle_in()
    take(city, tmp_path, people(7, "east"))
    version = panels_in(city, tmp_path).version("people")
    for digest in DIGESTS:
        assert take(city, tmp_path, people(7, "east", digest=digest)) == Merged(0, 0, 1)
    assert len(recorded(city)) == 1
    assert panels_in(city, tmp_path).version("people") == version


def test_a_row_is_as_it_was_told_last(tmp_path: Path) -> None:
    """Also when it was told so before the last time: a correction may be taken back."""
    city = SmallCity().settle_in()
    first, second = people(7, "east", "west"), people(8, "west", "south", digest=DIGESTS[1])
    take(city, tmp_path, first)
    before = panels_in(city, tmp_path).version("people")
    assert take(city, tmp_path, second) == Merged(1, 1, 0)
    assert panels_in(city, tmp_path).version("people") != before
    assert told(city, tmp_path) == {"east": 7, "west": 8, "south": 8}
    assert take(city, tmp_path, first) == Merged(0, 1, 1)
    assert told(city, tmp_path) == {"east": 7, "west": 7, "south": 8}
    assert [one.digest for one in recorded(city)] == [DIGESTS[0], DIGESTS[1], DIGESTS[0]]


def test_a_crash_between_file_and_record_leaves_nothing_half_known(
    store: MemoryStore | PostgresStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody reads the file that no record names, and the next import goes through."""
    city = SmallCity(store).settle_in()
    take(city, tmp_path, people(7, "east"))
    before, version = told(city, tmp_path), panels_in(city, tmp_path).version("people")
    correction = people(9, "east", digest=DIGESTS[1])
    with monkeypatch.context() as broken:

        def stop(*_: object, **__: object) -> None:
            raise DatabaseUnreachable("gone")

        broken.setattr(city.engine, "perform", stop)
        with pytest.raises(DatabaseUnreachable):
            take(city, tmp_path, correction)
    assert (tmp_path / "panels" / "people" / f"{DIGESTS[1]}.parquet").is_file()
    assert told(city, tmp_path) == before
    assert panels_in(city, tmp_path).version("people") == version
    assert take(city, tmp_path, correction) == Merged(0, 1, 0)
    assert told(city, tmp_path) == {"east": 9}


def test_nothing_is_recorded_of_rows_that_cannot_be_kept(tmp_path: Path) -> None:
    """The record never names what is not there."""
    city = SmallCity().settle_in()
    (tmp_path / "panels").write_text("no folder")
    with pytest.raises(InputError, match="cannot be written"):
        take(city, tmp_path, people(7, "east"))
    assert recorded(city) == []


def test_whoever_imports_has_a_name(tmp_path: Path) -> None:
    """And a refusal leaves no file."""
    city, shelf = SmallCity().settle_in(), panels_in(SmallCity(), tmp_path)
    for by, file, of in (("", "p.csv", "by"), ("x" * 61, "p.csv", "by"), ("x", "", "file")):
        outside = Outside("people", file, DIGESTS[0], [])
        answer = import_panel(city.engine, city.key(), by, outside, shelf)
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, Invalid)
        assert answer.reason.field == of
    assert list(tmp_path.iterdir()) == []


def test_days_come_back_as_days(tmp_path: Path) -> None:
    """And what a file does not tell as nothing."""
    city = SmallCity().settle_in()
    row = {"service": "s", "described_on": date(2026, 1, 5), "applied_on": None}
    take(city, tmp_path, Outside("services", "s.csv", DIGESTS[0], [row]))
    (read,) = panels_in(city, tmp_path).rows("services")
    assert (read["described_on"], read["applied_on"], read["name"]) == (
        date(2026, 1, 5), None, None,
    )  # fmt: skip
