"""A server that is frozen is waited for so long, and goes on when it is thawed."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.builders import SmallCity
from tests.frozen import frozen
from yeshi.adapters.postgres.embedded import embedded_server
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool, open_readers
from yeshi.base.errors import DatabaseUnreachable, OutOfTime

PATIENCE_S = 60.0


class OwnServer:
    """A PostgreSQL of the test's own, all of whose processes can be frozen."""

    def __init__(self, url: str, pid: int) -> None:
        self.url, self._pid = url, pid

    def frozen(self) -> AbstractContextManager[None]:
        """While the context lasts, none of its processes does anything."""
        return frozen(self._pid)


@pytest.fixture(scope="module")
def own() -> Iterator[OwnServer]:
    """A server with the schema."""
    folder = Path(tempfile.mkdtemp(prefix="yeshi-own-"))
    try:
        with embedded_server(folder / "db") as server:
            migrate(str(server.get_uri()))
            yield OwnServer(str(server.get_uri()), server.get_pid())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def store(own: OwnServer) -> Iterator[PostgresStore]:
    """A store as whoever serves has it."""
    pool = open_pool(own.url, limited=True)
    store = PostgresStore(pool, "CNY", open_readers(pool))
    yield store
    store.close()


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def read(store: PostgresStore) -> bool:
    """Whether the city could be read."""
    try:
        with store.read() as work:
            return work.merchants.get("a") is not None
    except DatabaseUnreachable:
        return False


def filled(city: SmallCity, customer: str) -> bool:
    """Whether money could be entered."""
    try:
        city.fill(customer, 100)
    except DatabaseUnreachable:
        return False
    return True


def test_whoever_asks_a_frozen_server_is_told_and_served_when_it_is_thawed(
    own: OwnServer, store: PostgresStore
) -> None:
    """Many at once, to read and to enter; with connections just used, and with some at rest."""
    city = SmallCity(store).settle_in()
    with ThreadPoolExecutor(24) as many:
        assert all(many.map(lambda n: read(store), range(48)))
        with own.frozen():
            reading = [many.submit(read, store) for _ in range(16)]
            entering = [many.submit(filled, city, f"frozen-{n}") for n in range(8)]
            assert not any(one.result(PATIENCE_S) for one in [*reading, *entering])
            # Once that is known, nobody waits at all; were it not, these would take minutes.
            until(lambda: store.pool.breaker.is_open)
            assert not any(read(store) or filled(city, f"late-{n}") for n in range(200))
        until(lambda: read(store))
        assert all(many.map(lambda n: filled(city, f"thawed-{n}"), range(24)))
    with store.read() as work:
        assert sum(kept.fen for kept in work.ledger.balances().values()) == 0


def test_only_the_connections_that_are_frozen_are_let_go(
    own: OwnServer, store: PostgresStore
) -> None:
    """Where the server takes others, they are had at once."""
    with store.read():
        pass
    with psycopg.connect(own.url) as admin:
        pids = admin.execute(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'yeshi'"
        ).fetchall()
    frozen = []
    try:
        for (pid,) in pids:
            # Those of a pool that was closed just now may end meanwhile.
            with suppress(psutil.NoSuchProcess):
                frozen.append(psutil.Process(pid))
                frozen[-1].suspend()
        until(lambda: _asks(store))
        assert not store.pool.breaker.is_open
    finally:
        for one in frozen:
            with suppress(psutil.NoSuchProcess):
                one.resume()


def _asks(store: PostgresStore) -> bool:
    try:
        with store.begin() as work:
            work.events.last()
    except DatabaseUnreachable:
        return False
    return True


def test_whoever_reads_waits_for_less_than_a_command(store: PostgresStore) -> None:
    """A question that takes more than two seconds is answered to a command, and not to a page."""
    asked = "SELECT pg_sleep(2.2)"
    with store.begin() as work:
        work.session.rows(asked)
    with pytest.raises(OutOfTime), store.read() as work:
        work.session.rows(asked)
