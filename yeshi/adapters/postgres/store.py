"""A store in PostgreSQL: a piece of work is a transaction on a connection of the pool."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from time import monotonic
from typing import Any, LiteralString
from weakref import WeakKeyDictionary

from psycopg import Connection, errors
from psycopg.types.json import set_json_loads
from psycopg_pool import ConnectionPool, PoolTimeout
from pydantic_core import PydanticSerializationError, from_json

from yeshi.adapters.postgres import parts
from yeshi.adapters.postgres.guarding import GuardedPool
from yeshi.adapters.postgres.ledger import POTS
from yeshi.adapters.postgres.numbering import Gaps
from yeshi.adapters.postgres.patience import (
    PATIENCE_S,
    PATIENCE_TO_READ_S,
    PatientConnection,
)
from yeshi.adapters.postgres.work import PostgresWork
from yeshi.base.errors import (
    BooksBroken,
    Conflict,
    DatabaseUnreachable,
    EntriesRefused,
    InvariantBroken,
    LeaseLost,
    NotStorable,
    OutOfTime,
)
from yeshi.base.sure import there
from yeshi.flow.lease import acting

# A dozen are for leases, one each.
POOL_SIZE = 24
READERS = 16
_TAKE = """
INSERT INTO leases AS kept (name, number) VALUES (%s, 1)
ON CONFLICT (name) DO UPDATE SET number = kept.number + 1 RETURNING number"""
_NUMBER = "SELECT number FROM leases WHERE name = %s"
# A machine that is gone without a word is given up after three seconds, and so are its leases.
_KEEPALIVES = " -c tcp_keepalives_idle=1 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=2"
_OPTIONS = "-c timezone=UTC" + _KEEPALIVES
_LIMITS = " -c statement_timeout=5s -c lock_timeout=1s -c idle_in_transaction_session_timeout=30s"
_READING = " -c statement_timeout=2s -c default_transaction_read_only=on"
# Waited for a word of a connection that nobody used for a while.
CHECK_S = 1.0
# A connection that was used so shortly ago is not asked whether it lives.
IDLE_S = 1.0
_USED_AT: WeakKeyDictionary[Connection[Any], float] = WeakKeyDictionary()
_BOOKS = ("accounts", "transfers", "held")
_POT = "SELECT nextval('pots_taken')"
_LOOK_AGAIN = (
    "accounts_not_overdrawn", "commands_pkey", "persons_pkey", "proven_contacts_pkey",
    "provided_subjects_pkey", "provided_subjects_of_person", "shoppers_pkey",
)  # fmt: skip
# The last: what was prepared on a session was let go by somebody else.
_MET = (errors.DeadlockDetected, errors.SerializationFailure, errors.InvalidSqlStatementName)
_TOOK_TOO_LONG = (errors.QueryCanceled, errors.LockNotAvailable)
_NO_ENTRIES = (errors.DiskFull, errors.ReadOnlySqlTransaction)
# A NUL, half a character, a number or moment beyond its column: nothing that anybody can keep.
_NOT_STORABLE = (errors.DataError, UnicodeError, PydanticSerializationError)


class PostgresLease:
    """A lock of a session: it is ours as long as its connection lives."""

    def __init__(self, connection: Connection[Any], name: str) -> None:
        self._connection, self.name = connection, name
        taken = connection.execute(_TAKE, (name,)).fetchone()
        self.number: int = there(taken, f"number of the lease {name}")[0]

    def held(self) -> bool:
        """Whether the session that holds it still answers, and nobody took it since."""
        try:
            asked = self._connection.execute(_NUMBER, (self.name,)).fetchone()
        except errors.OperationalError:
            return False
        return asked is not None and asked[0] == self.number


class PostgresStore:
    """A city kept in PostgreSQL."""

    def __init__(
        self, pool: GuardedPool, currency: str, readers: GuardedPool | None = None
    ) -> None:
        """`readers`: connections for whoever only reads and waits for it; else those of `pool`."""
        self.pool, self.readers = pool, readers or pool
        self._currency = currency
        self._gaps = Gaps()
        self._pot: int | None = None

    def begin(self) -> AbstractContextManager[PostgresWork]:
        """A transaction, kept at its end or, after an exception, undone."""
        return self._begin()

    def look(self) -> AbstractContextManager[PostgresWork]:
        """A transaction that sees one moment and may change nothing."""
        return self._begin("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    @contextmanager
    def read(self) -> Iterator[PostgresWork]:
        """What there is now, each question by itself, on a connection that changes nothing."""
        with self._told(), self.readers.connection() as connection:
            work = PostgresWork(connection, self._currency, 0, self._gaps)
            yield work
            work.end_unchanged()

    @contextmanager
    def _begin(self, as_: LiteralString | None = None) -> Iterator[PostgresWork]:
        with self._told(), self.pool.connection() as connection:
            if as_ is not None:
                connection.execute(as_)
            if self._pot is None and as_ is None:
                self._pot = _next_pot(connection)
            work = PostgresWork(
                connection, self._currency, self._pot or 0, self._gaps, under=acting()
            )
            yield work
            work.end()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the driver raises within the context, raised as an error of the platform."""
        try:
            yield
        except _MET as met:
            raise Conflict(str(met)) from met
        except _NOT_STORABLE as fault:
            raise NotStorable(f"the database does not take it: {_brief(fault)}") from fault
        except _TOOK_TOO_LONG as late:
            raise OutOfTime(f"the database took too long: {_brief(late)}") from late
        except _NO_ENTRIES as full:
            raise EntriesRefused(f"the database takes nothing in: {_brief(full)}") from full
        except (PoolTimeout, errors.OperationalError) as gone:
            raise DatabaseUnreachable(f"the database cannot be reached: {_brief(gone)}") from gone
        except errors.IntegrityError as broken:
            raise self._of_broken(broken) from broken

    def _of_broken(self, broken: errors.IntegrityError) -> Exception:
        """What the broken rule means."""
        rule = broken.diag.constraint_name
        if parts.is_missing(broken):
            parts.make(self.pool)
            return Conflict(str(broken))
        if rule == "leases_held":
            return LeaseLost(_brief(broken))
        # Somebody else spent the money between our look and our entry, answered a command of the
        # same key, came by the same phone, or took the same name to sign in with: look again.
        if rule in _LOOK_AGAIN:
            return Conflict(str(broken))
        of_money = parts.whole_of(broken.diag.table_name) in _BOOKS
        return (BooksBroken if of_money else InvariantBroken)(str(broken))

    @contextmanager
    def lease(self, name: str) -> Iterator[PostgresLease | None]:
        """The name until the end of the context, among all processes; None where another has it.

        The lock belongs to the session: when this process dies, the server frees it.
        """
        try:
            with self.pool.connection(timeout=10) as connection:
                connection.autocommit = True
                row = connection.execute(
                    "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (name,)
                ).fetchone()
                try:
                    yield PostgresLease(connection, name) if row and row[0] else None
                finally:
                    if not connection.closed:
                        connection.execute("SELECT pg_advisory_unlock_all()")
                        connection.autocommit = False
        except _NO_ENTRIES as full:
            raise EntriesRefused(f"the database takes nothing in: {_brief(full)}") from full
        except (PoolTimeout, errors.OperationalError) as gone:
            raise DatabaseUnreachable(f"the database cannot be reached: {_brief(gone)}") from gone

    def close(self) -> None:
        """Give the connections back."""
        self.readers.close()
        self.pool.close()


