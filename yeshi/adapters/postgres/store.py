"""A store in PostgreSQL: a piece of work is a transaction on a connection of the pool."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import Connection, errors
from psycopg_pool import ConnectionPool, PoolTimeout

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.accords.meeting import File, Meeting
from yeshi.adapters.postgres.business import (
    PostgresCouriers,
    PostgresItems,
    PostgresOrders,
    PostgresRoutes,
    PostgresShifts,
)
from yeshi.adapters.postgres.contents import PostgresContents
from yeshi.adapters.postgres.grouped import PostgresGrouped
from yeshi.adapters.postgres.journal import PostgresCommands, PostgresEvents
from yeshi.adapters.postgres.ledger import PostgresLedger
from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.adapters.postgres.rows import Rows
from yeshi.base.errors import BooksBroken, Conflict, DatabaseUnreachable, InvariantBroken
from yeshi.flow.ports import Work
from yeshi.market.merchant import Market, Merchant
from yeshi.observatory.shock import Shock
from yeshi.orders.checkout import Quote
from yeshi.people.person import Person
from yeshi.programmes.application import Application
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.payment import Payment
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Student
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Claim

POOL_SIZE = 12
_BOOKS = ("accounts", "transfers")
_MET = (errors.DeadlockDetected, errors.SerializationFailure, errors.LockNotAvailable)
_MARKETS, _MERCHANTS, _QUOTES = Rows(Market), Rows(Merchant), Rows(Quote)
_CAMPAIGNS, _PROGRAMMES, _ACCORDS = Rows(Campaign), Rows(Programme), Rows(Accord)
_COMMITMENTS, _MILESTONES = Rows(Commitment), Rows(Milestone)
_CLAIMS, _SHOCKS = Rows(Claim), Rows(Shock)
_MEETINGS, _FILES = Rows(Meeting), Rows(File)
_PERSONS, _DONORS, _PLEDGES = Rows(Person), Rows(Donor), Rows(Pledge)
_APPLICATIONS, _STUDENTS, _PAYMENTS = Rows(Application), Rows(Student), Rows(Payment)


class PostgresWork:
    """The tables, on one transaction."""

    def __init__(self, connection: Connection[Any], currency: str) -> None:
        self.markets = PostgresRecords(connection, "markets", _MARKETS)
        self.merchants = PostgresRecords(connection, "merchants", _MERCHANTS)
        self.items = PostgresItems(connection)
        self.quotes = PostgresRecords(connection, "quotes", _QUOTES)
        self.orders = PostgresOrders(connection)
        self.shifts = PostgresShifts(connection)
        self.couriers = PostgresCouriers(connection, self.shifts)
        self.routes = PostgresRoutes(connection)
        self.ledger = PostgresLedger(connection, currency)
        self.campaigns = PostgresRecords(connection, "campaigns", _CAMPAIGNS)
        self.claims = PostgresGrouped(connection, "claims", _CLAIMS, "campaign")
        self.shocks = PostgresRecords(connection, "shocks", _SHOCKS)
        self.programmes = PostgresRecords(connection, "programmes", _PROGRAMMES)
        self.persons = PostgresRecords(connection, "persons", _PERSONS)
        self.donors = PostgresGrouped(connection, "donors", _DONORS, "programme")
        self.pledges = PostgresGrouped(connection, "pledges", _PLEDGES, "programme")
        self.applications = PostgresGrouped(connection, "applications", _APPLICATIONS, "programme")
        self.students = PostgresGrouped(connection, "students", _STUDENTS, "programme")
        self.payments = PostgresGrouped(connection, "payments", _PAYMENTS, "programme")
        self.accords = PostgresRecords(connection, "accords", _ACCORDS)
        self.commitments = PostgresGrouped(connection, "commitments", _COMMITMENTS, "accord")
        self.milestones = PostgresGrouped(connection, "milestones", _MILESTONES, "accord")
        self.meetings = PostgresGrouped(connection, "meetings", _MEETINGS, "accord")
        self.files = PostgresGrouped(connection, "files", _FILES, "accord")
        self.contents = PostgresContents(connection)
        self.events = PostgresEvents(connection)
        self.commands = PostgresCommands(connection)


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

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A transaction, kept at its end or, after an exception, undone."""
        try:
            with self._pool.connection() as connection:
                work = PostgresWork(connection, self._currency)
                yield work
                work.ledger.flush()
        except _MET as met:
            raise Conflict(str(met)) from met
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
    return ConnectionPool(
        url,
        min_size=2,
        max_size=POOL_SIZE,
        open=True,
        timeout=5,
        check=ConnectionPool.check_connection,
        kwargs={"options": "-c timezone=UTC", "application_name": "yeshi"},
    )
