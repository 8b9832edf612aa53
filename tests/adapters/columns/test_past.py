"""A made-up past beside the columns: read with them, never touched by them, marked."""

from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from shutil import copytree

import pytest

from tests.builders import CALENDAR
from tests.past import BEGINS, UNTIL, city_on_its_first_day, put_past
from yeshi.adapters.columns.past import PAST, Past, past_of, with_mark
from yeshi.adapters.columns.reading import read_figure
from yeshi.adapters.columns.writing import bring_up_to_date
from yeshi.base.errors import InputError

pytest.importorskip("ibis")
pytest.importorskip("holidays")


def digest(folder: Path) -> dict[str, str]:
    """What every file of a folder holds."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): blake2b(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a city on its first day whose past was made, which takes seconds."""
    home = tmp_path_factory.mktemp("home")
    put_past(home / "columns")
    bring_up_to_date(city_on_its_first_day().store, home / "columns", CALENDAR)
    return home


def test_the_record_goes_on_where_the_past_ends(home: Path, tmp_path: Path) -> None:
    """Day after day, without a gap or a day told twice; the past's files stay what they were."""
    columns = copytree(home, tmp_path / "copy") / "columns"
    city = city_on_its_first_day()
    before = digest(columns / PAST)
    city.wait(60 * 24)
    city.fill("somebody")
    bring_up_to_date(city.store, columns, CALENDAR)
    rows = read_figure(columns, "orders", None, None, ["day"], "CNY").to_pylist()
    days = [row["day"] for row in rows]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert BEGINS in days
    assert digest(columns / PAST) == before
    (first,) = [row for row in rows if row["day"] == BEGINS]
    assert first["orders"] == 1
    # All written anew, as after a change of form: the past is no part of it.
    (columns / "through.json").unlink()
    bring_up_to_date(city.store, columns, CALENDAR)
    assert digest(columns / PAST) == before


def test_what_is_made_up_says_so(home: Path) -> None:
    """By its own file, and in each row that is written out of it."""
    columns = home / "columns"
    past = past_of(columns)
    assert past is not None
    assert past.until == UNTIL
    assert (past.reaches(None), past.reaches(UNTIL), past.reaches(BEGINS)) == (True, True, False)
    table = read_figure(columns, "trade", None, None, ["week"], "CNY")
    assert set(with_mark(table, columns, None).column("made_up_until").to_pylist()) == {
        UNTIL.isoformat()
    }
    assert with_mark(table, columns, BEGINS).column_names == table.column_names


def test_a_city_without_a_past_has_none(tmp_path: Path) -> None:
    """And a mark that cannot be read is told, with what mends it."""
    assert past_of(tmp_path) is None
    (tmp_path / PAST).mkdir()
    (tmp_path / PAST / "made-up.json").write_text("{")
    with pytest.raises(InputError, match="made anew"):
        past_of(tmp_path)
    assert not Past(UNTIL, UNTIL).reaches(BEGINS)
