"""An embedded database that is killed is started again, with all that it had, until it is let go."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from yeshi.adapters.postgres.keeping import kept_running

PATIENCE_S = 120.0


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name."""
    folder = Path(tempfile.mkdtemp(prefix="yeshi-kept-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def postmaster(folder: Path) -> psutil.Process:
    """The database's first process."""
    return psutil.Process(int((folder / "db" / "postmaster.pid").read_text().split()[0]))


def test_a_database_that_is_killed_runs_again(folder: Path) -> None:
    """At the same address, each time, with what was entered; and it stops at the end."""
    told: list[str] = []
    with kept_running(folder / "db", told.append) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        for time_ in (1, 2):
            postmaster(folder).kill()
            until(lambda time_=time_: told.count("the database runs again") == time_)  # type: ignore[misc]
            with psycopg.connect(url) as connection:
                assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
        assert told.count("the database died") == 2
    assert not (folder / "db" / "postmaster.pid").exists()


def test_a_database_that_does_not_start_is_tried_again(folder: Path) -> None:
    """It is told once; whoever mends the cause has it running again."""
    told: list[str] = []
    with kept_running(folder / "db", told.append) as url:
        settings = folder / "db" / "postgresql.conf"
        sound = settings.read_text()
        settings.write_text("no_such_setting = 1\n")
        postmaster(folder).kill()
        until(lambda: "the database does not start" in told)
        settings.write_text(sound)
        until(lambda: told[-1] == "the database runs again")
        assert told.count("the database does not start") == 1
        psycopg.connect(url).close()
