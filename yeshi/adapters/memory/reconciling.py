"""Statements and discrepancies in memory, with their questions."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Discrepancies, StatementsRead
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead


class MemoryStatementsRead(MemoryRecords[StatementRead], StatementsRead):
    """Statements that were read in."""

    indexes = {"account": attrgetter("account")}

    def of_account(self, account: str, limit: int) -> list[StatementRead]:
        """So many of the account, those read in last first."""
        found = self.where("account", account)
        return sorted(found, key=attrgetter("read_at", "id"), reverse=True)[:limit]


class MemoryDiscrepancies(MemoryRecords[KeptDiscrepancy], Discrepancies):
    """What did not agree."""

    indexes = {"account": attrgetter("account")}

    def open_of(self, account: str) -> list[KeptDiscrepancy]:
        """Those of the account that are open, the oldest first."""
        found = (one for one in self.where("account", account) if one.is_open)
        return sorted(found, key=attrgetter("since", "id"))

    def over_of(self, account: str, limit: int) -> list[KeptDiscrepancy]:
        """So many of the account that are over, the last first."""
        found = (one for one in self.where("account", account) if not one.is_open)
        return sorted(found, key=attrgetter("ended_at", "id"), reverse=True)[:limit]

    def counts(self) -> dict[str, int]:
        """How many are open, by account, of those of which some are."""
        return dict(Counter(one.account for one in self.all() if one.is_open))
