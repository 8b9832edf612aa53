"""Groups that order together, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter

from yeshi.adapters.memory.records import Key, MemoryRecords
from yeshi.flow.ports import GroupBaskets
from yeshi.orders.group import GroupBasket


class MemoryGroupBaskets(MemoryRecords[GroupBasket], GroupBaskets):
    """Baskets that several fill from their own phones."""

    indexes: Mapping[str, Key] = {"host": lambda one: one.host if one.is_open else None}

    def open_of(self, host: str) -> list[GroupBasket]:
        """Those of that host that stand open, by id."""
        return sorted(self.where("host", host), key=attrgetter("id"))

    def with_guest(self, customer: str) -> list[GroupBasket]:
        """Those in which that customer is a guest, by id; also what is over."""
        return [one for one in self.all() if one.number_of(customer)]

    def over_by(self, moment: datetime, limit: int) -> list[GroupBasket]:
        """So many of those that stand open and whose time is over by then; the oldest."""
        found = (one for one in self.all() if one.is_open and one.over_at <= moment)
        return sorted(found, key=attrgetter("over_at", "id"))[:limit]

    def ended_before(self, moment: datetime, limit: int) -> list[GroupBasket]:
        """So many of those that ended before that moment; the oldest."""
        old = (one for one in self.all() if one.ended_at and one.ended_at < moment)
        return sorted(old, key=attrgetter("ended_at", "id"))[:limit]