def _next_pot(connection: Connection[Any]) -> int:
    """Another one than that of whoever asked before, so that up to as many never meet."""
    taken = connection.execute(_POT).fetchone()
    return int(there(taken, "number of a pot")[0]) % POTS


def _brief(fault: Exception) -> str:
    lines = str(fault).strip().splitlines()
    return lines[-1] if lines else type(fault).__name__


def _configure(connection: Connection[Any]) -> None:
    """Have documents read by the reader that also checks the records, several times as fast."""
    set_json_loads(from_json, connection)


def _check(connection: PatientConnection) -> None:
    """See that a connection lives which nobody used for a while; OperationalError when not."""
    used_at = _USED_AT.get(connection)
    now = monotonic()
    if used_at is None or now - used_at > IDLE_S:
        with connection.hurried(CHECK_S):
            ConnectionPool.check_connection(connection)
    _USED_AT[connection] = now


def open_pool(url: str, *, limited: bool = False) -> GuardedPool:
    """A pool of connections to the database; moments come back in UTC.

    `limited`: for whoever serves, each statement, each wait for a lock and each pause within a
    transaction has its limit; what takes longer is undone, and told as out of time. A server that
    says nothing at all is given up soon after.
    """
    return GuardedPool(
        url,
        _check,
        patience_s=PATIENCE_S if limited else None,
        min_size=2,
        max_size=POOL_SIZE,
        open=True,
        timeout=5,
        configure=_configure,
        kwargs={
            "options": _OPTIONS + (_LIMITS if limited else ""),
            "application_name": "yeshi",
            # Statements are prepared by ourselves (wire.py).
            "prepare_threshold": None,
        },
    )


def open_readers(beside: GuardedPool) -> GuardedPool:
    """A pool on the same database for those who read pages: they wait for less, and change nothing.

    A statement is a transaction of its own there: nothing is begun and ended around it.
    """
    return GuardedPool(
        beside.url,
        _check,
        patience_s=PATIENCE_TO_READ_S,
        beside=beside,
        min_size=2,
        max_size=READERS,
        open=True,
        timeout=3,
        configure=_configure,
        kwargs={
            "options": _OPTIONS + _READING,
            "application_name": "yeshi",
            "autocommit": True,
            "prepare_threshold": None,
        },
    )
