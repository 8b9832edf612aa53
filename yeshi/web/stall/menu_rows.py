"""The table between a menu that was read and one that goes online: what it shows and what it says.

Fields are numbered: `name-0`, `size-0`, `price-0`. A row without a name is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.stalls.changing import NewDish
from yeshi.flow.stalls.entering_menus import ROWS_MAX, Beside, beside_menu
from yeshi.market.catalogue import Item
from yeshi.menus.prices import plain
from yeshi.menus.rows import Box, Cell, MenuRow, Stood, money_of
from yeshi.menus.sheet import shortest
from yeshi.web.frame.menu_reading import MenuRowUnpriced

# Rows without anything, for what was not seen.
BLANK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A row of the table; `beside`: how it stands to what is sold, None where that is unknown."""

    number: int
    category: str
    name: str
    size: str
    price: str
    doubts: tuple[str, ...]
    beside: Beside | None
    box: Box | None


def shown_rows(
    rows: Sequence[MenuRow], menu: Sequence[Item], currency: str
) -> list[tuple[str, list[RowShown]]]:
    """The rows by category, in the order in which they stood."""
    numbered = [_shown(number, row, menu, currency) for number, row in enumerate(rows[:ROWS_MAX])]
    return [
        (category, list(some)) for category, some in groupby(numbered, lambda row: row.category)
    ]


def _shown(number: int, row: MenuRow, menu: Sequence[Item], currency: str) -> RowShown:
    price = money_of(row.price.text, currency)
    dish = dish_of(row.name.text, row.size.text, price) if price and row.name.text else None
    return RowShown(
        number=number, category=row.category.text, name=row.name.text, size=row.size.text,
        price=shortest(row.price.text), doubts=row.doubts,
        beside=beside_menu(menu, [dish])[0] if dish else None, box=row.stood.box,
    )  # fmt: skip


def dish_of(name: str, size: str, price: Money) -> NewDish:
    """What is sold of a row: its size stands behind the name in brackets."""
    said = f" ({size})" if name.isascii() and size.isascii() else f"（{size}）"
    whole = f"{name}{said}" if size else name
    return NewDish(Name(whole, whole), price)


def numbers_in(fields: Mapping[str, str]) -> list[int]:
    """The numbers of the rows that a form has, in order."""
    told = (name.removeprefix("name-") for name in fields if name.startswith("name-"))
    return sorted(int(number) for number in told if number.isascii() and number.isdigit())


def typed_rows(fields: Mapping[str, str]) -> list[MenuRow]:
    """The rows of a form as they were typed, to be shown again."""
    return [
        MenuRow(
            category=Cell(), name=Cell(_typed(fields, "name", number)),
            size=Cell(_typed(fields, "size", number)),
            price=Cell(_typed(fields, "price", number)), stood=Stood(),
        )
        for number in numbers_in(fields)
    ]  # fmt: skip


def typed_dishes(fields: Mapping[str, str], currency: str) -> tuple[NewDish, ...] | Refused:
    """The dishes of a form; refused with the field that says no price, or none at all."""
    dishes = []
    for number in numbers_in(fields):
        name = _typed(fields, "name", number)
        if not name:
            continue
        price = money_of(_typed(fields, "price", number).lstrip("¥").rstrip("元 "), currency)
        if price is None:
            return Refused(MenuRowUnpriced(number + 1))
        dishes.append(dish_of(name, _typed(fields, "size", number), price))
    return tuple(dishes)


def _typed(fields: Mapping[str, str], cell: str, number: int) -> str:
    return plain(fields.get(f"{cell}-{number}", "")).strip()
