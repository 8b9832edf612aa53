"""The tables of statements and of discrepancies, with their questions."""

from __future__ import annotations

from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import AllPassedOn, DayCloses, Discrepancies, StatementsRead
from yeshi.ledger.closing import DayClose
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead
from yeshi.ledger.passed_on import PassedOn


class PostgresStatementsRead(PostgresRecords[StatementRead], StatementsRead):
    """Statements that were read in."""

    def of_account(self, account: str, limit: int) -> list[StatementRead]:
        """So many of the account, those read in last first."""
        return self._many(
            'WHERE account = %s ORDER BY read_at DESC, id COLLATE "C" DESC LIMIT %s',
            (account, limit),
        )


class PostgresDiscrepancies(PostgresRecords[KeptDiscrepancy], Discrepancies):
    """What did not agree."""

    def open_of(self, account: str) -> list[KeptDiscrepancy]:
        """Those of the account that are open, the oldest first."""
        return self._many(
            "WHERE account = %s AND state = 'open' ORDER BY since, id COLLATE \"C\"", (account,)
        )

    def over_of(self, account: str, limit: int) -> list[KeptDiscrepancy]:
        """So many of the account that are over, the last first."""
        return self._many(
            "WHERE account = %s AND state <> 'open'"
            ' ORDER BY ended_at DESC, id COLLATE "C" DESC LIMIT %s',
            (account, limit),
        )

    def counts(self) -> dict[str, int]:
        """How many are open, by account, of those of which some are."""
        rows = self._session.rows(
            "SELECT account, count(*) FROM discrepancies WHERE state = 'open' GROUP BY account", ()
        )
        return dict(rows)


class PostgresPassedOn(PostgresRecords[PassedOn], AllPassedOn):
    """What providers passed on to the bank."""

    def under_way(self) -> list[PassedOn]:
        """What the bank has not shown yet, the earliest day first."""
        return self._many("WHERE state = 'under_way' ORDER BY day, id COLLATE \"C\"", ())

    def over_since(self, since: datetime) -> list[PassedOn]:
        """What arrived, or was undone, at that moment or later, by id."""
        return self._many(
            "WHERE state <> 'under_way' AND ended_at >= %s ORDER BY id COLLATE \"C\"", (since,)
        )


class PostgresDayCloses(PostgresRecords[DayClose], DayCloses):
    """Business days that are closed."""

    def latest(self, limit: int) -> list[DayClose]:
        """So many, the last day first."""
        return self._many("ORDER BY day DESC LIMIT %s", (limit,))
