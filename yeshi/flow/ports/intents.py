"""What flow asks of intents to pay, and of what goes back of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped, Records
from yeshi.payments.intent import PaymentIntent
from yeshi.payments.refund import Refund, RefundState


class PaymentIntents(Records[PaymentIntent], Protocol):
    """Intents to pay."""

    def over(self, now: datetime, limit: int) -> list[PaymentIntent]:
        """So many of those that are open and past their time, by id."""
        ...

    def untaken(self, limit: int) -> list[PaymentIntent]:
        """So many of those that were paid and of which nothing has become yet, by id."""
        ...

    def received_between(
        self, provider: str, since: datetime, until: datetime
    ) -> list[PaymentIntent]:
        """Those for which money came through the provider then, by id."""
        ...

    def of_order(self, order: str) -> PaymentIntent | None:
        """That with which the order was paid; None where it was paid otherwise."""
        ...


class Refunds(Grouped[Refund], Protocol):
    """What goes back; `of` an intent: all of it that does."""

    def in_states(self, states: Collection[RefundState], limit: int) -> list[Refund]:
        """So many of those that stand so, those asked for first first."""
        ...

    def done_between(self, provider: str, since: datetime, until: datetime) -> list[Refund]:
        """Those that the provider gave back then, by id."""
        ...
