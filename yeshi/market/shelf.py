"""What is left to sell: of each item, and of the stocks that items and choices share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.names import Name
from yeshi.base.refused import Reason, Refused
from yeshi.market.catalogue import Item
from yeshi.market.options import Option


@dataclass(frozen=True, slots=True)
class SoldOut(Reason):
    """Fewer are left than were asked for."""

    item: str
    left: int


@dataclass(frozen=True, slots=True)
class SharedStock:
    """So many of something that several dishes or choices are made of, such as tofu."""

    id: str
    merchant: str
    name: Name
    left: int

    @property
    def holds(self) -> bool:
        """Whether this may be kept: nothing below nothing."""
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class Demand:
    """How many of which items and of which stocks."""

    items: Mapping[str, int]
    stocks: Mapping[str, int]

    @classmethod
    def of_one(cls, item: Item, parts: Iterable[Item], stocks: Iterable[str]) -> Demand:
        """What one of an item takes: itself, the dishes of a set, what they and choices share."""
        dishes = [item, *parts]
        shared = [one.stock for one in dishes if one.stock]
        return cls.of_ids([one.id for one in dishes], [*shared, *stocks])

    @classmethod
    def of_ids(cls, items: Iterable[str], stocks: Iterable[str]) -> Demand:
        """One of each that is named, as often as it is named."""
        return cls(Counter(items), Counter(stocks))

    @classmethod
    def of_all(cls, some: Iterable[tuple[Demand, int]]) -> Demand:
        """So many of each, together."""
        items: Counter[str] = Counter()
        stocks: Counter[str] = Counter()
        for demand, quantity in some:
            for counted, of in ((items, demand.items), (stocks, demand.stocks)):
                for id_, count in of.items():
                    counted[id_] += count * quantity
        return cls(items, stocks)

    @property
    def item_ids(self) -> list[str]:
        """In the sequence in which all who change several take them."""
        return sorted(self.items)

    @property
    def stock_ids(self) -> list[str]:
        """In the sequence in which all who change several take them."""
        return sorted(self.stocks)


NOTHING = Demand({}, {})


@dataclass(frozen=True, slots=True)
class StockShelf:
    """Items and stocks by id; or those of them that change."""

    items: Mapping[str, Item]
    stocks: Mapping[str, SharedStock]

    def sell(self, demand: Demand) -> StockShelf | Refused:
        """What changes when that is sold; or what is short: the first item, then stock, by id."""
        items, stocks = {}, {}
        for id_ in demand.item_ids:
            item, count = self.items[id_], demand.items[id_]
            if item.left is None:
                continue
            if item.left < count:
                return Refused(SoldOut(id_, item.left))
            items[id_] = replace(item, left=item.left - count)
        for id_ in demand.stock_ids:
            # A stock that is kept no more does not run out.
            stock, count = self.stocks.get(id_), demand.stocks[id_]
            if stock is None:
                continue
            if stock.left < count:
                return Refused(SoldOut(id_, stock.left))
            stocks[id_] = replace(stock, left=stock.left - count)
        return StockShelf(items, stocks)

    def without(self, demand: Demand) -> StockShelf:
        """The whole shelf once that is taken from it, of each as much as there is."""
        items = {
            id_: item
            if item.left is None
            else replace(item, left=max(0, item.left - demand.items.get(id_, 0)))
            for id_, item in self.items.items()
        }
        stocks = {
            id_: replace(stock, left=max(0, stock.left - demand.stocks.get(id_, 0)))
            for id_, stock in self.stocks.items()
        }
        return StockShelf(items, stocks)

    def put_back(self, demand: Demand) -> StockShelf:
        """What changes when that comes back; what is counted no more stays as it is."""
        items = {
            id_: replace(item, left=item.left + demand.items[id_])
            for id_ in demand.item_ids
            if (item := self.items.get(id_)) is not None and item.left is not None
        }
        stocks = {
            id_: replace(stock, left=stock.left + demand.stocks[id_])
            for id_ in demand.stock_ids
            if (stock := self.stocks.get(id_)) is not None
        }
        return StockShelf(items, stocks)

    def has(self, choice: Option) -> bool:
        """Whether any is left of the choice."""
        stock = self.stocks.get(choice.stock) if choice.stock else None
        return stock is None or stock.left > 0

    def most_of(self, takes: Demand) -> int:
        """How many of what takes that one order may have; 0: it is sold out."""
        of_items = [
            item.left // count
            for id_, count in takes.items.items()
            if (item := self.items.get(id_)) is not None and item.left is not None
        ]
        of_stocks = [
            stock.left // count
            for id_, count in takes.stocks.items()
            if (stock := self.stocks.get(id_)) is not None
        ]
        return min([QUANTITY_MAX, *of_items, *of_stocks])
