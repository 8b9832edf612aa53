"""In which order a menu is shown: by category, each where its first dish is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from yeshi.base.names import Name
from yeshi.market.catalogue import Item

Moved = TypeVar("Moved")


class MenuMove(StrEnum):
    """Where a dish goes among those of its category, or its category among the others."""

    UP = "up"
    DOWN = "down"
    FIRST = "first"
    CATEGORY_UP = "category_up"
    CATEGORY_DOWN = "category_down"


def by_category(menu: Sequence[Item]) -> list[tuple[Name | None, list[Item]]]:
    """The menu by category, each where its first dish is; dishes without one come first."""
    found: dict[Name | None, list[Item]] = {None: []}
    for item in menu:
        found.setdefault(item.category, []).append(item)
    return [(category, items) for category, items in found.items() if items]


def moved(menu: Sequence[Item], item_id: str, move: MenuMove) -> list[str]:
    """The ids of the menu as it is shown after the move; a move beyond an end changes nothing.

    Dishes without a category stay before the others. KeyError for an id that is not on it.
    """
    parts = [[one.id for one in items] for _, items in by_category(menu)]
    at = next((number for number, ids in enumerate(parts) if item_id in ids), None)
    if at is None:
        raise KeyError(item_id)
    if move in (MenuMove.CATEGORY_UP, MenuMove.CATEGORY_DOWN):
        first = 1 if by_category(menu)[0][0] is None else 0
        if at >= first:
            _shift(parts, at, at - 1 if move is MenuMove.CATEGORY_UP else at + 1, first)
    else:
        ids = parts[at]
        was = ids.index(item_id)
        to = {MenuMove.UP: was - 1, MenuMove.DOWN: was + 1, MenuMove.FIRST: 0}[move]
        _shift(ids, was, to, 0)
    return [id_ for ids in parts for id_ in ids]


def arranged(menu: Sequence[Item], ids: Sequence[str]) -> list[Item]:
    """Those dishes of the menu whose row is another where they stand in that order, from row 1.

    Dishes that are not named follow as they stood; ids that the menu does not have count nothing.
    """
    place = {id_: number for number, id_ in enumerate(dict.fromkeys(ids))}
    shown = [one for _, items in by_category(menu) for one in items]
    after = sorted(shown, key=lambda one: place.get(one.id, len(place)))
    rows = ((one, number) for number, one in enumerate(after, 1))
    return [replace(one, menu_row=row) for one, row in rows if one.menu_row != row]


def next_row(items: Sequence[Item]) -> int:
    """The row after all these, in which what is new stands."""
    return max((one.menu_row for one in items), default=0) + 1


def _shift(among: list[Moved], was: int, to: int, first: int) -> None:
    if first <= to < len(among):
        among.insert(to, among.pop(was))
