"""A store in PostgreSQL: a piece of work is a transaction on a connection of the pool."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, LiteralString

from psycopg import Connection, errors
from psycopg_pool import ConnectionPool, PoolTimeout
from pydantic_core import PydanticSerializationError

from yeshi.adapters.postgres.contents import PostgresContents
from yeshi.adapters.postgres.errands import PostgresErrands, PostgresPrints
from yeshi.adapters.postgres.fleet import PostgresCouriers, PostgresRoutes, PostgresShifts
from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.postgres.journal import PostgresCommands, PostgresEvents
from yeshi.adapters.postgres.ledger import PostgresLedger
from yeshi.adapters.postgres.market import PostgresItems
from yeshi.adapters.postgres.orders import PostgresOrders
from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.base.errors import (
    BooksBroken,
    Conflict,
    DatabaseUnreachable,
    EntriesRefused,
    InvariantBroken,
    NotStorable,
)
from yeshi.flow.kept import Collections, Kept
from yeshi.flow.ports import Work

POOL_SIZE = 12
_BOOKS = ("accounts", "transfers")
_MET = (errors.DeadlockDetected, errors.SerializationFailure, errors.LockNotAvailable)
_NO_ENTRIES = (errors.DiskFull, errors.ReadOnlySqlTransaction)
# A NUL, half a character, a number or moment beyond its column: nothing that anybody can keep.
_NOT_STORABLE = (errors.DataError, UnicodeError, PydanticSerializationError)
# The kinds that are asked more than the rest; all others are plain records.
_ASKED: dict[str, type[PostgresRecords[Any]]] = {
    "items": PostgresItems,
    "orders": PostgresOrders,
    "couriers": PostgresCouriers,
    "shifts": PostgresShifts,
    "routes": PostgresRoutes,
    "errands": PostgresErrands,
    "prints": PostgresPrints,
}


class PostgresWork(Collections):
    """The tables, on one transaction."""

    def __init__(self, connection: Connection[Any], currency: str) -> None:
        self._connection = connection
        self.ledger = PostgresLedger(connection, currency)
        self.contents = PostgresContents(connection)
        self.events = PostgresEvents(connection)
        self.commands = PostgresCommands(connection)

    def open(self, kept: Kept[Any]) -> PostgresRecords[Any]:
        """The table of that kind, on this transaction."""
        return _ASKED.get(kept.name, PostgresRecords)(self._connection, kept, self)


class PostgresLease:
    """A lock of a session: it is ours as long as its connection lives."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def held(self) -> bool:
        """Whether the session that holds it still answers."""
        try:
            self._connection.execute("SELECT 1")
        except errors.OperationalError:
            return False
        return True


class PostgresStore:
    """A city kept in PostgreSQL."""

    def __init__(self, pool: ConnectionPool[Connection[Any]], currency: str) -> None:
        self._pool = pool
        self._currency = currency

    def begin(self) -> AbstractContextManager[Work]:
        """A transaction, kept at its end or, after an exception, undone."""
        return self._begin()

    def look(self) -> AbstractContextManager[Work]:
        """A transaction that sees one moment and may change nothing."""
        return self._begin("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    @contextmanager
    def _begin(self, as_: LiteralString | None = None) -> Iterator[Work]:
        try:
            with self._pool.connection() as connection:
                if as_ is not None:
                    connection.execute(as_)
                work = PostgresWork(connection, self._currency)
                yield work
                work.ledger.flush()
        except _MET as met:
            raise Conflict(str(met)) from met
        except _NOT_STORABLE as fault:
            raise NotStorable(f"the database does not take it: {_brief(fault)}") from fault
        except _NO_ENTRIES as full:
            raise EntriesRefused(f"the database takes nothing in: {_brief(full)}") from full
        except (PoolTimeout, errors.OperationalError) as gone:
            raise DatabaseUnreachable(f"the database cannot be reached: {_brief(gone)}") from gone
        except errors.IntegrityError as broken:
            # Somebody else spent the money between our look and our entry: look again.
            if broken.diag.constraint_name == "accounts_not_overdrawn":
                raise Conflict(str(broken)) from broken
            of_money = broken.diag.table_name in _BOOKS
            raise (BooksBroken if of_money else InvariantBroken)(str(broken)) from broken

    @contextmanager
    def lease(self, name: str) -> Iterator[PostgresLease | None]:
        """The name until the end of the context, among all processes; None where another has it.

        The lock belongs to the session: when this process dies, the server frees it.
        """
        try:
            with self._pool.connection(timeout=10) as connection:
                connection.autocommit = True
                row = connection.execute(
                    "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (name,)
                ).fetchone()
                try:
                    yield PostgresLease(connection) if row and row[0] else None
                finally:
                    if not connection.closed:
                        connection.execute("SELECT pg_advisory_unlock_all()")
                        connection.autocommit = False
        except (PoolTimeout, errors.OperationalError) as gone:
            raise DatabaseUnreachable(f"the database cannot be reached: {_brief(gone)}") from gone

    def close(self) -> None:
        """Give the connections back."""
        self._pool.close()


def _brief(fault: Exception) -> str:
    lines = str(fault).strip().splitlines()
    return lines[-1] if lines else type(fault).__name__


def open_pool(url: str) -> ConnectionPool[Connection[Any]]:
    """A pool of connections to the database; moments come back in UTC."""
    return GuardedPool(
        url,
        min_size=2,
        max_size=POOL_SIZE,
        open=True,
        timeout=5,
        check=ConnectionPool.check_connection,
        kwargs={"options": "-c timezone=UTC", "application_name": "yeshi"},
    )
