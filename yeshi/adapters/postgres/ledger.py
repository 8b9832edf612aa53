"""The books in PostgreSQL: transfers are entered together at the end of the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic_core import to_json

from yeshi.adapters.postgres.session import Row, Session, Statement
from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.flow.ports import Period
from yeshi.ledger.accounts import IN_POTS, KEPT, kind_of
from yeshi.ledger.chart import STEMS_OF_MANY
from yeshi.ledger.transfers import Movement, PeriodSum, Transfer

# In so many pots stands a budget that the whole city spends; each process has one that it takes
# from first, so that few ever wait for another.
POTS = 16
_COLUMNS = 'id, at, "order", debit, credit, fen, currency, why'
_ENTER = f"""
INSERT INTO transfers ({_COLUMNS}, pot)
SELECT {_COLUMNS}, pot FROM json_to_recordset(%s) AS entered (
    id text, at timestamptz, "order" text, debit text, credit text, fen bigint, currency text,
    why text, pot smallint)""".encode()
_LEVEL = b"INSERT INTO levellings (account, pot, pots, needed_fen) VALUES (%s, %s, %s, %s)"
_KEPT = b"SELECT id, pot, balance_fen FROM accounts WHERE id = ANY(%s)"
_OTHERS = "SELECT fen FROM balances WHERE account = %s"


def _read(row: Row) -> Transfer:
    id_, at, order, debit, credit, fen, currency, why = row
    return Transfer(id_, at, order, Movement(debit, credit, Money(fen, currency), why))


class PostgresLedger:
    """The books of one currency.

    Balances are read unlocked; the constraint that none is overdrawn holds when the transfers are
    entered, and work that would break it meets it as a conflict and is tried again. What is held
    for orders, and the accounts that may be overdrawn, have no balance of their own that each
    order would change: they are summed when they are asked for.
    """

    def __init__(self, session: Session, currency: str, pot: int) -> None:
        self._session, self._currency, self._pot = session, currency, pot
        self._entered: list[Transfer] = []
        # Of each account that was looked at, what its pots held then and what was moved since.
        self._pots: dict[str, dict[int, int]] = {}
        self._moved: Counter[str] = Counter()

    def move(self, transfers: Sequence[Transfer]) -> None:
        """Have the transfers entered at the end of the work."""
        self._entered += transfers
        for one in transfers:
            self._moved[one.movement.debit] -= one.movement.amount.fen
            self._moved[one.movement.credit] += one.movement.amount.fen

    def reading(self, accounts: Iterable[str]) -> Statement | None:
        """What reads those of the accounts that are kept and not known yet; None when all are."""
        wanted = [one for one in accounts if kind_of(one) in KEPT and one not in self._pots]
        return (_KEPT, (wanted,)) if wanted else None

    def learn(self, accounts: Iterable[str], rows: Sequence[Row]) -> None:
        """Take in what `reading` has found."""
        for name in accounts:
            # What was moved and not written yet is added to what is read; written, it is in it.
            if kind_of(name) in KEPT:
                self._pots.setdefault(name, {})
        for name, pot, fen in rows:
            self._pots[name][pot] = fen

    def balance(self, account: str) -> Money:
        """The balance, zero for an account not opened yet."""
        if kind_of(account) not in KEPT:
            rows = self._session.rows(_OTHERS, (account,))
            return Money(rows[0][0] if rows else 0, self._currency)
        statement = self.reading([account])
        if statement:
            self.learn([account], self._session.look(*statement))
        return Money(sum(self._pots[account].values()) + self._moved[account], self._currency)

    def pending(self) -> list[Statement]:
        """What writes the transfers that were moved since it was last asked."""
        if not self._entered:
            return []
        entered = [
            {
                "id": one.id, "at": one.at, "order": one.order, "debit": one.movement.debit,
                "credit": one.movement.credit, "fen": one.movement.amount.fen,
                "currency": one.movement.amount.currency, "why": one.movement.why,
                "pot": self._pot,
            }
            for one in self._entered
        ]  # fmt: skip
        return [*self._levellings(), (_ENTER, (to_json(entered).decode(),))]

    def written(self) -> None:
        """Let go what was written; balances are read anew."""
        self._entered.clear()
        self._moved.clear()
        self._pots.clear()

    def _levellings(self) -> list[Statement]:
        """What makes the pots even of which ours would not reach for what is taken from it."""
        taken = sorted(
            name for name, fen in self._moved.items() if fen < 0 and kind_of(name) in IN_POTS
        )
        for name in taken:
            self.balance(name)
        return [
            (_LEVEL, (name, self._pot, POTS, -self._moved[name]))
            for name in taken
            if self._pots[name].get(self._pot, 0) + self._moved[name] < 0
        ]

    def balances(self) -> dict[str, Money]:
        """All balances by account."""
        rows = self._session.rows('SELECT account, fen FROM balances ORDER BY account COLLATE "C"')
        return {name: Money(fen, self._currency) for name, fen in rows}

    def balances_of(self, beginning: str) -> dict[str, Money]:
        """The balances by account of those whose ids begin so."""
        rows = self._session.rows(
            "SELECT account, fen FROM balances WHERE starts_with(account, %s)"
            ' ORDER BY account COLLATE "C"',
            (beginning,),
        )
        return {name: Money(fen, self._currency) for name, fen in rows}

    def largest(self, beginning: str, start: int, limit: int) -> list[tuple[str, Money]]:
        """So many of those accounts with their balances, from the `start`th on: those first that
        stand furthest from nothing, on either side."""
        rows = self._session.rows(
            "SELECT account, fen FROM balances WHERE starts_with(account, %s)"
            ' ORDER BY abs(fen) DESC, account COLLATE "C" LIMIT %s OFFSET %s',
            (beginning, limit, start),
        )
        return [(name, Money(fen, self._currency)) for name, fen in rows]

    def sums(self) -> dict[str, tuple[int, Money]]:
        """By the stems of `ledger/chart.py` how many accounts there are, and what they hold."""
        rows = self._session.rows(
            "SELECT coalesce((SELECT stem FROM unnest(%s::text[]) AS stem"
            " WHERE starts_with(account, stem) LIMIT 1), account) AS stem,"
            " count(*), sum(fen)::bigint FROM balances GROUP BY 1 ORDER BY 1",
            (list(STEMS_OF_MANY),),
        )
        return {stem: (count, Money(fen, self._currency)) for stem, count, fen in rows}

    def sums_before(self, moment: datetime) -> dict[str, Money]:
        """By the stems of `ledger/chart.py` what all moved before the moment comes to; those that
        come to nothing are left out."""
        # What was moved since is taken from the balances: a day's transfers are read, not all.
        rows = self._session.rows(
            "SELECT coalesce((SELECT stem FROM unnest(%s::text[]) AS stem"
            " WHERE starts_with(account, stem) LIMIT 1), account) AS stem, sum(fen)::bigint"
            " FROM (SELECT account, fen FROM balances"
            " UNION ALL SELECT debit, fen FROM transfers WHERE at >= %s"
            " UNION ALL SELECT credit, -fen FROM transfers WHERE at >= %s) AS before (account, fen)"
            " GROUP BY 1 HAVING sum(fen) <> 0 ORDER BY 1",
            (list(STEMS_OF_MANY), moment, moment),
        )
        return {stem: Money(fen, self._currency) for stem, fen in rows}

    def alone(self) -> None:
        """Keep all others from entering transfers until the end of the work."""
        self._session.rows("SELECT pg_advisory_xact_lock(hashtextextended('days are closed', 0))")

    def close(self, until: datetime) -> None:
        """Let no transfer of before the moment be entered from now on."""
        self._session.rows(
            "INSERT INTO closed_until (until) VALUES (%s) ON CONFLICT (one) DO UPDATE"
            " SET until = greatest(closed_until.until, excluded.until) RETURNING until",
            (until,),
        )

    def of_order(self, order: str) -> list[Transfer]:
        """The order's transfers, the oldest first."""
        rows = self._session.rows(
            f'SELECT {_COLUMNS} FROM transfers WHERE "order" = %s ORDER BY seq', (order,)
        )
        return [_read(row) for row in rows]

    def of_account(self, account: str, limit: int) -> list[Transfer]:
        """The account's transfers, the newest first."""
        rows = self._session.rows(
            f"SELECT {_COLUMNS} FROM transfers WHERE debit = %s OR credit = %s"
            " ORDER BY seq DESC LIMIT %s",
            (account, account, limit),
        )
        return [_read(row) for row in rows]

    def of_account_since(self, account: str, since: datetime) -> list[Transfer]:
        """The account's transfers at `since` and later, the earliest first."""
        rows = self._session.rows(
            f"SELECT {_COLUMNS} FROM transfers WHERE (debit = %s OR credit = %s) AND at >= %s"
            " ORDER BY seq",
            (account, account, since),
        )
        return [_read(row) for row in rows]

    def of_accounts(
        self, accounts: Sequence[str], since: datetime, until: datetime, after: int, limit: int
    ) -> list[tuple[int, Transfer]]:
        """So many transfers of the accounts from `since` to before `until`, in the order of their
        entry, with their numbers, after that number."""
        named = list(accounts)
        rows = self._session.rows(
            f"SELECT seq, {_COLUMNS} FROM transfers"
            " WHERE (debit = ANY(%s) OR credit = ANY(%s)) AND at >= %s AND at < %s AND seq > %s"
            " ORDER BY seq LIMIT %s",
            (named, named, since, until, after, limit),
        )
        return [(row[0], _read(row[1:])) for row in rows]

    def held_before(self, account: str, moment: datetime) -> Money:
        """What the account's transfers of before the moment come to."""
        rows = self._session.rows(
            "SELECT coalesce(sum(CASE WHEN credit = %s THEN fen ELSE -fen END), 0)::bigint"
            " FROM transfers WHERE (debit = %s OR credit = %s) AND at < %s",
            (account, account, account, moment),
        )
        return Money(rows[0][0], self._currency)

    def between(self, since: datetime, until: datetime) -> list[Transfer]:
        """The transfers from `since` to before `until`, the earliest first."""
        rows = self._session.rows(
            f"SELECT {_COLUMNS} FROM transfers WHERE at >= %s AND at < %s ORDER BY seq",
            (since, until),
        )
        return [_read(row) for row in rows]

    def entered(self, after: int, limit: int) -> list[tuple[int, Transfer]]:
        """So many transfers in the order of their entry, with their numbers, after that number."""
        rows = self._session.rows(
            f"SELECT seq, {_COLUMNS} FROM transfers WHERE seq > %s ORDER BY seq LIMIT %s",
            (after, limit),
        )
        return [(row[0], _read(row[1:])) for row in rows]

    def first_and_last(self) -> list[Transfer]:
        """The transfer of the earliest moment and that of the latest; nothing where none is."""
        found = []
        for order in ("at, seq", "at DESC, seq DESC"):
            rows = self._session.rows(f"SELECT {_COLUMNS} FROM transfers ORDER BY {order} LIMIT 1")
            found += [_read(row) for row in rows]
        return found

    def by_period(self, account: str, period: Period, calendar: Calendar) -> list[PeriodSum]:
        """The account's sums by local calendar year, or week from Monday, and by reason."""
        rows = self._session.rows(
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
        rows = self._session.rows(
            f'SELECT {_COLUMNS} FROM transfers WHERE "order" = ANY(%s) ORDER BY seq',
            (list(orders),),
        )
        return [_read(row) for row in rows]
