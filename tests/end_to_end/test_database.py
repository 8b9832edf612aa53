"""The database fails while the city trades: who asks meanwhile is told so, and the city goes on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import psycopg
import pytest

from tests.end_to_end.server import Server, short_folder
from tests.frozen import frozen
from yeshi.adapters.postgres.embedded import embedded

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


@pytest.mark.slow
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


@pytest.fixture
def city() -> Iterator[Server]:
    """A city of the test's own, at three times its usual speed."""
    home = short_folder()
    server = Server(home, speed=60)
    try:
        server.start()
        until(lambda: placed(server) > 0)
        yield server
    finally:
        server.kill()
        shutil.rmtree(home, ignore_errors=True)


def postmaster(home: Path) -> psutil.Process:
    """The embedded database's first process."""
    return psutil.Process(database_of(home))


def status(server: Server, path: str, sent: bytes | None = None) -> int:
    """The status of an answer, whatever it says; where the city cannot serve it, in one sentence.

    TimeoutError where none comes.
    """
    asked = Request(server.url + path, sent, {"Accept-Language": "zh"})
    try:
        with urlopen(asked, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as fault:
        refused = fault
    if refused.code == 503:
        text = refused.read().decode()
        assert "请稍后再试" in text, text
        assert refused.headers["Retry-After"]
    return refused.code


def everybody(server: Server, path: str, sent: bytes | None = None, times: int = 48) -> set[int]:
    """The statuses that many get who ask at once."""
    with ThreadPoolExecutor(24) as many:
        return set(many.map(lambda _: status(server, path, sent), range(times)))


def goes_on(server: Server) -> None:
    """Wait until the city serves, and takes more orders than it had."""
    until(lambda: placed(server) >= 0)
    before = placed(server)
    until(lambda: placed(server) > before)
    until(lambda: is_ready(server))


TOP_UP = b"key=%d&amount=1"


@pytest.mark.slow
def test_everybody_is_answered_while_the_database_is_frozen(city: Server) -> None:
    """For a minute, pages and what would enter something; twice."""
    for _ in range(2):
        with frozen(database_of(city.home)):
            assert everybody(city, "/") <= {503, 200}
            ends = time.monotonic() + 60
            while time.monotonic() < ends:
                assert everybody(city, "/") == {503}
                assert everybody(city, "/wallet", TOP_UP % time.monotonic_ns()) == {503}
                assert status(city, "/healthz") == 200
                time.sleep(2)
        goes_on(city)
    assert city.stop() == 0


@pytest.mark.slow
def test_a_city_outlives_a_database_of_its_own_that_vanishes_for_a_minute() -> None:
    """One that nobody starts again in the meantime; and one that is read-only for a while."""
    home, elsewhere = short_folder(), short_folder()
    server = Server(home, speed=60)
    try:
        with embedded(elsewhere / "db") as url:
            server.start(database_url=url)
            until(lambda: placed(server) > 0)
        assert everybody(server, "/") == {503}
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            assert everybody(server, "/") == {503}
            time.sleep(2)
        with embedded(elsewhere / "db") as url:
            goes_on(server)
            _reads_only(url, "on")
            until(lambda: status(server, "/wallet", TOP_UP % time.monotonic_ns()) == 503)
            # Once nothing is left of the connections that were ended.
            until(lambda: everybody(server, "/") == {200})
            _reads_only(url, "off")
            goes_on(server)
            assert server.stop() == 0
    finally:
        server.kill()
        for folder in (home, elsewhere):
            shutil.rmtree(folder, ignore_errors=True)


def _reads_only(url: str, value: str) -> None:
    name = re.search(r"/(\w+)\?", url)
    assert name is not None
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("SET default_transaction_read_only = off")
        admin.execute(f"ALTER DATABASE {name[1]} SET default_transaction_read_only = {value}")  # type: ignore[arg-type]
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'yeshi' AND pid <> pg_backend_pid()"
        )


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A folder on a disk of so many megabytes; skipped where none can be mounted."""
    home = short_folder()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(home)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        home.rmdir()
        pytest.skip(f"no disk of its own can be mounted: {mounted.stderr.decode().strip()}")
    try:
        yield home
    finally:
        subprocess.run(["umount", "-l", str(home)], check=False)
        home.rmdir()


def _fill(ballast: Path) -> None:
    """Take all room that is left."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    os.write(file.fileno(), b"x" * size)
            except OSError:
                continue


@pytest.mark.slow
def test_a_city_outlives_a_full_disk() -> None:
    """Its database and all its files are on it; nothing but 200 and 503 is ever answered."""
    with small_disk(400) as home:
        server = Server(home, speed=60)
        try:
            server.start()
            until(lambda: placed(server) > 0)
            ballast = home / "ballast"
            _fill(ballast)
            until(lambda: status(server, "/wallet", TOP_UP % time.monotonic_ns()) == 503)
            ends = time.monotonic() + 20
            while time.monotonic() < ends:
                _fill(ballast)
                assert everybody(server, "/") <= {200, 503}
                assert everybody(server, "/wallet", TOP_UP % time.monotonic_ns()) <= {303, 200, 503}
                assert status(server, "/api/figures/trade") in {200, 503}
            ballast.unlink()
            goes_on(server)
            assert server.stop() == 0
        finally:
            server.kill()
