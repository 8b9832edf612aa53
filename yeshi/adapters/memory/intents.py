"""Intents to pay and refunds in memory, with their questions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import PaymentIntents, Refunds
from yeshi.payments.intent import PaymentIntent, TakingUp
from yeshi.payments.refund import Refund, RefundState


class MemoryPaymentIntents(MemoryRecords[PaymentIntent], PaymentIntents):
    """Intents to pay."""

    indexes = {"order": attrgetter("order")}

    def over(self, now: datetime, limit: int) -> list[PaymentIntent]:
        """So many of those that are open and past their time, by id."""
        return [one for one in self.all() if one.is_open and one.until <= now][:limit]

    def untaken(self, limit: int) -> list[PaymentIntent]:
        """So many of those that were paid and of which nothing has become yet, by id."""
        untaken = (one for one in self.all() if one.taking is TakingUp.NOT_YET)
        return [one for one in untaken if one.is_received][:limit]

    def received_between(
        self, provider: str, since: datetime, until: datetime
    ) -> list[PaymentIntent]:
        """Those for which money came through the provider then, by id."""
        came = (one for one in self.all() if one.provider == provider)
        return [one for one in came if one.paid_at is not None and since <= one.paid_at < until]

    def of_order(self, order: str) -> PaymentIntent | None:
        """That with which the order was paid; None where it was paid otherwise."""
        return next(iter(self.where("order", order)), None)


class MemoryRefunds(MemoryRecords[Refund], Refunds):
    """What goes back."""

    def in_states(self, states: Collection[RefundState], limit: int) -> list[Refund]:
        """So many of those that stand so, those asked for first first."""
        found = [one for one in self.all() if one.state in states]
        return sorted(found, key=attrgetter("asked_at", "id"))[:limit]

    def done_between(self, provider: str, since: datetime, until: datetime) -> list[Refund]:
        """Those that the provider gave back then, by id."""
        done = (one for one in self.all() if one.state is RefundState.DONE)
        mine = (one for one in done if one.provider == provider)
        return [one for one in mine if one.ended_at is not None and since <= one.ended_at < until]
