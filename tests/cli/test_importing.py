"""Importing from the command line, on PostgreSQL: what it says, and what the record keeps."""

from __future__ import annotations

import getpass
import os
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.builders import SmallCity
from tests.files.test_panel import BAD, GOOD, file
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.cli.commands import app
from yeshi.flow.city.importing import imports_of

pytest.importorskip("pyarrow")


@pytest.fixture
def home(
    tmp_path: Path, database: str, postgres: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The data folder of a city that was opened and never run."""
    SmallCity(postgres).open_up()
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    monkeypatch.setenv("YESHI_HOME", str(tmp_path / "home"))
    return tmp_path


def test_twice_changes_nothing_and_says_so(home: Path, postgres: PostgresStore) -> None:
    """In one sentence; the record has the file's name and digest, and who imported it."""
    path, run = file(home, GOOD), CliRunner().invoke
    first, again = (run(app, ["import", "panel", str(path)]) for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "2 new, 0 changed, 0 as before." in first.output
    assert "Nothing was changed: the city was told all of this before." in again.output
    with postgres.begin() as work:
        (one,) = imports_of(work, "trade")
    digest = sha256(path.read_bytes()).hexdigest()
    assert (one.told.file, one.told.digest, one.told.by) == ("p.csv", digest, getpass.getuser())


def test_nothing_is_imported_while_a_row_is_bad(home: Path, postgres: PostgresStore) -> None:
    """Unless --skip-bad says so; the exit code tells."""
    path, run = str(file(home, BAD)), CliRunner().invoke
    assert run(app, ["import", "panel", path]).exit_code == 2
    with postgres.begin() as work:
        assert imports_of(work, "trade") == []
    assert run(app, ["import", "panel", path, "--skip-bad"]).exit_code == 0
    with postgres.begin() as work:
        (one,) = imports_of(work, "trade")
    assert one.told.rows == 2


def test_who_has_no_name_on_the_machine_is_told_by_number(
    home: Path, postgres: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container whose user is in no list."""

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    ran = CliRunner().invoke(app, ["import", "panel", str(file(home, GOOD))])
    assert ran.exit_code == 0
    with postgres.begin() as work:
        (one,) = imports_of(work, "trade")
    assert one.told.by == str(os.getuid())
