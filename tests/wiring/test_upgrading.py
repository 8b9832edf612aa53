"""A database of an older PostgreSQL is brought to this one, with all that it had, or left alone."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import SmallCity
from yeshi.adapters.postgres.embedded import NEWEST, embedded, major_of, ready_beside
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.roles import too_much_of
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import DatabaseUnreachable, InputError
from yeshi.settings import Settings
from yeshi.wiring.database import addresses
from yeshi.wiring.recorded import recorded_city
from yeshi.wiring.upgrading import upgrade

OLD = 16


@pytest.fixture
def settings() -> Iterator[Settings]:
    """A data folder of its own, whose path is short enough for a socket."""
    home = Path(tempfile.mkdtemp(prefix="yeshi-"))
    yield Settings(home=home, database_url=None, host="", port=0, speed=1.0, hunger=1.0, tiles=None)
    shutil.rmtree(home, ignore_errors=True)


def test_what_cannot_be_upgraded_is_left_alone(settings: Settings) -> None:
    """A PostgreSQL of one's own, a folder without one, and one that nothing here can run."""
    with pytest.raises(InputError, match="of your own"):
        upgrade(replace(settings, database_url="postgresql://a/b"))
    with pytest.raises(InputError, match="there is no database"):
        upgrade(settings)
    folder = settings.home / "db"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("12\n")
    with pytest.raises(InputError, match="PostgreSQL 12, which nothing here can run"):
        upgrade(settings)
    with (
        pytest.raises(DatabaseUnreachable, match=r"is of PostgreSQL 12.*run yeshi upgrade"),
        embedded(folder),
    ):
        pass
    (folder / "PG_VERSION").write_text(f"{NEWEST}\n")
    assert upgrade(settings) is None


def test_what_was_broken_off_is_finished(settings: Settings) -> None:
    """Between the two renamings; until then nobody starts an empty city in its place."""
    folder = settings.home / "db"
    for one, major in ((folder.with_name("db-16"), 16), (ready_beside(folder), NEWEST)):
        one.mkdir()
        (one / "PG_VERSION").write_text(f"{major}\n")
    with (
        pytest.raises(DatabaseUnreachable, match="broken off: run yeshi upgrade"),
        embedded(folder),
    ):
        pass
    done = upgrade(settings)
    assert done is not None
    assert (done.before, done.kept.name, major_of(folder)) == (16, "db-16", NEWEST)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_city_of_an_older_postgres_goes_on(settings: Settings) -> None:
    """With its events and its books; its old folder is kept, and its roles are those of today."""
    folder = settings.home / "db"
    with embedded(folder, OLD) as url:
        migrate(url)
        store = PostgresStore(open_pool(url), "CNY")
        city = SmallCity(store).open_up().settle_in()
        city.fill()
        order = city.place({"a1": 1, "b2": 1})
        with store.look() as work:
            told = work.events.after(0, 10**6)
        store.close()
    with pytest.raises(DatabaseUnreachable, match="run yeshi upgrade"), recorded_city(settings):
        pass
    done = upgrade(settings)
    assert done is not None
    assert (done.before, done.after, done.rows["orders"]) == (OLD, NEWEST, 1)
    assert (major_of(folder), major_of(done.kept)) == (NEWEST, OLD)
    with recorded_city(settings) as kept, kept.store.read() as work:
        assert work.events.after(0, 10**6) == told
        assert work.orders.get(order) is not None
    with addresses(settings) as reach:
        assert too_much_of(reach.city) == ""
    assert upgrade(settings) is None
    assert sorted(os.listdir(settings.home)) == ["db", f"db-{OLD}"]
