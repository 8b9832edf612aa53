"""One PostgreSQL for the whole run, a database of its own for each test that asks."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from xdist.scheduler import LoadScopeScheduling

from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.postgres.embedded import embedded
from yeshi.adapters.postgres.roles import CITY, OWNER, as_role, prepare, with_roles
from yeshi.adapters.postgres.store import PostgresStore, open_pool


def pytest_configure() -> None:
    """Have Ctrl-C end what tests start, also where the shell that started them ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Hand out tests one by one, but those of a module whose start is dear to one process."""
    return ByStart(config, log)


class ByStart(LoadScopeScheduling):
    """Tests that share what takes long to make run in one process, where it is made once."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if _shares(self.config.rootpath / module) else nodeid


@cache
def _shares(module: Path) -> bool:
    said = (module, module.with_name("conftest.py"))
    return any('scope="module"' in one.read_text(encoding="utf-8") for one in said if one.is_file())


@pytest.fixture(scope="session")
def server(worker_id: str) -> Iterator[str]:
    """The address of a PostgreSQL server: that of the environment, or one of our own."""
    given = os.environ.get("YESHI_TEST_DATABASE_URL")
    if given:
        yield given
        return
    # A socket's path has room for about 100 letters, so the folder is not pytest's deep one.
    folder = Path(tempfile.mkdtemp(prefix=f"yeshi-{worker_id}-"))
    try:
        with embedded(folder / "db") as url:
            hurry(url)
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def hurry(url: str) -> None:
    """Have a server not wait for its disk: whatever a test loses, nobody misses.

    What has to survive a fault is tried on servers of its own.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def fresh_database(server: str, template: str | None = None) -> Iterator[str]:
    """The address of a new database, dropped at the end."""
    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else "")
        )
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def bare(server: str) -> Iterator[str]:
    """The name of a database with nothing in it, handed over to whoever will own its schema."""
    with fresh_database(server) as url:
        with_roles(url)
        yield _name(url)


@pytest.fixture(scope="session")
def template(server: str, bare: str) -> Iterator[str]:
    """The name of a database with the schema and nothing in it."""
    with fresh_database(server, bare) as url:
        prepare(with_roles(url))
        yield _name(url)


def as_superuser(url: str) -> str:
    """The address of a database for who may do all in it, also what no city may."""
    return as_role(url, "postgres")


def _name(url: str) -> str:
    return url.split("?", 1)[0].rsplit("/", 1)[-1]


@pytest.fixture
def empty_database(server: str, bare: str) -> Iterator[str]:
    """The address of a database without a schema, for who will own it."""
    with fresh_database(server, bare) as url:
        yield as_role(url, OWNER)


@pytest.fixture
def database(server: str, template: str) -> Iterator[str]:
    """The address of a database with the schema and nothing in it, for who serves a city."""
    with fresh_database(server, template) as url:
        yield as_role(url, CITY)


@pytest.fixture
def postgres(database: str) -> Iterator[PostgresStore]:
    """A store in PostgreSQL, in yuan."""
    store = PostgresStore(open_pool(database), "CNY")
    yield store
    store.close()


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> MemoryStore | PostgresStore:
    """Each store in turn."""
    if request.param == "memory":
        return MemoryStore("CNY")
    kept: PostgresStore = request.getfixturevalue("postgres")
    return kept
