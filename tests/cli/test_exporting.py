"""A city is written as a file that opens the same city elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.test_opening import CITY_FILE, MARKET, open_it
from yeshi.base.errors import InputError
from yeshi.cli.commands import app
from yeshi.wiring.ground import opening_of


@pytest.fixture(autouse=True)
def there(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database and a folder of one's own."""
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    monkeypatch.setenv("YESHI_HOME", str(tmp_path / "home"))


def test_what_is_exported_opens_the_same_city_elsewhere(
    tmp_path: Path,
) -> None:
    """A file that is there already is left alone."""
    open_it(tmp_path / "liling.toml", CITY_FILE + MARKET)
    written = tmp_path / "written.toml"
    ran = CliRunner().invoke(app, ["export", "city", str(written)])
    assert ran.exit_code == 0
    assert "written" in ran.output
    first, again = opening_of(tmp_path / "liling.toml", None), opening_of(written, None)
    assert replace(again, merchants=()) == replace(first, merchants=())
    ((stall, menu),), ((before, same),) = again.merchants, first.merchants
    assert (replace(stall, district=""), menu) == (before, same)
    ran = CliRunner().invoke(app, ["export", "city", str(written)])
    assert isinstance(ran.exception, InputError)
    assert "File exists" in str(ran.exception)
