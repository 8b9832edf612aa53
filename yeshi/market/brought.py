"""A menu that was brought: its rows put together into dishes, each beside what is sold already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from yeshi.base.money import Money
from yeshi.base.names import Name, id_for
from yeshi.base.refused import Invalid, Refused
from yeshi.market.catalogue import Item
from yeshi.market.entering import DishSaid, said_of
from yeshi.market.options import Option, OptionGroup, OptionKind

SIZES = Name("规格", "Size")
# What a size is called that a menu tells without one, beside others that it names.
REGULAR = Name("标准", "Regular")


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtRow:
    """A dish in one size, or in the only one (None), and the category that it stands in."""

    name: Name
    price: Money
    size: Name | None = None
    category: Name | None = None


@dataclass(frozen=True, slots=True)
class SizePrice:
    """What a dish costs in one size; `option`: the choice that this is where it is sold."""

    size: Name | None
    price: Money
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class BroughtDish:
    """A dish with its sizes as the menu has them; `known`: as it is sold, None where it is not."""

    name: Name
    sizes: tuple[SizePrice, ...]
    category: Name | None
    known: Item | None


class MenuStanding(StrEnum):
    """How a row stands to what the stall sells already."""

    NEW = "new"
    NEW_SIZE = "new_size"
    OTHER_PRICE = "other_price"
    OTHER_CATEGORY = "other_category"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Beside:
    """A row beside the stall's menu; `now`: what it costs there now, None where it is new."""

    standing: MenuStanding
    now: Money | None = None


def beside_menu(menu: Sequence[Item], rows: Sequence[BroughtRow]) -> list[Beside]:
    """How each row stands to the menu, in which dishes are known by either of their names."""
    return [_beside(_known(menu, row.name), row) for row in _as_sold(menu, rows)]


def dishes_brought(
    menu: Sequence[Item], rows: Sequence[BroughtRow]
) -> tuple[BroughtDish, ...] | Refused:
    """The dishes of the rows in their order; refused where one size is told with two prices."""
    by_name: dict[Name, list[BroughtRow]] = {}
    for row in _as_sold(menu, rows):
        by_name.setdefault(row.name, []).append(row)
    dishes = []
    for name, some in by_name.items():
        sizes: dict[Name | None, Money] = {}
        for row in some:
            if sizes.setdefault(row.size, row.price) != row.price:
                return Refused(Invalid(name.zh, "twice"))
        category = next((row.category for row in some if row.category), None)
        priced = tuple(SizePrice(size, price) for size, price in sizes.items())
        dishes.append(BroughtDish(name, priced, category, _known(menu, name)))
    return tuple(dishes)


def said_by(dish: BroughtDish) -> DishSaid:
    """What is said of the dish from now on: sizes that the menu does not tell of stay as they are.

    Its price is that of its least size; what another costs more stands at its choice.
    """
    nothing = Money(0, dish.sizes[0].price.currency)
    said = (
        said_of(dish.known)
        if dish.known
        else DishSaid(name=dish.name, price=dish.sizes[0].price, packing=nothing)
    )
    if dish.category and not _alike(said.category, dish.category):
        said = replace(said, category=dish.category)
    if [one.size for one in dish.sizes] == [None]:
        return replace(said, price=dish.sizes[0].price)
    before = _sizes_sold(said) if dish.known else []
    after = _together(before, dish.sizes)
    if after == before:
        return said
    offered = said.offered
    if _size_group(said) is None and len(after) == 1:
        portion = replace(offered, portion=after[0].size)
        return replace(said, price=after[0].price, offered=portion)
    if any(_alike(one.size, offered.portion) for one in after):
        offered = replace(offered, portion=None)
    least = min((one.price for one in after), key=lambda price: price.fen)
    return replace(said, price=least, offered=offered, groups=_groups(said, after, least))


def _as_sold(menu: Sequence[Item], rows: Iterable[BroughtRow]) -> list[BroughtRow]:
    """The rows with a name for each size; a size that is sold as a dish of its own is that dish."""
    told = [_apart(menu, row) for row in rows]
    named = {row.name for row in told if row.size}
    return [
        replace(row, size=REGULAR) if row.size is None and row.name in named else row
        for row in told
    ]


def _apart(menu: Sequence[Item], row: BroughtRow) -> BroughtRow:
    if row.size is None:
        return row
    name, size = row.name.zh, row.size.zh
    plain = name.isascii() and size.isascii()
    whole = f"{name} ({size})" if plain else f"{name}（{size}）"
    sold = _known(menu, Name(whole, whole))
    return replace(row, name=sold.name, size=None) if sold else row


def _known(menu: Sequence[Item], name: Name) -> Item | None:
    return next((one for one in menu if _alike(one.name, name)), None)


def _alike(one: Name | None, other: Name | None) -> bool:
    """Whether two names are the same in either language; no name is like none."""
    if one is None or other is None:
        return one is other
    return bool({one.zh, one.en} & {other.zh, other.en})


def _beside(known: Item | None, row: BroughtRow) -> Beside:
    if known is None:
        return Beside(MenuStanding.NEW)
    now: Money | None = known.price
    if row.size is not None:
        sizes = _sizes_sold(said_of(known))
        now = next((one.price for one in sizes if _alike(one.size, row.size)), None)
    if now is None:
        return Beside(MenuStanding.NEW_SIZE)
    if now != row.price:
        return Beside(MenuStanding.OTHER_PRICE, now)
    moved = row.category is not None and not _alike(known.category, row.category)
    return Beside(MenuStanding.OTHER_CATEGORY if moved else MenuStanding.SAME, now)


def _size_group(said: DishSaid) -> OptionGroup | None:
    return next((one for one in said.groups if one.kind is OptionKind.SIZE and one.is_one_of), None)


def _sizes_sold(said: DishSaid) -> list[SizePrice]:
    """The sizes a dish is sold in; where there is one alone, its portion, which may be None."""
    group = _size_group(said)
    if group is None:
        return [SizePrice(said.offered.portion, said.price)]
    return [SizePrice(one.name, said.price + one.more, one) for one in group.choices]


def _together(before: Sequence[SizePrice], told: Sequence[SizePrice]) -> list[SizePrice]:
    """What is sold with what is told: as dear as told, and after it what is not sold yet."""
    if [one.size for one in before] == [None]:
        # A size without a name is one beside another; of several it is not known which it was.
        before = [replace(before[0], size=REGULAR)] if len(told) == 1 else []
    found = list(before)
    for one in told:
        at = next((at for at, sold in enumerate(found) if _alike(sold.size, one.size)), None)
        if at is None:
            found.append(one)
        else:
            found[at] = replace(found[at], price=one.price)
    return found


def _groups(
    said: DishSaid, sizes: Sequence[SizePrice], least: Money
) -> tuple[OptionGroup, ...]:  # fmt: skip
    """The groups with those sizes in theirs, which comes first where there was none."""
    taken = {one.id for group in said.groups for one in group.choices}
    choices = []
    for one in sizes:
        more = one.price - least
        if one.option is None:
            name = one.size or REGULAR
            id_ = id_for(name, "choice", taken)
            taken.add(id_)
            choices.append(Option(id_, name, more))
        else:
            choices.append(replace(one.option, more=more))
    known = _size_group(said)
    if known is None:
        id_ = id_for(SIZES, "group", {one.id for one in said.groups})
        first = OptionGroup(id=id_, name=SIZES, kind=OptionKind.SIZE, choices=tuple(choices))
        return (first, *said.groups)
    anew = replace(known, choices=tuple(choices))
    return tuple(anew if one is known else one for one in said.groups)
