"""A dish as a city's file says it: what is chosen at it, a set's dishes, when it is served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from pathlib import Path

import tomlkit
from pydantic import Field, model_validator
from tomlkit.items import InlineTable, Table

from yeshi.base.errors import InputError
from yeshi.base.limits import PRICE_FEN_MAX, STOCK_MAX
from yeshi.base.money import Money, total
from yeshi.base.names import Name
from yeshi.files.fields import Fen, Id
from yeshi.files.programme import NamePart
from yeshi.files.toml import FilePart
from yeshi.files.toml import read as read_file
from yeshi.market.catalogue import (
    PARTS_MAX,
    SAYS_NOTHING,
    SPICE_MAX,
    Allergen,
    Diet,
    Item,
    Offered,
)
from yeshi.market.hours import Hours
from yeshi.market.options import CHOICES_MAX, GROUPS_MAX, Option, OptionGroup, OptionKind
from yeshi.market.serving import WEEK, Serving
from yeshi.market.shelf import SharedStock

# The category of what is sold together.
SETS = Name("套餐", "Sets")


class OptionDocument(FilePart):
    """[[merchants.items.groups.options]]: one of a group."""

    id: Id
    name: NamePart
    more_fen: int = Field(
        default=0, ge=-PRICE_FEN_MAX, le=PRICE_FEN_MAX,
        description="added to the price; below zero, taken off",
    )  # fmt: skip
    stock: Id | None = Field(default=None, description="of `stocks`, that one is taken from")


class GroupDocument(FilePart):
    """[[merchants.items.groups]]: what is chosen at a dish."""

    id: Id
    name: NamePart
    kind: OptionKind
    least: int = Field(default=1, ge=0, le=CHOICES_MAX, description="so many at least")
    most: int = Field(default=1, ge=1, le=CHOICES_MAX, description="so many at most")
    options: list[OptionDocument] = Field(min_length=1, max_length=CHOICES_MAX)

    @model_validator(mode="after")
    def _can_be_chosen_from(self) -> GroupDocument:
        if not self.least <= self.most <= len(self.options):
            raise ValueError("least, most and the number of options do not go together")
        return self


class DishGroupDocument(GroupDocument):
    """[[groups]] of a file of extras: what is chosen at all dishes that are called so."""

    dishes: list[Id] = Field(min_length=1)


class OfferedDocument(FilePart):
    """[[offered]] of a file of extras: what all dishes that are called so say of themselves."""

    dishes: list[Id] = Field(min_length=1)
    spice: int = Field(default=0, ge=0, le=SPICE_MAX, description="from 0, not hot")
    allergens: list[Allergen] = Field(default=[], description="what they contain")
    diets: list[Diet] = Field(default=[], description="whom they suit")


class SetDocument(FilePart):
    """[[sets]] of a file of extras: what some stalls sell together."""

    stalls: list[Id] = Field(min_length=1)
    id: Id
    name: NamePart
    dishes: list[Id] = Field(min_length=2, max_length=PARTS_MAX)
    price_fen: int = Field(gt=0, le=PRICE_FEN_MAX, description="of all of it, without packing")


class ExtrasDocument(FilePart):
    """What may be chosen at the dishes of the made-up city, what they say of themselves, and which
    of them are sold together."""

    groups: list[DishGroupDocument] = []
    offered: list[OfferedDocument] = []
    sets: list[SetDocument] = []


class StockDocument(FilePart):
    """[[merchants.stocks]]: what several dishes or options share."""

    id: Id
    name: NamePart
    left: int = Field(ge=0, le=STOCK_MAX, description="how many there are")


class ItemDocument(FilePart):
    """[[merchants.items]]: what a merchant sells."""

    id: Id
    name: NamePart
    price_fen: int = Field(gt=0, le=PRICE_FEN_MAX, description="of one, without its packing")
    packing_fen: Fen = Field(default=0, description="for each")
    left: int | None = Field(
        default=None, ge=0, le=STOCK_MAX, description="how many there are, if it may run out"
    )
    category: NamePart | None = None
    description: NamePart | None = None
    portion: NamePart | None = None
    spice: int = Field(default=0, ge=0, le=SPICE_MAX, description="from 0, not hot")
    allergens: list[Allergen] = Field(default=[], description="what it contains")
    diets: list[Diet] = Field(default=[], description="whom it suits")
    groups: list[GroupDocument] = Field(default=[], max_length=GROUPS_MAX)
    parts: list[Id] = Field(
        default=[], max_length=PARTS_MAX, description="of a set, its dishes by id"
    )
    stock: Id | None = Field(default=None, description="of `stocks`, that it is taken from")
    days: list[int] = Field(
        default=list(WEEK), min_length=1, max_length=7,
        description="of the week on which it is served, Monday is 0",
    )  # fmt: skip
    served_from: time | None = Field(default=None, description="none: while the merchant is open")
    served_until: time | None = None

    def item(self, merchant: str, currency: str) -> Item:
        """The item of that merchant."""
        return Item(
            id=self.id, merchant=merchant, name=self.name.name(),
            price=Money(self.price_fen, currency), packing=Money(self.packing_fen, currency),
            left=self.left, category=_said(self.category),
            offered=Offered(
                _said(self.description), _said(self.portion), self.spice,
                tuple(self.allergens), tuple(self.diets),
            ),
            groups=tuple(_group(one, currency) for one in self.groups),
            parts=tuple(self.parts), stock=self.stock, served=self._served(),
        )  # fmt: skip

    def _served(self) -> Serving | None:
        hours = None
        if self.served_from is not None and self.served_until is not None:
            hours = Hours(self.served_from, self.served_until)
        days = tuple(sorted(set(self.days)))
        return None if hours is None and days == WEEK else Serving(days, hours)


def extras_at(path: Path, currency: str) -> dict[str, tuple[OptionGroup, ...]]:
    """The groups of the file by the dishes at which they are chosen; InputError names its fault."""
    found: dict[str, list[OptionGroup]] = {}
    for said in read_file(path, ExtrasDocument).groups:
        for dish in said.dishes:
            found.setdefault(dish, []).append(_group(said, currency))
    return {dish: tuple(groups) for dish, groups in found.items()}


def offered_at(path: Path) -> dict[str, Offered]:
    """What dishes say of themselves by the file, all of it together; InputError names its fault."""
    found: dict[str, Offered] = {}
    for said in read_file(path, ExtrasDocument).offered:
        for dish in said.dishes:
            before = found.get(dish, SAYS_NOTHING)
            found[dish] = replace(
                before,
                spice=max(before.spice, said.spice),
                allergens=tuple(dict.fromkeys((*before.allergens, *said.allergens))),
                diets=tuple(dict.fromkeys((*before.diets, *said.diets))),
            )
    return found


def sets_at(path: Path, menus: Mapping[str, Sequence[Item]]) -> dict[str, tuple[Item, ...]]:
    """The sets of the file by their stalls, whose menus these are; InputError names its fault.

    Stalls that the city does not have sell none.
    """
    found: dict[str, list[Item]] = {}
    for said in read_file(path, ExtrasDocument).sets:
        for stall in (one for one in said.stalls if one in menus):
            sold = {item.id: item for item in menus[stall]}
            ids = tuple(f"{stall}.{dish}" for dish in said.dishes)
            missing = [one for one in ids if one not in sold]
            if missing:
                raise InputError(f"{path}: sets: {said.id}: {missing[0]} is not sold")
            packing = total((sold[one].packing for one in ids), sold[ids[0]].price.currency)
            found.setdefault(stall, []).append(
                Item(
                    id=f"{stall}.{said.id}", merchant=stall, name=said.name.name(),
                    price=Money(said.price_fen, packing.currency), packing=packing,
                    category=SETS, parts=ids,
                )
            )  # fmt: skip
    return {stall: tuple(sets) for stall, sets in found.items()}


def item_table(item: Item) -> Table:
    """The item as it stands in a city's file; what is as usual is left out."""
    table = tomlkit.table()
    table["id"], table["name"] = item.id, _name(item.name)
    table["price_fen"], table["packing_fen"] = item.price.fen, item.packing.fen
    offered, served = item.offered, item.served
    told = {
        "left": item.left,
        "category": _named(item.category),
        "description": _named(offered.description),
        "portion": _named(offered.portion),
        "spice": offered.spice or None,
        "allergens": [one.value for one in offered.allergens] or None,
        "diets": [one.value for one in offered.diets] or None,
        "parts": list(item.parts) or None,
        "stock": item.stock,
        "days": list(served.days) if served else None,
        "served_from": served.hours.opens if served and served.hours else None,
        "served_until": served.hours.closes if served and served.hours else None,
    }
    table.update({name: value for name, value in told.items() if value is not None})
    if item.groups:
        table["groups"] = _tables(_group_table(one) for one in item.groups)
    return table


