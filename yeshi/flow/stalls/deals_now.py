"""Which of a stall's deals count now, and what its dishes cost by the hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.flow.ports import Work
from yeshi.flow.stalls.dealing import left_tonight
from yeshi.market.catalogue import Item
from yeshi.market.deal import Deal, in_public_deals, least_off, lowest_price
from yeshi.market.merchant import Merchant


@dataclass(frozen=True, slots=True)
class DealsNow:
    """The deals of a stall; `left`: what those with a limit may still take off tonight, where it is
    known."""

    deals: tuple[Deal, ...] = ()
    left: Mapping[str, Money] = field(default_factory=dict)

    def on(self, now: datetime, calendar: Calendar, menu: Sequence[Item] = ()) -> list[Deal]:
        """Those that take something off what is ordered at that moment.

        `menu`: all the dishes, where they are at hand, by which it is known what is enough for one.
        """
        return [
            one for one in self.deals if one.is_on(now, calendar) and self._is_enough(one, menu)
        ]

    def price(self, item: Item, now: datetime, calendar: Calendar) -> Money | None:
        """What one of the dish costs by the hour, where that is less than its price."""
        return lowest_price(self.deals, item, now, calendar, self.left) if self.deals else None

    def in_public(self) -> DealsNow:
        """Those that are not used up tonight, as anybody may know them: not how much is left."""
        return DealsNow(in_public_deals([one for one in self.deals if self._is_enough(one, ())]))

    def _is_enough(self, deal: Deal, menu: Sequence[Item]) -> bool:
        left = self.left.get(deal.id)
        return left is None or least_off(deal, menu) <= left.fen


def deals_of_now(
    work: Work, merchants: Sequence[Merchant], now: datetime, calendar: Calendar
) -> dict[str, DealsNow]:
    """By merchant its deals; nothing is read where none of them has a limit."""
    alive = [deal for one in merchants for deal in one.deals if not deal.is_over(now)]
    left = left_tonight(work, alive, now, calendar)
    return {
        one.id: DealsNow(one.deals, {it.id: left[it.id] for it in one.deals if it.id in left})
        for one in merchants
    }
