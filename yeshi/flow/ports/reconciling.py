"""What flow asks of statements that were read in, and of what did not agree."""

from __future__ import annotations

from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.ledger.discrepancy import KeptDiscrepancy, StatementRead


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
