"""How a PostgreSQL stands, for whoever operates the city: its leases, its pool, its migrations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg import Connection, errors
from psycopg_pool import ConnectionPool, PoolTimeout

from yeshi.adapters.postgres.migrations import differing
from yeshi.adapters.postgres.presence import Process, processes_in
from yeshi.base.errors import DatabaseUnreachable

# As Store.lease takes them: one lock of a session for each name, in the database at hand.
_HELD = b"""
SELECT name FROM unnest(%s::text[]) AS name WHERE EXISTS (
    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND datname = current_database()
    AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(name, 0)
)"""
_SERVER = b"""
SELECT clock_timestamp(), count(*) FILTER (WHERE application_name = 'yeshi'),
    to_regclass('_yoyo_migration')::text
FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_UNSAFE = b"""
SELECT name FROM pg_settings
WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerState:
    """A server, and the city's database on it, as of when it was asked.

    `version`: its major. `unsafe`: settings by which it may lose what it answered for. `now`: its
    clock. `sessions`: of processes of this platform, this one's left out. `differing`: as
    `migrations.differing`; None where there is no schema at all.
    """

    version: int
    unsafe: tuple[str, ...]
    now: datetime
    sessions: int
    differing: str | None


def server_of(url: str) -> ServerState:
    """What there is to tell of the server at `url`; DatabaseUnreachable where there is none."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            now, sessions, there = connection.execute(_SERVER).fetchone() or (None, 0, None)
            return ServerState(
                version=connection.info.server_version // 10_000,
                unsafe=tuple(name for (name,) in connection.execute(_UNSAFE)),
                now=now,
                sessions=sessions,
                differing=differing(connection) if there else None,
            )
    except errors.OperationalError as gone:
        raise DatabaseUnreachable(f"the database cannot be reached: {gone}") from gone


class Lookout:
    """Looks at a database by connections of its pool; each look may raise DatabaseUnreachable."""

    def __init__(self, *pools: ConnectionPool[Any]) -> None:
        """`pools`: all of this process on that database; looks are by the last, for readers."""
        self._pools = pools

    def held(self, leases: Sequence[str]) -> frozenset[str]:
        """Which of the leases some process holds, this one or another."""
        with self._looking() as connection:
            rows = connection.execute(_HELD, (list(leases),)).fetchall()
        return frozenset(name for (name,) in rows)

    def processes(self) -> tuple[Process, ...]:
        """Who works for the city, this process too; also who was lost within the hour."""
        with self._looking() as connection:
            return processes_in(connection)

    def differing(self) -> str:
        """The last migration that only the database has, or only the code; "" where they agree."""
        with self._looking() as connection:
            return differing(connection)

    def pool(self) -> Mapping[str, int]:
        """Connections of this process: open, at hand, and how many wait for one."""
        told = [pool.get_stats() for pool in self._pools]
        return {
            "open": sum(one.get("pool_size", 0) for one in told),
            "at_hand": sum(one.get("pool_available", 0) for one in told),
            "waited_for": sum(one.get("requests_waiting", 0) for one in told),
        }

    @contextmanager
    def _looking(self) -> Iterator[Connection[Any]]:
        try:
            with self._pools[-1].connection() as connection:
                yield connection
        except (PoolTimeout, errors.OperationalError) as gone:
            raise DatabaseUnreachable(f"the database cannot be reached: {gone}") from gone
