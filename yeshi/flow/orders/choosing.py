"""Choosing: what a basket asks for, with the dishes of its sets and what it takes from stock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.refused import Refused, Unknown
from yeshi.base.selection import selection_of
from yeshi.flow.orders.sellers import Sellers
from yeshi.flow.ports import Work
from yeshi.market.catalogue import Item
from yeshi.market.kitchen import admit_dish
from yeshi.market.options import Option
from yeshi.market.selection import Selected, select
from yeshi.market.shelf import Demand, StockShelf
from yeshi.orders.basket import Offer
from yeshi.orders.lines import ChosenOption, Line, LinePart


@dataclass(frozen=True, slots=True)
class Choosing:
    """What was asked for, by how it is written, and what it all takes from the shelf."""

    selected: Mapping[str, Selected]
    shelf: StockShelf
    demand: Demand

    def offers(self, sellers: Sellers) -> dict[str, Offer]:
        """What a basket needs to know of each."""
        return {
            written: Offer(
                merchant=one.item.merchant,
                market=sellers.merchants[one.item.merchant].market,
                line=line_of(one),
            )
            for written, one in self.selected.items()
        }

    @property
    def merchants(self) -> list[str]:
        """Who sells it, in the order in which it was asked for."""
        return list(dict.fromkeys(one.item.merchant for one in self.selected.values()))


def choose(
    work: Work, wanted: Mapping[str, int], now: datetime | None, calendar: Calendar
) -> Choosing | Refused:
    """What `wanted` (a selection as it is written → quantity) is; or what of it cannot be had.

    `now`: when it has to be on the menu; None: whenever.
    """
    asked = {written: selection_of(written) for written in wanted}
    items = items_of(work, (one.item for one in asked.values()))
    selected: dict[str, Selected] = {}
    for written, selection in asked.items():
        item = items.get(selection.item)
        if item is None or item.ended_at:
            return Refused(Unknown("item", selection.item))
        found = select(item, items, selection.chosen)
        if isinstance(found, Refused):
            return found
        refused = _off_menu(found, now, calendar) if now else None
        if refused:
            return refused
        selected[written] = found
    demand = Demand.of_all((one.takes, wanted[written]) for written, one in selected.items())
    stocks = work.stocks.get_many(demand.stock_ids) if demand.stocks else {}
    return Choosing(selected, StockShelf(items, stocks), demand)


def items_of(work: Work, ids: Iterable[str]) -> dict[str, Item]:
    """The items of those ids that there are, with the dishes of those that are sets."""
    items = work.items.get_many(list(dict.fromkeys(ids)))
    parts = [one for item in items.values() for one in item.parts if one not in items]
    return {**items, **work.items.get_many(list(dict.fromkeys(parts)))} if parts else dict(items)


def stocks_of(items: Iterable[Item]) -> list[str]:
    """The stocks of which the items, or choices at them, may take."""
    named = (
        stock
        for item in items
        for stock in (item.stock, *(one.stock for group in item.groups for one in group.choices))
    )
    return sorted({stock for stock in named if stock})


def line_of(one: Selected) -> Line:
    """One of what was chosen, as an order keeps it."""
    return Line(
        item=one.item.id,
        name=one.item.name,
        quantity=1,
        price=one.price,
        packing=one.item.packing,
        chosen=_chosen(one.picked_at(0)),
        parts=tuple(
            LinePart(part.id, part.name, _chosen(one.picked_at(number)))
            for number, part in enumerate(one.parts, 1)
        ),
        stocks=tuple(id_ for id_ in one.takes.stock_ids for _ in range(one.takes.stocks[id_])),
    )


def demand_of(lines: Iterable[Line]) -> Demand:
    """What those lines take from the shelf, or give back to it."""
    return Demand.of_all((_taken_by(line), line.quantity) for line in lines)


def lock_shelf(work: Work, demand: Demand) -> StockShelf:
    """What the demand takes from, kept from others, in the sequence that all keep to."""
    items = work.items.lock_many(demand.item_ids)
    return StockShelf(items, work.stocks.lock_many(demand.stock_ids) if demand.stocks else {})


def keep_shelf(work: Work, changed: StockShelf) -> None:
    """Keep what changed on the shelf."""
    for item in changed.items.values():
        work.items.put(item)
    for stock in changed.stocks.values():
        work.stocks.put(stock)


def put_back(work: Work, lines: Iterable[Line]) -> None:
    """What nobody began to cook goes back on the shelf."""
    demand = demand_of(lines)
    keep_shelf(work, lock_shelf(work, demand).put_back(demand))


def off_menu(items: Mapping[str, Item], now: datetime, calendar: Calendar) -> Refused | None:
    """None where all of them are on the menu at that moment; else the first that is not, by id."""
    for id_ in sorted(items):
        refused = admit_dish(items[id_], now, calendar)
        if refused:
            return refused
    return None


def _off_menu(one: Selected, now: datetime, calendar: Calendar) -> Refused | None:
    return off_menu({dish.id: dish for dish in (one.item, *one.parts)}, now, calendar)


def _chosen(choices: Iterable[Option]) -> tuple[ChosenOption, ...]:
    return tuple(ChosenOption(one.id, one.name, one.more) for one in choices)


def _taken_by(line: Line) -> Demand:
    return Demand.of_ids([line.item, *(part.item for part in line.parts)], line.stocks)
