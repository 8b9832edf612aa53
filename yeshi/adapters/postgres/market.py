"""The tables of the market, with their questions."""

from __future__ import annotations

from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Items
from yeshi.market.catalogue import Item


class PostgresItems(PostgresRecords[Item], Items):
    """Items on the menus."""

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by id."""
        return self._many('WHERE merchant = %s ORDER BY id COLLATE "C"', (merchant,))
