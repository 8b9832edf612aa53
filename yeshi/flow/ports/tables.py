"""What flow asks of tables with codes, and of what stands open at them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.market.table import DiningTable
from yeshi.orders.tab import Tab


class Tables(Records[DiningTable], Protocol):
    """Tables, of stalls and of markets."""

    def of_place(self, place: str) -> list[DiningTable]:
        """Those of that stall or market by number, also such as have gone."""
        ...


class Tabs(Records[Tab], Protocol):
    """What stands open, or stood, at tables."""

    def open_at(self, place: str) -> list[Tab]:
        """Those open at that stall or market, by number of the table and by id."""
        ...

    def unused_since(self, moment: datetime, limit: int) -> list[Tab]:
        """So many of those that are open and that nobody used since; the oldest."""
        ...

    def closed_before(self, moment: datetime, limit: int) -> list[Tab]:
        """So many of those that were closed before that moment; the oldest."""
        ...
