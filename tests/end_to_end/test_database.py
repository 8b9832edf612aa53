"""The database dies while the city trades: who asks meanwhile is told so, and the city goes on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import psutil

from tests.end_to_end.server import Server, short_folder

PATIENCE_S = 120.0


def placed(server: Server) -> int:
    """How many orders were placed today, -1 where the answer is 503; any other refusal goes up."""
    try:
        figures: dict[str, Any] = server.get("/api/figures")
    except HTTPError as fault:
        if fault.code != 503:
            raise
        return -1
    return int(figures["orders"])


def is_ready(server: Server) -> bool:
    """Whether all parts of the city are."""
    try:
        return bool(server.get("/readyz")["ready"])
    except HTTPError:
        return False


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def database_of(home: Path) -> int:
    """The process of the embedded database, 0 while there is none."""
    try:
        return int((home / "db" / "postmaster.pid").read_text().split()[0])
    except (OSError, IndexError):
        return 0


def kill_database(home: Path) -> None:
    """End the embedded database, as when memory runs out."""
    psutil.Process(database_of(home)).kill()


def test_a_city_outlives_its_database() -> None:
    """Nobody has to start anything."""
    home = short_folder()
    server = Server(home, speed=60)
    try:
        server.start()
        until(lambda: placed(server) > 0)
        kill_database(home)
        until(lambda: placed(server) == -1)
        until(lambda: placed(server) >= 0)
        before = placed(server)
        until(lambda: placed(server) > before)
        until(lambda: is_ready(server))
        assert server.stop() == 0
        assert not (home / "db" / "postmaster.pid").exists()
    finally:
        server.kill()
        shutil.rmtree(home, ignore_errors=True)