def stock_table(stock: SharedStock) -> Table:
    """A shared stock as it stands in a city's file."""
    table = tomlkit.table()
    table.update({"id": stock.id, "name": _name(stock.name), "left": stock.left})
    return table


def _group(said: GroupDocument, currency: str) -> OptionGroup:
    options = tuple(
        Option(one.id, one.name.name(), Money(one.more_fen, currency), one.stock)
        for one in said.options
    )
    return OptionGroup(
        id=said.id, name=said.name.name(), kind=said.kind, choices=options,
        least=said.least, most=said.most,
    )  # fmt: skip


def _group_table(group: OptionGroup) -> Table:
    table = tomlkit.table()
    table.update(
        {"id": group.id, "name": _name(group.name), "kind": group.kind.value,
         "least": group.least, "most": group.most}
    )  # fmt: skip
    table["options"] = _tables(_option_table(one) for one in group.choices)
    return table


def _option_table(option: Option) -> Table:
    table = tomlkit.table()
    table.update({"id": option.id, "name": _name(option.name)})
    if option.more:
        table["more_fen"] = option.more.fen
    if option.stock:
        table["stock"] = option.stock
    return table


def _tables(tables: Iterable[Table]) -> tomlkit.items.AoT:
    found = tomlkit.aot()
    for table in tables:
        found.append(table)
    return found


def _said(name: NamePart | None) -> Name | None:
    return name.name() if name else None


def _named(name: Name | None) -> InlineTable | None:
    return _name(name) if name else None


def _name(name: Name) -> InlineTable:
    table = tomlkit.inline_table()
    table.update({"zh": name.zh, "en": name.en})
    return table
