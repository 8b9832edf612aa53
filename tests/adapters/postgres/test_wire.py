"""Statements go to the server together, in their order, and a fault leaves the connection whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg import errors

from yeshi.adapters.postgres import wire as wire_
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.adapters.postgres.wire import CellUnreadable, Wire, numbered

Connection = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def connection(empty_database: str) -> Iterator[Connection]:
    """One to a database with a table of words."""
    with psycopg.connect(empty_database) as made:
        made.execute("CREATE TABLE words (id integer PRIMARY KEY, word text NOT NULL)")
        made.commit()
        yield made


def test_each_statement_gives_its_rows_or_how_many_it_changed(connection: Connection) -> None:
    """Once prepared, and with whatever values."""
    wire = Wire(connection)
    for number in (1, 70_000, 2_000_000_000):
        changed, rows = wire.send(
            [
                (
                    b"INSERT INTO words VALUES (%s, %s), (%s, %s)",
                    (number, "a", number + 1, "\u591c"),
                ),
                (b"SELECT word FROM words WHERE id = ANY(%s) ORDER BY id", ([number, number + 1],)),
            ]
        )
        assert (changed.changed, changed.rows) == (2, [])
        assert rows.rows == [("a",), ("\u591c",)]
    assert wire.send([(b"SELECT %s::timestamptz, 100 %% 7", (datetime(2026, 1, 1, tzinfo=UTC),))])[
        0
    ].rows == [(datetime(2026, 1, 1, tzinfo=UTC), 2)]


def test_what_is_sent_is_kept_with_its_commit_and_not_before(connection: Connection) -> None:
    """The transaction begins with the first statement."""
    wire = Wire(connection)
    wire.send([(b"INSERT INTO words VALUES (1, 'undone')", ())])
    connection.rollback()
    wire.send([(b"INSERT INTO words VALUES (2, 'kept')", ())], commit=True)
    connection.rollback()
    assert connection.execute("SELECT id FROM words").fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("query", "values", "fault"),
    [
        (b"INSERT INTO words VALUES (5, %s)", ("twice",), errors.UniqueViolation),
        (b"SELECT nothing FROM nowhere", (), errors.UndefinedTable),
        (b"INSERT INTO words VALUES (2, %s)", ("\0",), errors.DataError),
        (b"INSERT INTO words VALUES (2, %s)", ("\ud800",), UnicodeError),
        (b"SELECT timestamptz '0001-01-01 00:00+14'", (), CellUnreadable),
    ],
)
def test_after_a_fault_nothing_is_kept_and_the_connection_goes_on(
    connection: Connection, query: bytes, values: tuple[object, ...], fault: type[Exception]
) -> None:
    """Whether the server tells it, or it is found before or after."""
    wire = Wire(connection)
    wire.send([(b"INSERT INTO words VALUES (1, 'one')", ())], commit=True)
    for _ in range(2):
        with pytest.raises(fault):
            wire.send([(b"UPDATE words SET id = 5", ()), (query, values), (b"SELECT 1", ())])
        connection.rollback()
        assert wire.send([(b"SELECT id FROM words", ())])[0].rows == [(1,)]
        connection.rollback()


def test_a_fault_at_the_commit_is_told(connection: Connection) -> None:
    """What is looked at then is no less a fault."""
    connection.execute(
        "ALTER TABLE words ADD FOREIGN KEY (id) REFERENCES words (id),"
        " ADD COLUMN of integer REFERENCES words DEFERRABLE INITIALLY DEFERRED"
    )
    connection.commit()
    with pytest.raises(errors.ForeignKeyViolation):
        Wire(connection).send([(b"INSERT INTO words VALUES (1, 'one', 9)", ())], commit=True)
    assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)


def test_a_session_that_was_ended_is_a_fault_of_the_connection(
    connection: Connection, empty_database: str
) -> None:
    """And it is closed."""
    wire = Wire(connection)
    with psycopg.connect(empty_database, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))
    with pytest.raises(errors.OperationalError):
        wire.send([(b"SELECT 1", ()), (b"SELECT 2", ())])
    assert connection.closed


def test_no_more_than_so_many_statements_are_prepared(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is answered all the same."""
    monkeypatch.setattr(wire_, "PREPARED_MAX", 3)
    wire = Wire(connection)
    for number in [*range(9), *range(9)]:
        assert wire.send([(b"SELECT %d + %%s" % number, (1,))])[0].rows == [(number + 1,)]
    connection.rollback()
    prepared = connection.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()
    assert prepared == (3,)


def test_what_is_prepared_outlives_a_rollback(connection: Connection) -> None:
    """Though others use the connection as well, again and again."""
    wire = Wire(connection)
    for _ in range(3):
        for _ in range(9):
            connection.execute("SELECT count(*) FROM words WHERE id = %s", (1,))
        assert wire.send([(b"SELECT 1", ())])[0].rows == [(1,)]
        connection.rollback()


def test_what_somebody_else_let_go_is_prepared_anew(connection: Connection) -> None:
    """Once it was missed."""
    wire = Wire(connection)
    wire.send([(b"SELECT 1", ())], commit=True)
    connection.execute("DEALLOCATE ALL")
    with pytest.raises(errors.InvalidSqlStatementName):
        wire.send([(b"SELECT 1", ())])
    connection.rollback()
    assert wire.send([(b"SELECT 1", ())])[0].rows == [(1,)]


def test_a_session_that_held_a_lease_does_work_afterwards(
    database: str,
) -> None:
    """Also after a work that was undone: nobody lets go what others have prepared."""
    store = PostgresStore(open_pool(database), "CNY")
    for _ in range(12):
        with store.lease("tick") as lease:
            assert lease is not None
            for _ in range(9):
                assert lease.held()
        for _ in range(3):
            with suppress(ZeroDivisionError), store.begin() as work:
                work.items.get("nothing")
                raise ZeroDivisionError
            with store.begin() as work:
                assert work.items.get("nothing") is None
    store.close()


def test_what_no_socket_takes_at_once_goes_all_the_same(connection: Connection) -> None:
    """However long, both ways."""
    text = "x" * 3_000_000
    wire = Wire(connection)
    told = wire.send([(b"SELECT %s::text", (text,)) for _ in range(4)], commit=True)
    assert [one.rows for one in told] == [[(text,)]] * 4


def test_places_are_numbered_and_signs_of_percent_kept() -> None:
    """As psycopg reads them."""
    assert numbered(b"SELECT %s, 5 %% 2, %s") == b"SELECT $1, 5 % 2, $2"
