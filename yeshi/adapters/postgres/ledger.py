"""The books in PostgreSQL: transfers are entered together at the end of the work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.flow.ports import Period
from yeshi.ledger.accounts import account
from yeshi.ledger.transfers import Movement, PeriodSum, Transfer

_COLUMNS = 'id, at, "order", debit, credit, fen, currency, why'


def _read(row: tuple[Any, ...]) -> Transfer:
    id_, at, order, debit, credit, fen, currency, why = row
    return Transfer(id_, at, order, Movement(debit, credit, Money(fen, currency), why))


class PostgresLedger:
    """The books of one currency.

    Balances are read unlocked; the constraint that none is overdrawn holds when the transfers are
    entered, and work that would break it meets it as a conflict and is tried again.
    """

    def __init__(self, connection: Connection[Any], currency: str) -> None:
        self._connection = connection
        self._currency = currency
        self._entered: list[Transfer] = []

    def move(self, transfers: Sequence[Transfer]) -> None:
        """Have the transfers entered at the end of the work."""
        self._entered += transfers

    def flush(self) -> None:
        """Enter the transfers, opening the accounts they name; locked in the order of their ids."""
        if not self._entered:
            return
        self._lock_accounts(
            sorted({side for t in self._entered for side in (t.movement.debit, t.movement.credit)})
        )
        moved = [
            (
                one.id, one.at, one.order, one.movement.debit, one.movement.credit,
                one.movement.amount.fen, one.movement.amount.currency, one.movement.why,
            )
            for one in self._entered
        ]  # fmt: skip
        self._connection.execute(
            f"INSERT INTO transfers ({_COLUMNS})"
            " SELECT * FROM unnest(%s::text[], %s::timestamptz[], %s::text[], %s::text[],"
            " %s::text[], %s::bigint[], %s::text[], %s::text[])",
            [list(column) for column in zip(*moved, strict=True)],
        )
        self._entered.clear()

    def _lock_accounts(self, names: list[str]) -> None:
        lock = b"SELECT id FROM accounts WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
        there = {row[0] for row in self._connection.execute(lock, (names,))}
        opened = [account(name, self._currency) for name in names if name not in there]
        if not opened:
            return
        self._connection.execute(
            b"INSERT INTO accounts (id, currency, may_overdraw)"
            b" SELECT * FROM unnest(%s::text[], %s::text[], %s::boolean[]) ON CONFLICT DO NOTHING",
            (
                [one.id for one in opened],
                [one.currency for one in opened],
                [one.may_overdraw for one in opened],
            ),
        )
        self._connection.execute(lock, (names,))

    def balance(self, account: str) -> Money:
        """The balance, zero for an account not opened yet."""
        row = self._connection.execute(
            "SELECT balance_fen FROM accounts WHERE id = %s", (account,)
        ).fetchone()
        return Money(row[0] if row else 0, self._currency)

    def balances(self) -> dict[str, Money]:
        """All balances by account."""
        rows = self._connection.execute(
            'SELECT id, balance_fen FROM accounts ORDER BY id COLLATE "C"'
        )
        return {name: Money(fen, self._currency) for name, fen in rows}

    def of_order(self, order: str) -> list[Transfer]:
        """The order's transfers, the oldest first."""
        rows = self._connection.execute(
            f'SELECT {_COLUMNS} FROM transfers WHERE "order" = %s ORDER BY seq', (order,)
        )
        return [_read(row) for row in rows]

    def of_account(self, account: str, limit: int) -> list[Transfer]:
        """The account's transfers, the newest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM transfers WHERE debit = %s OR credit = %s"
            " ORDER BY seq DESC LIMIT %s",
            (account, account, limit),
        )
        return [_read(row) for row in rows]

    def of_account_since(self, account: str, since: datetime) -> list[Transfer]:
        """The account's transfers at `since` and later, the earliest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM transfers WHERE (debit = %s OR credit = %s) AND at >= %s"
            " ORDER BY seq",
            (account, account, since),
        )
        return [_read(row) for row in rows]

    def between(self, since: datetime, until: datetime) -> list[Transfer]:
        """The transfers from `since` to before `until`, the earliest first."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM transfers WHERE at >= %s AND at < %s ORDER BY seq",
            (since, until),
        )
        return [_read(row) for row in rows]

    def by_period(self, account: str, period: Period, calendar: Calendar) -> list[PeriodSum]:
        """The account's sums by local calendar year, or week from Monday, and by reason."""
        rows = self._connection.execute(
            "SELECT date_trunc(%s, at AT TIME ZONE %s)::date AS begins, why,"
            " coalesce(sum(fen) FILTER (WHERE credit = %s), 0)::bigint,"
            " coalesce(sum(fen) FILTER (WHERE debit = %s), 0)::bigint"
            " FROM transfers WHERE debit = %s OR credit = %s"
            ' GROUP BY begins, why ORDER BY begins, why COLLATE "C"',
            (period, calendar.zone.key, account, account, account, account),
        )
        return [
            PeriodSum(begins, why, Money(into, self._currency), Money(out, self._currency))
            for begins, why, into, out in rows
        ]

    def of_orders(self, orders: Sequence[str]) -> list[Transfer]:
        """The transfers of those orders, the oldest first."""
        rows = self._connection.execute(
            f'SELECT {_COLUMNS} FROM transfers WHERE "order" = ANY(%s) ORDER BY seq',
            (list(orders),),
        )
        return [_read(row) for row in rows]
