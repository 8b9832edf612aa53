"""The table between a menu that was read and one that goes online: what it shows and what it says.

Fields are numbered: `name-0`, `size-0`, `price-0`; `part-0` is the number of the part of the menu
in which the row stands, and `category-N` what part N is called. A row without a name is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.stalls.entering_menus import ROWS_MAX
from yeshi.market.brought import Beside, BroughtRow, beside_menu
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
    some = rows[:ROWS_MAX]
    brought = {at: row_of(row, currency) for at, row in enumerate(some)}
    known = {at: row for at, row in brought.items() if row is not None}
    beside = dict(zip(known, beside_menu(menu, list(known.values())), strict=True))
    numbered = [
        RowShown(
            number=at, category=row.category.text, name=row.name.text, size=row.size.text,
            price=shortest(row.price.text), doubts=row.doubts, beside=beside.get(at),
            box=row.stood.box,
        )
        for at, row in enumerate(some)
    ]  # fmt: skip
    return [(part, list(inside)) for part, inside in groupby(numbered, lambda row: row.category)]


def row_of(row: MenuRow, currency: str) -> BroughtRow | None:
    """What is sold of a row; None where it says no name, or no price that a dish can have."""
    price = money_of(row.price.text, currency)
    name = _name(row.name.text)
    if price is None or name is None:
        return None
    return BroughtRow(
        name=name, price=price, size=_name(row.size.text), category=_name(row.category.text)
    )


def _name(text: str) -> Name | None:
    """A name that a menu says in one language; None for none."""
    return Name(text, text) if text else None


def numbers_in(fields: Mapping[str, str]) -> list[int]:
    """The numbers of the rows that a form has, in order."""
    told = (name.removeprefix("name-") for name in fields if name.startswith("name-"))
    return sorted(int(number) for number in told if number.isascii() and number.isdigit())


def typed_rows(fields: Mapping[str, str]) -> list[MenuRow]:
    """The rows of a form as they were typed."""
    return [
        MenuRow(
            category=Cell(_typed(fields, f"category-{_typed(fields, f'part-{number}')}")),
            name=Cell(_typed(fields, f"name-{number}")),
            size=Cell(_typed(fields, f"size-{number}")),
            price=Cell(_typed(fields, f"price-{number}")), stood=Stood(),
        )
        for number in numbers_in(fields)
    ]  # fmt: skip


def corrected_rows(fields: Mapping[str, str], read: Sequence[MenuRow]) -> tuple[MenuRow, ...]:
    """What was typed over rows that were read, up to the last one that says anything.

    A cell that nobody changed is as doubtful as it was read, and the row stands where it stood.
    """
    typed = typed_rows(fields)
    while typed and not _says(typed[-1]):
        typed.pop()
    return tuple(
        replace(
            row, name=_corrected(row.name, before.name), size=_corrected(row.size, before.size),
            price=_corrected(row.price, replace(before.price, text=shortest(before.price.text))),
            stood=before.stood,
        ) if before else row
        for row, before in zip_longest(typed, read[: len(typed)])
    )  # fmt: skip


def _says(row: MenuRow) -> bool:
    """Whether a row says anything, but for the part in which it stands."""
    return any(cell.text for cell in (row.name, row.size, row.price))


def _corrected(typed: Cell, before: Cell) -> Cell:
    """The cell that was typed; the one before where it says the same."""
    return before if typed.text == before.text else typed


def typed_menu(fields: Mapping[str, str], currency: str) -> tuple[BroughtRow, ...] | Refused:
    """What is sold of the rows of a form; refused with the row that says no price."""
    found = []
    for number, row in zip(numbers_in(fields), typed_rows(fields), strict=True):
        if not row.name.text:
            continue
        amount = row.price.text.lstrip("¥").rstrip("元 ")
        brought = row_of(replace(row, price=Cell(amount)), currency)
        if brought is None:
            return Refused(MenuRowUnpriced(number + 1))
        found.append(brought)
    return tuple(found)


def _typed(fields: Mapping[str, str], field: str) -> str:
    return plain(fields.get(field, "")).strip()
