"""Heads of a spreadsheet's columns: which cell of a menu stands below, as people call it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yeshi.menus.prices import plain, sizes_in


class Head(StrEnum):
    """What a column tells; `SMALLEST`: a price in the smallest unit, `SHOWN`: 0 for what is off."""

    CATEGORY = "category"
    NAME = "name"
    SIZE = "size"
    PRICE = "price"
    SMALLEST = "smallest"
    SHOWN = "shown"


_WORDS: Mapping[Head, Sequence[str]] = {
    Head.CATEGORY: (
        "分类", "类别", "品类", "类目", "菜品分类", "商品分类", "菜单分类", "分组",
        "category", "categories", "section", "group",
    ),
    Head.NAME: (
        "菜名", "名称", "品名", "菜品", "菜品名称", "商品名称", "商品名", "商品", "产品名称",
        "菜品名", "name", "dish", "item", "item name", "dish name", "product", "product name",
        "menu name",
    ),
    Head.SIZE: (
        "规格", "份量", "分量", "大小", "规格名称", "size", "portion", "variant",
    ),
    Head.PRICE: (
        "价格", "单价", "售价", "价钱", "现价", "菜价", "金额", "price", "unit price", "price yuan",
        "menu price", "sale price",
    ),
    Head.SMALLEST: ("price tax incl", "price fen", "price cents"),
    Head.SHOWN: ("menu status", "status"),
}  # fmt: skip
_BY_WORD = {word: head for head, words in _WORDS.items() for word in words}
# What is said about a column beside its name: its unit, or that it must be filled in.
_REMARK = re.compile(r"\((?:元|¥|yuan|cny|rmb|必填|选填|required|optional)[^)]*\)|[*:：]|¥", re.I)
_IN_FEN = re.compile(r"\(分\)")
_PRICE_WORDS = re.compile(r"(价格|单价|售价|价钱|价|price)", re.I)
# SheetColumns by which exports of other programs are known.
COOPCYCLE = frozenset({"name", "price tax incl", "tax category"})
TASTYIGNITER = (
    frozenset({"menu name", "menu price"}),
    frozenset({"name", "price", "minimum quantity"}),
    frozenset({"name", "price", "minimum qty"}),
    frozenset({"name", "price", "mealtime"}),
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column that was understood; `size`: the only size whose prices it has, or ""."""

    at: int
    head: Head
    size: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The columns of a sheet, the heads that were not understood, and whose export it is, or ""."""

    known: tuple[SheetColumn, ...]
    aside: tuple[str, ...]
    program: str = ""

    def at(self, head: Head) -> int | None:
        """Where that column is; None where there is none."""
        return next((one.at for one in self.known if one.head == head), None)

    @property
    def prices(self) -> tuple[SheetColumn, ...]:
        """The columns that have prices."""
        return tuple(one for one in self.known if one.head in (Head.PRICE, Head.SMALLEST))


def columns_of(cells: Sequence[str]) -> SheetColumns | None:
    """The columns that these cells are the heads of; None where no dish and no price is among them.

    A head that is there twice counts once, but for prices of different sizes.
    """
    known: list[SheetColumn] = []
    aside = []
    for at, cell in enumerate(cells):
        column = _column(at, cell)
        if column and (column.head, column.size) not in {(one.head, one.size) for one in known}:
            known.append(column)
        elif cell.strip():
            aside.append(cell.strip())
    found = SheetColumns(tuple(known), tuple(aside), _program(cells))
    return found if found.at(Head.NAME) is not None and found.prices else None


def _column(at: int, cell: str) -> SheetColumn | None:
    said = _word(cell)
    head = _BY_WORD.get(said)
    if head == Head.PRICE and _IN_FEN.search(plain(cell)):
        head = Head.SMALLEST
    if head:
        return SheetColumn(at, head)
    size = sizes_in(_PRICE_WORDS.sub(" ", said).strip(" ()_-"))
    return SheetColumn(at, Head.PRICE, size[0]) if len(size) == 1 else None


def _word(cell: str) -> str:
    spelled = _REMARK.sub("", plain(cell).lower())
    return " ".join(_IN_FEN.sub("", spelled).replace("_", " ").split())


def _program(cells: Sequence[str]) -> str:
    words = {_word(cell) for cell in cells}
    if words >= COOPCYCLE:
        return "CoopCycle"
    return "TastyIgniter" if any(words >= sign for sign in TASTYIGNITER) else ""
