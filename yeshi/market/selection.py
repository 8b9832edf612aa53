"""What was chosen at a dish: held against its groups, and priced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yeshi.base.errors import InvariantBroken
from yeshi.base.money import Money, total
from yeshi.base.refused import Invalid, Reason, Refused, Unknown
from yeshi.base.selection import Selection, choice_at
from yeshi.market.catalogue import Item
from yeshi.market.options import Option, OptionGroup
from yeshi.market.shelf import Demand, StockShelf


@dataclass(frozen=True, slots=True)
class ChoiceMissing(Reason):
    """Fewer were chosen of a group than it asks for."""

    item: str
    group: str
    least: int


@dataclass(frozen=True, slots=True)
class TooManyChosen(Reason):
    """More were chosen of a group than it allows."""

    item: str
    group: str
    most: int


@dataclass(frozen=True, slots=True)
class Picked:
    """A choice that was taken; `part`: at which dish of a set, by its number from 1, or 0."""

    choice: Option
    part: int

    @property
    def written(self) -> str:
        """As it stands in a selection."""
        return choice_at(self.part, self.choice.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A selection that can be had: the price of one with its choices, and what one of it takes."""

    item: Item
    parts: tuple[Item, ...]
    picked: tuple[Picked, ...]
    price: Money
    takes: Demand

    @property
    def selection(self) -> Selection:
        """What it is called."""
        return Selection(self.item.id, tuple(one.written for one in self.picked))

    def picked_at(self, part: int) -> tuple[Option, ...]:
        """What was taken at that dish of the set; at the item itself for 0."""
        return tuple(one.choice for one in self.picked if one.part == part)


def dishes_of(item: Item, items: Mapping[str, Item]) -> Iterator[tuple[int, Item]]:
    """The item as part 0, then the dishes of a set from 1 on; those that are gone are left out."""
    yield 0, item
    for number, part in enumerate(item.parts, 1):
        if part in items:
            yield number, items[part]


def select(item: Item, items: Mapping[str, Item], chosen: Iterable[str]) -> Selected | Refused:
    """The item with those choices; `items` has the dishes of a set. Or what is wrong with them."""
    wanted = list(chosen)
    again = [one for number, one in enumerate(wanted) if one in wanted[:number]]
    if again:
        return Refused(Invalid("choice", f"{again[0]} twice"))
    gone = [one for one in item.parts if one not in items]
    if gone:
        return Refused(Unknown("item", gone[0]))
    picked = _picked(item, items, wanted)
    if isinstance(picked, Refused):
        return picked
    left = set(wanted) - {one.written for one in picked}
    if left:
        return Refused(Unknown("choice", min(left)))
    made = _made(item, items, picked)
    return made if made.price.fen > 0 else Refused(Invalid("price", "< 0"))


def _made(item: Item, items: Mapping[str, Item], picked: tuple[Picked, ...]) -> Selected:
    price = item.price + total((one.choice.more for one in picked), item.price.currency)
    parts = tuple(items[one] for one in item.parts)
    takes = Demand.of_one(item, parts, [one.choice.stock for one in picked if one.choice.stock])
    return Selected(item=item, parts=parts, picked=picked, price=price, takes=takes)


def _picked(
    item: Item, items: Mapping[str, Item], wanted: list[str]
) -> tuple[Picked, ...] | Refused:
    found: list[Picked] = []
    for number, dish in dishes_of(item, items):
        for group in dish.groups:
            some = [one for one in group.choices if choice_at(number, one.id) in wanted]
            beyond = _beyond(dish, group, len(some))
            if beyond:
                return beyond
            found += [Picked(one, number) for one in some]
    return tuple(found)


def as_it_comes(item: Item, items: Mapping[str, Item], shelf: StockShelf | None = None) -> Selected:
    """The item with as little chosen as its groups ask: the first, of what is left on the shelf.

    InvariantBroken where a dish of the set is missing.
    """
    if any(part not in items for part in item.parts):
        raise InvariantBroken(f"a dish of the set {item.id} is missing")
    picked: list[Picked] = []
    for number, dish in dishes_of(item, items):
        for group in dish.groups:
            there = [one for one in group.choices if shelf is None or shelf.has(one)]
            some = [*there, *(one for one in group.choices if one not in there)][: group.least]
            picked += [Picked(one, number) for one in group.choices if one in some]
    return _made(item, items, tuple(picked))


def _beyond(item: Item, group: OptionGroup, count: int) -> Refused | None:
    if count < group.least:
        return Refused(ChoiceMissing(item.id, group.id, group.least))
    return Refused(TooManyChosen(item.id, group.id, group.most)) if count > group.most else None
