"""Bringing a database to the schema of this code: numbered SQL files, applied under a lock."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import psycopg.sql

from yeshi.base.errors import DatabaseNewer, DatabaseUnreachable, SchemaBehind
from yeshi.events.kinds import BY_HAND

SCHEMA = Path(__file__).parent / "schema"
MIGRATIONS_LOCK = 7_000
OLDEST_SERVER = 150_000
# What people did by hand, as its index and the question for it both say.
ACTS = f"by NOT IN ('', 'clock') AND kind IN ({', '.join(map(repr, BY_HAND))})"
_ACTS_TOLD = "COMMENT ON INDEX events_by_hand IS {}"


def migrate(url: str) -> None:
    """Apply what is missing; when several processes start at once, one does it and all wait.

    Raises DatabaseUnreachable without a connection or below PostgreSQL 15, DatabaseNewer when the
    database has migrations that this code does not know, SchemaBehind when something is missing
    and the role may not change the schema.
    """
    with reached(url) as connection:
        if connection.info.server_version < OLDEST_SERVER:
            version = connection.info.server_version // 10_000
            raise DatabaseUnreachable(f"the database is PostgreSQL {version}; 15 is the oldest")
        # The lock ends with this session: a process that dies while migrating leaves none behind.
        connection.execute("SELECT pg_advisory_lock(%s)", (MIGRATIONS_LOCK,))
        _apply(url, connection)


def reached(url: str) -> psycopg.Connection[Any]:
    """A connection to the database, each statement kept at once; or DatabaseUnreachable."""
    try:
        return psycopg.connect(url, connect_timeout=5, autocommit=True)
    except psycopg.Error as fault:
        reason = str(fault).strip().splitlines()[-1] if str(fault).strip() else "no answer"
        raise DatabaseUnreachable(f"the database cannot be reached: {reason}") from None


def differing(connection: psycopg.Connection[Any]) -> str:
    """The last migration that only the database has, or only the code; "" where they agree."""
    return max(_applied(connection) ^ known(), default="")


@cache
def known() -> frozenset[str]:
    """The names of all migrations that this code brings."""
    return frozenset(path.stem for path in SCHEMA.glob("*.sql"))


def _apply(url: str, connection: psycopg.Connection[Any]) -> None:
    applied = _applied(connection)
    unknown = sorted(applied - known())
    if unknown:
        raise DatabaseNewer(
            f"the database is newer than this code: it has {unknown[-1]}; update yeshi"
        )
    if applied == known():
        _index_acts(connection)
        return
    if not _may_change(connection):
        raise SchemaBehind(
            f"the database lacks {min(known() - applied)}, and this role may not change its schema:"
            " run yeshi migrate with YESHI_MIGRATE_URL, the address of the role that owns it"
        )
    # Read here: a start that finds its schema there already does without.
    from yoyo import get_backend, read_migrations

    found = read_migrations(str(SCHEMA))
    backend = get_backend(_for_yoyo(url))
    try:
        backend.apply_migrations(backend.to_apply(found))
    finally:
        backend.connection.close()
    _index_acts(connection)


def _index_acts(connection: psycopg.Connection[Any]) -> None:
    """Have acts by hand be found quickly by the kinds that this code knows: its index names them.

    Left as it is where this role may not change it: then the rest of them is found slowly.
    """
    told = connection.execute(
        "SELECT obj_description(to_regclass('events_by_hand'), 'pg_class')"
    ).fetchone()
    if told == (ACTS,) or not _may_change(connection):
        return
    with connection.transaction():
        connection.execute("DROP INDEX IF EXISTS events_by_hand")
        connection.execute(f"CREATE INDEX events_by_hand ON events (seq) WHERE {ACTS}".encode())
        connection.execute(psycopg.sql.SQL(_ACTS_TOLD).format(ACTS))


def _may_change(connection: psycopg.Connection[Any]) -> bool:
    asked = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
    row = connection.execute(asked).fetchone()
    return bool(row and row[0])


def _applied(connection: psycopg.Connection[Any]) -> set[str]:
    row = connection.execute("SELECT to_regclass('_yoyo_migration')").fetchone()
    if row is None or row[0] is None:
        return set()
    return {row[0] for row in connection.execute("SELECT migration_id FROM _yoyo_migration")}


def _for_yoyo(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(scheme="postgresql+psycopg"))
