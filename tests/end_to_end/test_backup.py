"""A drill: a city is kept while it trades at full speed, restored elsewhere, and trades on there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.end_to_end.server import Server, short_folder
from yeshi.adapters.postgres.embedded import embedded

PATIENCE_S = 180.0


def yeshi(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command on the city of that folder."""
    environment = {**os.environ, "YESHI_HOME": str(home)}
    environment.pop("YESHI_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "yeshi", *arguments], env=environment, text=True,
        capture_output=True, check=False,
    )  # fmt: skip


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.2)


def orders(home: Path) -> dict[str, str]:
    """The orders of the city that does not run, with their states."""
    with embedded(home / "db") as url, psycopg.connect(url) as connection:
        return dict(connection.execute("SELECT id, state FROM orders").fetchall())


@pytest.mark.slow
def test_a_city_that_is_kept_under_load_comes_back_whole() -> None:
    """Three files in a row; of each the rules hold, nothing is in it that is not in the city."""
    homes = [short_folder() for _ in range(4)]
    first, *others = homes
    files = [first.with_suffix(f".{number}") for number in range(len(others))]
    server = Server(first, speed=100)
    again: Server | None = None
    try:
        server.start()
        for file in files:
            before = server.get("/api/figures")["orders"]
            until(lambda before=before: server.get("/api/figures")["orders"] > before + 5)  # type: ignore[misc]
            kept = yeshi(first, "backup", str(file))
            assert kept.returncode == 0, kept.stderr
        assert server.stop() == 0
        whole = orders(first)
        for file, home in zip(files, others, strict=True):
            restored = yeshi(home, "restore", str(file))
            assert restored.returncode == 0, restored.stderr
            assert "Every rule of the city holds." in restored.stdout
            found = orders(home)
            assert found
            assert found.keys() <= whole.keys()
            assert "well   rules" in yeshi(home, "doctor").stdout
        again = Server(others[-1], speed=100)
        again.start()
        before = again.get("/api/figures")["orders"]
        until(lambda: again.get("/api/figures")["orders"] > before + 5)
        assert again.stop() == 0
    finally:
        for one in (server, again):
            if one is not None:
                one.kill()
        for home in homes:
            shutil.rmtree(home, ignore_errors=True)
        for file in files:
            file.unlink(missing_ok=True)
