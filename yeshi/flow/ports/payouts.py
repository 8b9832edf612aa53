"""What flow asks of runs of payouts, and of the payouts in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Records
from yeshi.payments.payout import Payout
from yeshi.payments.payout_run import PayoutRun


class PayoutRuns(Records[PayoutRun], Protocol):
    """Runs of payouts."""

    def latest(self, limit: int) -> list[PayoutRun]:
        """So many, those proposed last first."""
        ...

    def waiting(self) -> list[PayoutRun]:
        """Those that wait for somebody's word, by id."""
        ...


class Payouts(Grouped[Payout], Protocol):
    """Payouts; `of` a run: all that are in it."""

    def of_account(self, account: str, limit: int) -> list[Payout]:
        """So many of the account, the latest day first."""
        ...

    def on_their_way(self) -> list[Payout]:
        """Those of which the bank has not said yet what became of them, by id."""
        ...

    def over_since(self, since: datetime) -> list[Payout]:
        """Those that were there, or came back, at that moment or later, by id."""
        ...

    def came_back(self, accounts: Sequence[str]) -> dict[str, datetime]:
        """When one last came back, by account, of those of which one did."""
        ...
