"""Who asks while the database is away is told at once, and served as soon as it is back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from tests.builders import SmallCity
from tests.conftest import as_superuser
from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import DatabaseUnreachable, EntriesRefused

# Whoever waited for the pool's own time would keep the test until it is given up.
FOR_EVER_S = 10_000.0
PATIENCE_S = 60.0


@pytest.fixture
def pool(database: str) -> Iterator[GuardedPool]:
    """A pool that is patient."""
    pool = GuardedPool(
        database,
        ConnectionPool.check_connection,
        open=True,
        min_size=1,
        max_size=3,
        timeout=FOR_EVER_S,
    )
    yield pool
    pool.close()


@contextmanager
def away(url: str) -> Iterator[None]:
    """While the context lasts, the database takes no connections, and has none."""
    name = conninfo_to_dict(url)["dbname"]
    with psycopg.connect(
        make_conninfo(as_superuser(url), dbname="postgres"), autocommit=True
    ) as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        try:
            _break_off(admin, str(name))
            yield
        finally:
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def _break_off(admin: psycopg.Connection, name: str) -> None:
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
    )


def asked(pool: GuardedPool) -> bool:
    """Whether a connection could be had, and answered."""
    try:
        with pool.connection() as connection:
            return connection.execute("SELECT true").fetchone() == (True,)
    except (PoolTimeout, psycopg.OperationalError):
        return False


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_nobody_waits_for_a_database_that_is_away(pool: GuardedPool, database: str) -> None:
    """However many ask, and they are all served again when it is back."""
    assert asked(pool)
    with away(database), ThreadPoolExecutor(8) as many:
        assert not any(many.map(lambda _: asked(pool), range(24)))
    until(lambda: asked(pool))
    with ThreadPoolExecutor(8) as many:
        assert all(many.map(lambda _: asked(pool), range(24)))


def test_connections_that_broke_unseen_are_let_go(pool: GuardedPool, database: str) -> None:
    """A database that was started anew between two questions is there for the second."""
    with ThreadPoolExecutor(3) as many:
        assert all(many.map(lambda _: asked(pool), range(12)))
    with away(database):
        pass
    assert asked(pool)


def test_a_pool_that_is_merely_busy_is_waited_for(pool: GuardedPool) -> None:
    """Longer than it takes to see that the database is there."""
    with ThreadPoolExecutor(1) as beside, pool.connection(), pool.connection():
        with pool.connection():
            waits = beside.submit(asked, pool)
            time.sleep(1.2)
            assert not waits.done()
        assert waits.result(PATIENCE_S)


def test_a_city_goes_on_when_its_database_is_back(database: str) -> None:
    """Meanwhile it says that the database cannot be reached; leases are lost, and free again."""
    store = PostgresStore(open_pool(database), "CNY")
    city = SmallCity(store).settle_in()
    with away(database):
        for _ in range(5):
            with pytest.raises(DatabaseUnreachable):
                city.fill("c")

    def filled() -> bool:
        try:
            city.fill("c", 100)
        except DatabaseUnreachable:
            return False
        return True

    until(filled)
    with store.lease("tick") as lease:
        assert lease is not None
    store.close()


def test_a_database_that_takes_no_entries_says_so_and_can_be_read(database: str) -> None:
    """Where it is read-only, as a standby is, and where its disk is full (which a trigger plays)."""
    store = PostgresStore(open_pool(database), "CNY")
    city = SmallCity(store).settle_in()
    with psycopg.connect(as_superuser(database), autocommit=True) as admin:
        admin.execute(
            "CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$"
        )
        admin.execute(
            "CREATE TRIGGER full_up BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION full_up()"
        )
        city.fill()
        with pytest.raises(EntriesRefused):
            city.place({"a1": 1})
        admin.execute("DROP TRIGGER full_up ON orders")
        assert city.place({"a1": 1})
        name = conninfo_to_dict(database)["dbname"]
        admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        until(lambda: _is_refused(city))
        with store.begin() as work:
            assert work.merchants.get("a") is not None
        with pytest.raises(EntriesRefused), store.lease("tick"):
            pass
    store.close()


def _is_refused(city: SmallCity) -> bool:
    try:
        city.fill()
    except EntriesRefused:
        return True
    except DatabaseUnreachable:
        return False
    return False
