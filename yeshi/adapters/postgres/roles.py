"""Who may do what in a database: one role owns its schema, another serves the city.

Whoever serves reads and writes rows and owns nothing: they cannot change the schema, nor read a
file of the server, whatever is asked of them from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, LiteralString
from urllib.parse import urlsplit, urlunsplit

from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composed, Identifier

from yeshi.adapters.postgres.migrations import MIGRATIONS_LOCK, migrate, reached

# The roles of a server of our own; on another one they are called as its owner likes.
OWNER, CITY = "yeshi_owner", "yeshi"

_MADE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        CREATE ROLE {role} LOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$"""
# Sequences of a column go with its table.
_OWNED_BY_OTHERS = b"""
SELECT 'TABLE', oid::regclass::text FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    AND relowner <> %(owner)s::regrole
UNION ALL
SELECT 'SEQUENCE', oid::regclass::text FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S'
    AND relowner <> %(owner)s::regrole
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('a', 'i'))
UNION ALL
SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND proowner <> %(owner)s::regrole
UNION ALL
SELECT 'TYPE', oid::regtype::text FROM pg_type
WHERE typnamespace = current_schema()::regnamespace AND typtype IN ('e', 'd')
    AND typowner <> %(owner)s::regrole"""
# Of all tables and sequences of the schema, whether one is closed to the role.
_CLOSED = b"""
SELECT EXISTS (
    SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND CASE
        WHEN relname LIKE '%%yoyo%%'
            THEN relkind = 'r' AND NOT has_table_privilege(%(role)s, oid, 'SELECT')
        WHEN relkind IN ('r', 'p') THEN NOT (has_table_privilege(%(role)s, oid, 'SELECT')
            AND has_table_privilege(%(role)s, oid, 'INSERT')
            AND has_table_privilege(%(role)s, oid, 'UPDATE')
            AND has_table_privilege(%(role)s, oid, 'DELETE'))
        WHEN relkind = 'S' THEN NOT has_sequence_privilege(%(role)s, oid, 'USAGE')
        WHEN relkind IN ('v', 'm') THEN NOT has_table_privilege(%(role)s, oid, 'SELECT')
        ELSE false END)"""
_OPENED = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
)
_RIGHTS = b"""
SELECT rolsuper, has_schema_privilege(current_schema(), 'CREATE') OR EXISTS (
    SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace
    AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'USAGE'))
FROM pg_roles WHERE rolname = current_user"""
_MIGRATIONS = b"""
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname LIKE '%yoyo%'"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """A database as its owner reaches it, who may change its schema, and as the city does."""

    owner: str
    city: str


def as_role(url: str, role: str) -> str:
    """The address for another role, without a password: of a server that trusts who reaches it."""
    parts = urlsplit(url)
    place = parts.netloc.rsplit("@", 1)[-1]
    return urlunsplit(parts._replace(netloc=f"{role}:@{place}"))


def with_roles(url: str) -> Addresses:
    """Makes both roles in a database of our own, reached as its superuser, and hands it over.

    What a superuser made there before there were roles, a later start hands over as well.
    """
    with reached(url) as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATIONS_LOCK,))
        for role in (OWNER, CITY):
            connection.execute(_MADE.format(role=role).encode())
        if not _has(connection, "has_schema_privilege(%s, current_schema(), 'CREATE')", OWNER):
            grant = "GRANT CREATE, USAGE ON SCHEMA {schema} TO {role}"
            connection.execute(_composed(connection, grant, OWNER))
        for kind, name in connection.execute(_OWNED_BY_OTHERS, {"owner": OWNER}).fetchall():
            connection.execute(f"ALTER {kind} {name} OWNER TO {OWNER}".encode())
    return Addresses(owner=as_role(url, OWNER), city=as_role(url, CITY))


def prepare(addresses: Addresses) -> None:
    """Bring the schema up to this code as its owner, and open it to whoever serves.

    Raises as `migrate` does.
    """
    migrate(addresses.owner)
    open_schema(addresses)


def open_schema(addresses: Addresses) -> None:
    """Let whoever serves read and write what is in the schema by now."""
    if addresses.owner == addresses.city:
        return
    role = _role_of(addresses.city)
    with reached(addresses.owner) as connection:
        if connection.info.user == role:
            return
        if not _has(connection, _CLOSED, role):
            return
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATIONS_LOCK,))
            for grant in _OPENED:
                connection.execute(_composed(connection, grant, role))
            for (table,) in connection.execute(_MIGRATIONS).fetchall():
                # What was applied is known to all, and entered by the owner alone.
                taken = SQL("REVOKE INSERT, UPDATE, DELETE ON {} FROM {}")
                connection.execute(taken.format(Identifier(table), Identifier(role)))


def _role_of(url: str) -> str:
    """The role that an address names; where it names none, that which the server takes it for.

    Whoever prepares the schema may be unable to come in as the city, as with peer authentication.
    """
    named = conninfo_to_dict(url).get("user")
    if named:
        return str(named)
    with reached(url) as connection:
        return str(connection.info.user)


def too_much_of(url: str) -> str:
    """What the role of this address may do that whoever serves need not; "" where nothing."""
    with reached(url) as connection:
        row = connection.execute(_RIGHTS).fetchone()
    superuser, changes = row or (False, False)
    if superuser:
        return "the city's role is a superuser of the server"
    return "the city's role may change the schema" if changes else ""


def _has(connection: Connection[Any], asked: str | bytes, role: str) -> bool:
    if isinstance(asked, bytes):
        row = connection.execute(asked, {"role": role}).fetchone()
    else:
        row = connection.execute(f"SELECT {asked}".encode(), (role,)).fetchone()
    return bool(row and row[0])


def _composed(connection: Connection[Any], text: LiteralString, role: str) -> Composed:
    row = connection.execute("SELECT current_schema()").fetchone()
    schema = Identifier(str(row[0]) if row else "public")
    return SQL(text).format(schema=schema, role=Identifier(role))
