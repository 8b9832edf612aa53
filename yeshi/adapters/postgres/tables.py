"""The tables of tables with codes, and of what stands open at them, with their questions."""

from __future__ import annotations

from datetime import datetime

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Tables, Tabs
from yeshi.market.table import DiningTable
from yeshi.orders.tab import Tab


class PostgresTables(PostgresRecords[DiningTable], Tables):
    """Tables, of stalls and of markets."""

    def of_place(self, place: str) -> list[DiningTable]:
        """Those of that stall or market by number, also such as have gone."""
        return self._many("WHERE coalesce(merchant, market) = %s ORDER BY number", (place,))


class PostgresTabs(PostgresRecords[Tab], Tabs):
    """What stands open, or stood, at tables."""

    def open_at(self, place: str) -> list[Tab]:
        """Those open at that stall or market, by number of the table and by id."""
        return self._many(
            'WHERE place = %s AND closed_at IS NULL ORDER BY number, id COLLATE "C"', (place,)
        )

    def unused_since(self, moment: datetime, limit: int) -> list[Tab]:
        """So many of those that are open and that nobody used since; the oldest."""
        return self._many(
            'WHERE closed_at IS NULL AND used_at < %s ORDER BY used_at, id COLLATE "C" LIMIT %s',
            (moment, limit),
        )

    def closed_before(self, moment: datetime, limit: int) -> list[Tab]:
        """So many of those that were closed before that moment; the oldest."""
        return self._many(
            'WHERE closed_at < %s ORDER BY closed_at, id COLLATE "C" LIMIT %s', (moment, limit)
        )
