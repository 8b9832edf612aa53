"""The table of a menu: how rows become fields, and fields dishes."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.stalls.entering_menus import MenuStanding
from yeshi.market.catalogue import Item
from yeshi.menus.rows import Cell, MenuRow, Stood
from yeshi.web.frame.menu_reading import MenuRowUnpriced
from yeshi.web.stall.menu_rows import dish_of, numbers_in, shown_rows, typed_dishes, typed_rows

TWELVE = Money(1200, "CNY")


def row(category: str, name: str, size: str, price: str) -> MenuRow:
    """A row of sure cells."""
    return MenuRow(Cell(category), Cell(name), Cell(size), Cell(price), Stood())


def test_a_size_stands_in_brackets_behind_the_name() -> None:
    """In the brackets of its language."""
    assert dish_of("酸辣粉", "大份", TWELVE).name.zh == "酸辣粉（大份）"
    assert dish_of("Noodles", "large", TWELVE).name.en == "Noodles (large)"
    assert dish_of("酸辣粉", "", TWELVE).name.in_both == "酸辣粉"


def test_rows_are_shown_by_category_with_what_they_cost_now() -> None:
    """Those without a price stand beside nothing."""
    sold = dish_of("酸辣粉", "", TWELVE)
    item = Item(id="i", merchant="a", name=sold.name, price=TWELVE, packing=Money(0, "CNY"))
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
    "name-10": "汤", "size-10": "", "price-10": "8.5元", "name-x": "z",
}  # fmt: skip


def test_fields_become_dishes_and_rows_without_a_name_are_left_out() -> None:
    """In the order of their numbers, however prices are typed."""
    assert numbers_in(FIELDS) == [0, 2, 10]
    dishes = typed_dishes(FIELDS, "CNY")
    assert not isinstance(dishes, Refused)
    assert [(one.name.zh, one.price.fen) for one in dishes] == [
        ("酸辣粉（大份）", 1200),
        ("汤", 850),
    ]
    assert [one.name.text for one in typed_rows(FIELDS)] == ["酸辣粉", "", "汤"]


def test_a_price_that_is_none_is_refused_by_its_field() -> None:
    """So that it is told beside it."""
    told = typed_dishes({"name-3": "粉", "price-3": "时价"}, "CNY")
    assert told == Refused(MenuRowUnpriced(4))
