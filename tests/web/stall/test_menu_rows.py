"""The table of a menu: how rows become fields, and fields dishes."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.market.brought import BroughtRow, MenuStanding
from yeshi.market.catalogue import Item
from yeshi.menus.rows import Cell, MenuRow, Stood
from yeshi.web.frame.menu_reading import MenuRowUnpriced
from yeshi.web.stall.menu_rows import numbers_in, row_of, shown_rows, typed_menu, typed_rows

TWELVE = Money(1200, "CNY")


def row(category: str, name: str, size: str, price: str) -> MenuRow:
    """A row of sure cells."""
    return MenuRow(Cell(category), Cell(name), Cell(size), Cell(price), Stood())


def said(text: str) -> Name:
    """A name in one language."""
    return Name(text, text)


def test_a_row_says_what_is_sold_with_its_size_and_category() -> None:
    """Or nothing, where it has no name or no price."""
    assert row_of(row("粉", "酸辣粉", "大份", "12"), "CNY") == BroughtRow(
        name=said("酸辣粉"), price=TWELVE, size=said("大份"), category=said("粉")
    )
    assert row_of(row("", "汤", "", "12"), "CNY") == BroughtRow(name=said("汤"), price=TWELVE)
    assert row_of(row("粉", "", "", "12"), "CNY") is None
    assert row_of(row("粉", "粉", "", "时价"), "CNY") is None


def test_rows_are_shown_by_category_with_what_they_cost_now() -> None:
    """Those without a price stand beside nothing."""
    item = Item(
        id="i", merchant="a", name=said("酸辣粉"), price=TWELVE, packing=Money(0, "CNY"),
    )  # fmt: skip
    rows = [row("粉", "酸辣粉", "", "13.50"), row("粉", "面", "", ""), row("汤", "汤", "", "12")]
    shown = shown_rows(rows, [item], "CNY")
    assert [(category, [one.name for one in some]) for category, some in shown] == [
        ("粉", ["酸辣粉", "面"]), ("汤", ["汤"]),
    ]  # fmt: skip
    first, second, third = (one for _, some in shown for one in some)
    assert first.price == "13.5"
    assert first.beside
    assert (first.beside.standing, first.beside.now) == (MenuStanding.OTHER_PRICE, TWELVE)
    assert second.beside is None
    assert third.beside
    assert third.beside.standing is MenuStanding.NEW


FIELDS = {
    "key": "k", "name-0": " 酸辣粉 ", "size-0": "大份", "price-0": "¥１２", "name-2": "", "price-2": "x",
    "name-10": "汤", "size-10": "", "price-10": "8.5元", "name-x": "z", "part-0": "0", "part-10": "1",
    "category-0": " 粉面 ", "category-1": "",
}  # fmt: skip


def test_fields_become_rows_and_those_without_a_name_are_left_out() -> None:
    """In the order of their numbers, however prices are typed; in the category of their part."""
    assert numbers_in(FIELDS) == [0, 2, 10]
    rows = typed_menu(FIELDS, "CNY")
    assert not isinstance(rows, Refused)
    assert [(one.name.zh, one.size, one.price.fen, one.category) for one in rows] == [
        ("酸辣粉", said("大份"), 1200, said("粉面")), ("汤", None, 850, None),
    ]  # fmt: skip
    assert [one.name.text for one in typed_rows(FIELDS)] == ["酸辣粉", "", "汤"]
    assert [one.category.text for one in typed_rows(FIELDS)] == ["粉面", "", ""]


def test_a_price_that_is_none_is_refused_by_its_field() -> None:
    """So that it is told beside it."""
    told = typed_menu({"name-3": "粉", "price-3": "时价"}, "CNY")
    assert told == Refused(MenuRowUnpriced(4))
