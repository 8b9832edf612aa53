"""What flow asks of statements that were read in, and of what did not agree."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.ledger.closing import DayClose
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead
from yeshi.ledger.passed_on import PassedOn


class StatementsRead(Records[StatementRead], Protocol):
    """Statements that were read in."""

    def of_account(self, account: str, limit: int) -> list[StatementRead]:
        """So many of the account, those read in last first."""
        ...


class Discrepancies(Records[KeptDiscrepancy], Protocol):
    """What did not agree."""

    def open_of(self, account: str) -> list[KeptDiscrepancy]:
        """Those of the account that are open, the oldest first."""
        ...

    def over_of(self, account: str, limit: int) -> list[KeptDiscrepancy]:
        """So many of the account that are over, the last first."""
        ...

    def counts(self) -> dict[str, int]:
        """How many are open, by account, of those of which some are."""
        ...


class AllPassedOn(Records[PassedOn], Protocol):
    """What providers passed on to the bank."""

    def under_way(self) -> list[PassedOn]:
        """What the bank has not shown yet, the earliest day first."""
        ...

    def over_since(self, since: datetime) -> list[PassedOn]:
        """What arrived, or was undone, at that moment or later, by id."""
        ...


class DayCloses(Records[DayClose], Protocol):
    """Business days that are closed."""

    def latest(self, limit: int) -> list[DayClose]:
        """So many, the last day first."""
        ...
