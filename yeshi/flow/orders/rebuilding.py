"""Rebuilding: the basket of an earlier order from what is sold now, and what of it is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.base.calendar import Calendar
from yeshi.base.limits import LINES_MAX, QUANTITY_MAX, STALLS_MAX
from yeshi.base.refused import Refused, Unknown
from yeshi.base.selection import selection_of
from yeshi.flow.engine import Engine
from yeshi.flow.orders.choosing import items_of, line_of, off_menu, stocks_of
from yeshi.flow.ports import Work
from yeshi.flow.shopping import is_own
from yeshi.market.catalogue import Item
from yeshi.market.kitchen import admit
from yeshi.market.merchant import Merchant
from yeshi.market.selection import Selected, select
from yeshi.market.shelf import Demand, StockShelf
from yeshi.orders.again import (
    Again,
    AgainLine,
    BasketFull,
    ChoicesGone,
    NoLongerSold,
    NoneLeft,
    lines_of,
)
from yeshi.orders.basket import SeveralMarkets
from yeshi.orders.lines import Line

NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSale:
    """What is sold at that moment: dishes with those of their sets, what is left, and by whom."""

    shelf: StockShelf
    merchants: Mapping[str, Merchant]
    now: datetime
    calendar: Calendar

    @property
    def items(self) -> Mapping[str, Item]:
        """The dishes."""
        return self.shelf.items

    def place_of(self, merchant: str) -> str:
        """Where what it sells is collected: its market, or itself."""
        return self.merchants[merchant].market or merchant


def again(
    engine: Engine, order_id: str, basket: Mapping[str, int] = NOTHING
) -> Again | Refused:  # fmt: skip
    """What of an order of whoever acts can be had now, beside what is in the basket already.

    An order that is not theirs is none.
    """
    with engine.store.read() as work:
        order = work.orders.get(order_id)
        if order is None or not is_own(work, engine.actor, order.customer):
            return Refused(Unknown("order", order_id))
        asked = lines_of(order)
        on_sale = _on_sale(engine, work, asked, basket)
    names = {id_: one.name for id_, one in on_sale.merchants.items()}
    return Again(order_id, rebuild(asked, on_sale, basket), names)


def rebuild(
    asked: Iterable[tuple[str, Line]], on_sale: OnSale, basket: Mapping[str, int] = NOTHING
) -> tuple[AgainLine, ...]:
    """Each line that was `asked` of a merchant as it can be had beside the basket, or why not.

    What can be had of them all can be had together: of one market, and of what is left.
    """
    taken = _in_basket(on_sale, basket)
    found = []
    for merchant, line in asked:
        one = _rebuilt(merchant, line, on_sale, taken)
        if one.now is not None:
            taken.put_by(one.now, merchant)
        found.append(one)
    return tuple(found)


@dataclass(slots=True)
class _Taken:
    """What is taken so far: so many of each selection, of which stalls, and what is left then."""

    counts: dict[str, int]
    stalls: list[str]
    shelf: StockShelf

    def put_by(self, line: Line, merchant: str) -> None:
        written = line.selection.written
        self.counts[written] = self.counts.get(written, 0) + line.quantity
        if merchant not in self.stalls:
            self.stalls.append(merchant)
        takes = Demand.of_ids([line.item, *(one.item for one in line.parts)], line.stocks)
        of_dishes = Demand.of_all([(takes, line.quantity)])
        self.shelf = self.shelf.without(of_dishes)


def _in_basket(on_sale: OnSale, basket: Mapping[str, int]) -> _Taken:
    taken = _Taken(dict(basket), [], on_sale.shelf)
    for written, count in basket.items():
        selection = selection_of(written)
        item = on_sale.items.get(selection.item)
        found = select(item, on_sale.items, selection.chosen) if item else None
        # What cannot be had goes out of the basket before it is paid.
        if isinstance(found, Selected):
            taken.counts[written] = 0
            taken.put_by(replace(line_of(found), quantity=count), found.item.merchant)
    return taken


def _rebuilt(merchant: str, line: Line, on_sale: OnSale, taken: _Taken) -> AgainLine:
    found = _selected(merchant, line, on_sale)
    gone = found if isinstance(found, Refused) else _no_room(merchant, line, on_sale, taken)
    if gone or isinstance(found, Refused):
        return AgainLine(merchant=merchant, was=line, gone=gone)
    count = taken.counts.get(line.selection.written, 0)
    most = min(taken.shelf.most_of(found.takes), QUANTITY_MAX - count, line.quantity)
    if most <= 0:
        return AgainLine(merchant=merchant, was=line, gone=Refused(NoneLeft(line.item)))
    return AgainLine(merchant=merchant, was=line, now=replace(line_of(found), quantity=most))


def _selected(merchant: str, line: Line, on_sale: OnSale) -> Selected | Refused:
    """The line as it is sold now; or why it is not, were there enough of it."""
    stall = on_sale.merchants.get(merchant)
    if stall is None:
        return Refused(NoLongerSold(line.item))
    shut = admit(stall, on_sale.now, on_sale.calendar)
    if shut:
        return shut
    item = on_sale.items.get(line.item)
    dishes = [item, *map(on_sale.items.get, item.parts)] if item else [None]
    sold = [one for one in dishes if one is not None and one.ended_at is None]
    if item is None or len(sold) < len(dishes):
        return Refused(NoLongerSold(line.item))
    found = select(item, on_sale.items, line.selection.chosen)
    if isinstance(found, Refused) or item.parts != tuple(one.item for one in line.parts):
        return Refused(ChoicesGone(line.item))
    return off_menu({one.id: one for one in sold}, on_sale.now, on_sale.calendar) or found


def _no_room(merchant: str, line: Line, on_sale: OnSale, taken: _Taken) -> Refused | None:
    """Why one basket does not hold the line beside what is taken so far."""
    if taken.stalls and on_sale.place_of(merchant) != on_sale.place_of(taken.stalls[0]):
        return Refused(SeveralMarkets(merchant))
    one_more_stall = merchant not in taken.stalls and len(taken.stalls) >= STALLS_MAX
    one_more_line = line.selection.written not in taken.counts and len(taken.counts) >= LINES_MAX
    if one_more_stall or one_more_line:
        return Refused(BasketFull(LINES_MAX, STALLS_MAX))
    return None


def _on_sale(
    engine: Engine, work: Work, asked: list[tuple[str, Line]], basket: Mapping[str, int]
) -> OnSale:
    wanted = [line.item for _, line in asked]
    items = items_of(work, [*wanted, *(selection_of(one).item for one in basket)])
    stocks = work.stocks.get_many(stocks_of(items.values()))
    stalls = {*(one for one, _ in asked), *(one.merchant for one in items.values())}
    return OnSale(
        shelf=StockShelf(items, stocks),
        merchants=work.merchants.get_many(sorted(stalls)),
        now=engine.clock.now(),
        calendar=engine.terms.calendar,
    )
