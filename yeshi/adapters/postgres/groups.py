"""The table of groups that order together, with its questions."""

from __future__ import annotations

from datetime import datetime

from psycopg.types.json import Jsonb

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import GroupBaskets
from yeshi.orders.group import GroupBasket


class PostgresGroupBaskets(PostgresRecords[GroupBasket], GroupBaskets):
    """Baskets that several fill from their own phones."""

    def open_of(self, host: str) -> list[GroupBasket]:
        """Those of that host that stand open, by id."""
        return self._many("WHERE host = %s AND state = 'open' ORDER BY id COLLATE \"C\"", (host,))

    def with_guest(self, customer: str) -> list[GroupBasket]:
        """Those in which that customer is a guest, by id; also what is over."""
        return self._many(
            'WHERE guests @> %s ORDER BY id COLLATE "C"', (Jsonb([{"customer": customer}]),)
        )

    def over_by(self, moment: datetime, limit: int) -> list[GroupBasket]:
        """So many of those that stand open and whose time is over by then; the oldest."""
        return self._many(
            "WHERE state = 'open' AND over_at <= %s ORDER BY over_at, id COLLATE \"C\" LIMIT %s",
            (moment, limit),
        )

    def ended_before(self, moment: datetime, limit: int) -> list[GroupBasket]:
        """So many of those that ended before that moment; the oldest."""
        return self._many(
            'WHERE ended_at < %s ORDER BY ended_at, id COLLATE "C" LIMIT %s', (moment, limit)
        )
