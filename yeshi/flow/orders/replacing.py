"""Replacing: what of the same stall could be had in the place of a dish that is sold out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine
from yeshi.flow.orders.basket_seen import LineSeen
from yeshi.flow.orders.choosing import items_of, stocks_of
from yeshi.market.catalogue import Item
from yeshi.market.selection import select
from yeshi.market.shelf import StockShelf

# So many are shown.
REPLACEMENTS_MAX = 3


def replacements(engine: Engine, lines: Sequence[LineSeen]) -> dict[str, list[Item]]:
    """By how it is written, for each line that cannot be had: dishes of its stall that can.

    They are had without choosing anything at them; those of the same category come first, then
    the nearest in price, and none that is in the basket already.
    """
    gone = [one for one in lines if not one.most]
    if not gone:
        return {}
    now, calendar = engine.clock.now(), engine.terms.calendar
    basket = {one.item.id for one in lines}
    with engine.store.read() as work:
        stalls = sorted({one.item.merchant for one in gone})
        menus = {id_: work.items.of_merchant(id_) for id_ in stalls}
        every = items_of(work, (item.id for menu in menus.values() for item in menu))
        stocks = work.stocks.get_many(stocks_of(every.values()))
    shelf = StockShelf(every, stocks)

    def can_be_had(item: Item) -> bool:
        if item.id in basket or item.ended_at or not item.is_on(now, calendar):
            return False
        selected = select(item, every, ())
        return not isinstance(selected, Refused) and shelf.most_of(selected.takes) > 0

    found = {}
    for line in gone:
        there = [one for one in menus[line.item.merchant] if can_be_had(one)]
        found[line.written] = sorted(there, key=partial(_far, line.item))[:REPLACEMENTS_MAX]
    return found


def _far(of: Item, item: Item) -> tuple[bool, int, str]:
    return item.category != of.category, abs(item.price.fen - of.price.fen), item.id
