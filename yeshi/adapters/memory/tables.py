"""Tables with codes in memory, and what stands open at them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import Key, MemoryRecords
from yeshi.flow.ports import Tables, Tabs
from yeshi.market.table import DiningTable
from yeshi.orders.tab import Tab


class MemoryTables(MemoryRecords[DiningTable], Tables):
    """Tables, of stalls and of markets."""

    indexes: Mapping[str, Key] = {"place": attrgetter("place")}

    def of_place(self, place: str) -> list[DiningTable]:
        """Those of that stall or market by number, also such as have gone."""
        return sorted(self.where("place", place), key=attrgetter("number"))


class MemoryTabs(MemoryRecords[Tab], Tabs):
    """What stands open, or stood, at tables."""

    indexes: Mapping[str, Key] = {
        "open": lambda one: one.place if one.closed_at is None else None,
    }

    def open_at(self, place: str) -> list[Tab]:
        """Those open at that stall or market, by number of the table and by id."""
        return sorted(self.where("open", place), key=attrgetter("number", "id"))

    def unused_since(self, moment: datetime, limit: int) -> list[Tab]:
        """So many of those that are open and that nobody used since; the oldest."""
        old = (one for one in self.all() if one.closed_at is None and one.used_at < moment)
        return sorted(old, key=attrgetter("used_at", "id"))[:limit]

    def closed_before(self, moment: datetime, limit: int) -> list[Tab]:
        """So many of those that were closed before that moment; the oldest."""
        old = (one for one in self.all() if one.closed_at and one.closed_at < moment)
        return sorted(old, key=attrgetter("closed_at", "id"))[:limit]
