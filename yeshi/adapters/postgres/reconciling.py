"""The tables of statements and of discrepancies, with their questions."""

from __future__ import annotations

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Discrepancies, StatementsRead
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead


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
