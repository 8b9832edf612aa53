"""The tables of intents to pay and of refunds, with their questions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import PaymentIntents, Refunds
from yeshi.payments.intent import PaymentIntent
from yeshi.payments.refund import Refund, RefundState


class PostgresPaymentIntents(PostgresRecords[PaymentIntent], PaymentIntents):
    """Intents to pay."""

    def over(self, now: datetime, limit: int) -> list[PaymentIntent]:
        """So many of those that are open and past their time, by id."""
        return self._many(
            "WHERE state IN ('created', 'waiting') AND until <= %s"
            ' ORDER BY id COLLATE "C" LIMIT %s',
            (now, limit),
        )

    def untaken(self, limit: int) -> list[PaymentIntent]:
        """So many of those that were paid and of which nothing has become yet, by id."""
        return self._many(
            "WHERE taking = 'not_yet' AND paid_at IS NOT NULL ORDER BY id COLLATE \"C\" LIMIT %s",
            (limit,),
        )

    def received_between(
        self, provider: str, since: datetime, until: datetime
    ) -> list[PaymentIntent]:
        """Those for which money came through the provider then, by id."""
        return self._many(
            'WHERE provider = %s AND paid_at >= %s AND paid_at < %s ORDER BY id COLLATE "C"',
            (provider, since, until),
        )

    def of_order(self, order: str) -> PaymentIntent | None:
        """That with which the order was paid; None where it was paid otherwise."""
        return next(iter(self._many('WHERE "order" = %s', (order,))), None)


class PostgresRefunds(PostgresRecords[Refund], Refunds):
    """What goes back."""

    def in_states(self, states: Collection[RefundState], limit: int) -> list[Refund]:
        """So many of those that stand so, those asked for first first."""
        return self._many(
            'WHERE state = ANY(%s) ORDER BY asked_at, id COLLATE "C" LIMIT %s',
            ([one.value for one in states], limit),
        )

    def done_between(self, provider: str, since: datetime, until: datetime) -> list[Refund]:
        """Those that the provider gave back then, by id."""
        return self._many(
            "WHERE state = 'done' AND provider = %s AND ended_at >= %s AND ended_at < %s"
            ' ORDER BY id COLLATE "C"',
            (provider, since, until),
        )
