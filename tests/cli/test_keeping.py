"""A city is kept, restored and looked over from the command line, with exit codes that say how."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from typer.testing import CliRunner

from tests.builders import SmallCity
from tests.conftest import as_superuser
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import InputError
from yeshi.cli.commands import app
from yeshi.wiring.last_backup import last_backup


@pytest.fixture(autouse=True)
def city(
    postgres: PostgresStore, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A city of this environment."""
    city = SmallCity(postgres).open_up().settle_in()
    city.fill()
    city.place({"a1": 1})
    monkeypatch.setenv("YESHI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("YESHI_DATABASE_URL", database)


def ran(*arguments: str) -> Any:
    """What the command came to."""
    return CliRunner().invoke(app, arguments)


def test_a_city_is_kept_and_restored(
    tmp_path: Path, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how much, and whether every rule holds."""
    file = str(tmp_path / "city.backup")
    (tmp_path / "home").mkdir()
    kept = ran("backup", file)
    assert kept.exit_code == 0
    assert "events" in kept.output
    assert isinstance(ran("backup", file).exception, InputError)
    monkeypatch.setenv("YESHI_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("YESHI_DATABASE_URL", empty_database)
    restored = ran("restore", file)
    assert restored.exit_code == 0, restored.output
    assert "Every rule of the city holds." in restored.output


def test_a_folder_has_the_newest_copies(tmp_path: Path) -> None:
    """Older ones go once a newer one is whole, and stay where it failed."""
    older = tmp_path / "city-20200101T000000Z.backup"
    older.touch()
    (tmp_path / "home").mkdir()
    kept = ran("backup", str(tmp_path), "--keep", "1")
    assert kept.exit_code == 0, kept.output
    (copy,) = tmp_path.glob("*.backup")
    assert copy != older
    noted = last_backup(tmp_path / "home")
    assert noted is not None
    assert (noted.place, noted.copies) == (str(tmp_path), 1)
    assert isinstance(ran("backup", str(tmp_path / "none"), "--keep", "1").exception, InputError)


def test_a_city_is_looked_over(database: str) -> None:
    """A line a part; exit code 1 with what is wrong and what to do."""
    assert "well   rules" in ran("doctor").output
    with psycopg.connect(as_superuser(database)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM events WHERE kind = 'order.placed'")
    told = ran("doctor")
    assert told.exit_code == 1
    assert "What to do:" in told.output
