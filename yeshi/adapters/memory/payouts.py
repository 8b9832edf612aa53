"""Payout runs and payouts in memory, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import PayoutRuns, Payouts
from yeshi.payments.payout import Payout, PayoutState
from yeshi.payments.payout_run import PayoutRun


class MemoryPayoutRuns(MemoryRecords[PayoutRun], PayoutRuns):
    """Runs of payouts."""

    def latest(self, limit: int) -> list[PayoutRun]:
        """So many, those proposed last first."""
        return sorted(self.all(), key=attrgetter("proposed_at", "id"), reverse=True)[:limit]

    def waiting(self) -> list[PayoutRun]:
        """Those that wait for somebody's word, by id."""
        return [one for one in self.all() if one.is_open]


class MemoryPayouts(MemoryRecords[Payout], Payouts):
    """Payouts of runs."""

    indexes = {"account": attrgetter("account")}

    def of_account(self, account: str, limit: int) -> list[Payout]:
        """So many of the account, the latest day first."""
        found = self.where("account", account)
        return sorted(found, key=attrgetter("day", "id"), reverse=True)[:limit]

    def on_their_way(self) -> list[Payout]:
        """Those of which the bank has not said yet what became of them, by id."""
        return [one for one in self.all() if one.state is PayoutState.SENT]

    def over_since(self, since: datetime) -> list[Payout]:
        """Those that were there, or came back, at that moment or later, by id."""
        states = (PayoutState.PAID, PayoutState.RETURNED)
        ended = (one for one in self.all() if one.state in states)
        return [one for one in ended if one.ended_at is not None and one.ended_at >= since]

    def came_back(self, accounts: Sequence[str]) -> dict[str, datetime]:
        """When one last came back, by account, of those of which one did."""
        ends: dict[str, datetime] = {}
        for account in accounts:
            for one in self.where("account", account):
                if one.state is PayoutState.RETURNED and one.ended_at is not None:
                    ends[account] = max(ends.get(account, one.ended_at), one.ended_at)
        return ends
