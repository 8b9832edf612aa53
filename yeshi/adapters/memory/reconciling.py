"""Statements and discrepancies in memory, with their questions."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import AllPassedOn, DayCloses, Discrepancies, StatementsRead
from yeshi.ledger.closing import DayClose
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead
from yeshi.ledger.passed_on import PassedOn


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


class MemoryPassedOn(MemoryRecords[PassedOn], AllPassedOn):
    """What providers passed on to the bank."""

    def under_way(self) -> list[PassedOn]:
        """What the bank has not shown yet, the earliest day first."""
        return sorted((one for one in self.all() if one.is_under_way), key=attrgetter("day", "id"))

    def over_since(self, since: datetime) -> list[PassedOn]:
        """What arrived, or was undone, at that moment or later, by id."""
        found = (one for one in self.all() if one.ended_at is not None and one.ended_at >= since)
        return sorted(found, key=attrgetter("id"))


class MemoryDayCloses(MemoryRecords[DayClose], DayCloses):
    """Business days that are closed."""

    def latest(self, limit: int) -> list[DayClose]:
        """So many, the last day first."""
        return sorted(self.all(), key=attrgetter("day"), reverse=True)[:limit]
