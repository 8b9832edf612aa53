"""Which of a stall's deals count now, and what its dishes cost by the hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.market.catalogue import Item
from yeshi.market.deal import Deal, lowest_price


@dataclass(frozen=True, slots=True)
class DealsNow:
    """The deals of a stall; `left`: what those with a limit may still take off tonight, where it is
    known."""

    deals: tuple[Deal, ...] = ()
    left: Mapping[str, Money] = field(default_factory=dict)

    def on(self, now: datetime, calendar: Calendar) -> list[Deal]:
        """Those that take something off what is ordered at that moment."""
        nothing_left = {id_ for id_, left in self.left.items() if left.fen <= 0}
        return [
            one for one in self.deals if one.is_on(now, calendar) and one.id not in nothing_left
        ]

    def price(self, item: Item, now: datetime, calendar: Calendar) -> Money | None:
        """What one of the dish costs by the hour, where that is less than its price."""
        return lowest_price(self.deals, item, now, calendar, self.left) if self.deals else None
