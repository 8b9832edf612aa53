"""The records of the market in memory, with their questions."""

from __future__ import annotations

from yeshi.adapters.memory.records import MemoryRecords
from yeshi.flow.ports import Items
from yeshi.market.catalogue import Item


class MemoryItems(MemoryRecords[Item], Items):
    """Items on the menus."""

    indexes = {"merchant": lambda item: item.merchant}

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by id."""
        return sorted(self.where("merchant", merchant), key=lambda item: item.id)
