"""A basket as its customer sees it: each line with what was chosen, and whether it can be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.base.selection import selection_of
from yeshi.flow.engine import Engine
from yeshi.flow.orders.choosing import items_of, line_of
from yeshi.flow.ports import Work
from yeshi.market.catalogue import Item
from yeshi.market.selection import select
from yeshi.market.shelf import StockShelf
from yeshi.orders.lines import Line


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of a basket under the words by which it is asked for; `most` 0: none can be had."""

    written: str
    item: Item
    line: Line
    quantity: int
    most: int

    @property
    def cost(self) -> Money:
        """What so many cost, packing included."""
        return (self.line.price + self.line.packing) * self.quantity


def lines_seen(
    engine: Engine, wanted: Mapping[str, int], at: datetime | None = None
) -> list[LineSeen]:
    """The lines of a basket; what is no longer sold, or not so, is left out.

    `at`: when they are to be had; None: now.
    """
    with engine.store.read() as work:
        return lines_in(work, wanted, at or engine.clock.now(), engine.terms.calendar)


def lines_in(
    work: Work, wanted: Mapping[str, int], at: datetime, calendar: Calendar
) -> list[LineSeen]:
    """The same within a piece of work."""
    asked = {written: selection_of(written) for written in wanted}
    items = items_of(work, (one.item for one in asked.values()))
    found = []
    for written, selection in asked.items():
        item = items.get(selection.item)
        if item is None or item.ended_at:
            continue
        selected = select(item, items, selection.chosen)
        if isinstance(selected, Refused):
            continue
        stocks = work.stocks.get_many(selected.takes.stock_ids)
        on = all(one.is_on(at, calendar) for one in (item, *selected.parts))
        most = StockShelf(items, stocks).most_of(selected.takes) if on else 0
        found.append(LineSeen(written, item, line_of(selected), wanted[written], most))
    return found
