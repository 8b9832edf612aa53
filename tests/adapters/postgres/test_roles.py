"""Whoever serves a city reads and writes its rows, and may do nothing else to its database."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.conftest import as_superuser, fresh_database
from yeshi.adapters.postgres.migrations import migrate
from yeshi.adapters.postgres.roles import (
    CITY,
    OWNER,
    Addresses,
    as_role,
    open_schema,
    prepare,
    too_much_of,
    with_roles,
)
from yeshi.base.errors import SchemaBehind

OURS = "relnamespace = 'public'::regnamespace"


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE orders",
        "ALTER TABLE events DISABLE TRIGGER USER",
        "ALTER TABLE accounts DROP CONSTRAINT accounts_not_overdrawn",
        "CREATE TABLE mine (id text)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP FUNCTION set_checkpoint",
        "TRUNCATE transfers",
        "SET session_replication_role = replica",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY commands FROM '/etc/passwd'",
        "COPY commands TO PROGRAM 'cat'",
        "ALTER SYSTEM SET fsync = off",
        "CREATE ROLE mine SUPERUSER",
        "SET ROLE yeshi_owner",
        "DELETE FROM _yoyo_migration",
    ],
)
def test_what_serving_does_not_need_is_refused(database: str, statement: str) -> None:
    """The schema, the server's files, its settings and its roles are nobody's who serves."""
    with (
        psycopg.connect(database, autocommit=True) as connection,
        pytest.raises(InsufficientPrivilege),
    ):
        connection.execute(statement.encode())
    assert too_much_of(database) == ""


def test_what_a_superuser_made_is_handed_over(server: str) -> None:
    """A data folder of before there were roles, with all that is in its schema."""
    with fresh_database(server) as url:
        migrate(url)
        found = with_roles(url)
        open_schema(found)
        with psycopg.connect(url) as connection:
            told = connection.execute(
                f"SELECT count(*) FROM pg_class WHERE {OURS} AND relowner <> %s::regrole"
                " UNION ALL SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
                " AND proowner <> %s::regrole",
                (OWNER, OWNER),
            ).fetchall()
        assert told == [(0,), (0,)]
        assert too_much_of(found.city) == ""
        with psycopg.connect(found.city) as connection:
            assert connection.execute("SELECT count(*) FROM orders").fetchone() == (0,)
            connection.execute("SELECT set_checkpoint()")


def test_what_comes_later_is_opened_to_who_serves(database: str) -> None:
    """A table of a later migration; migrations are known to all, and entered by the owner."""
    owner = as_role(database, OWNER)
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY)")
    prepare(Addresses(owner=owner, city=database))
    with psycopg.connect(database) as connection:
        connection.execute("INSERT INTO later DEFAULT VALUES")
        assert connection.execute("SELECT count(*) FROM _yoyo_migration").fetchone() != (0,)


def test_whoever_prepares_need_not_come_in_as_the_city(database: str) -> None:
    """As where the server knows the users of the system, and takes one for no other."""
    owner = as_role(database, OWNER)
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE later (id bigint)")
    prepare(Addresses(owner=owner, city="postgresql://yeshi@/city?host=/nowhere"))
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_who_may_not_bring_the_schema_says_who_may(database: str) -> None:
    """In one sentence; the owner brings it, and the city goes on."""
    with psycopg.connect(as_superuser(database)) as connection:
        last = connection.execute("SELECT max(migration_id) FROM _yoyo_migration").fetchone()
        connection.execute("DELETE FROM _yoyo_migration WHERE migration_id = %s", last)
    with pytest.raises(SchemaBehind, match="yeshi migrate"):
        migrate(database)
    with psycopg.connect(as_superuser(database)) as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id, applied_at_utc)"
            " VALUES ('x', %s, now())",
            last,
        )
    migrate(database)


def test_an_address_is_that_of_another_role(tmp_path: Path) -> None:
    """With all else that it says."""
    url = f"postgresql://postgres:@/t1?host={tmp_path}"
    assert as_role(url, CITY) == f"postgresql://yeshi:@/t1?host={tmp_path}"
