"""The tables of payout runs and of payouts, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import PayoutRuns, Payouts
from yeshi.payments.payout import Payout
from yeshi.payments.payout_run import PayoutRun


class PostgresPayoutRuns(PostgresRecords[PayoutRun], PayoutRuns):
    """Runs of payouts."""

    def latest(self, limit: int) -> list[PayoutRun]:
        """So many, those proposed last first."""
        return self._many('ORDER BY proposed_at DESC, id COLLATE "C" DESC LIMIT %s', (limit,))

    def waiting(self) -> list[PayoutRun]:
        """Those that wait for somebody's word, by id."""
        return self._many("WHERE state IN ('proposed', 'checked') ORDER BY id COLLATE \"C\"", ())


class PostgresPayouts(PostgresRecords[Payout], Payouts):
    """Payouts of runs."""

    def of_account(self, account: str, limit: int) -> list[Payout]:
        """So many of the account, the latest day first."""
        return self._many(
            'WHERE account = %s ORDER BY day DESC, id COLLATE "C" DESC LIMIT %s', (account, limit)
        )

    def on_their_way(self) -> list[Payout]:
        """Those of which the bank has not said yet what became of them, by id."""
        return self._many("WHERE state = 'sent' ORDER BY id COLLATE \"C\"", ())

    def over_since(self, since: datetime) -> list[Payout]:
        """Those that were there, or came back, at that moment or later, by id."""
        return self._many(
            "WHERE state IN ('paid', 'returned') AND ended_at >= %s ORDER BY id COLLATE \"C\"",
            (since,),
        )

    def came_back(self, accounts: Sequence[str]) -> dict[str, datetime]:
        """When one last came back, by account, of those of which one did."""
        rows = self._session.rows(
            "SELECT account, max(ended_at) FROM payouts"
            " WHERE state = 'returned' AND account = ANY(%s) GROUP BY account",
            (list(accounts),),
        )
        return dict(rows)
