"""Rows of a menu in a spreadsheet, and cells that say nothing usable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yeshi.menus.sheet import MenuRead, letters_of, read_sheets, shortest


def read(*lines: str, currency: str = "CNY") -> MenuRead:
    """A sheet of these lines, with commas between cells."""
    return read_sheets([("菜单", [line.split(",") for line in lines])], currency)


def said(menu: MenuRead) -> list[tuple[str, str, str, str]]:
    """What its cells say."""
    return [(one.category.text, one.name.text, one.size.text, one.price.text) for one in menu.rows]


def bad(menu: MenuRead) -> list[tuple[str, str, str]]:
    """Its bad cells: where, what, why."""
    return [(one.cell, one.says, one.why) for one in menu.bad]


def test_rows_are_read_below_a_title() -> None:
    """Each with where it stood; blank ones are passed over."""
    menu = read(
        "阿婆夜宵", "分类,菜名,规格,价格", "粉面,酸辣粉,,¥12.00", ",,,", "粉面,牛肉粉,大,15元"
    )
    assert said(menu) == [("粉面", "酸辣粉", "", "12"), ("粉面", "牛肉粉", "大", "15")]
    assert [(row.stood.sheet, row.stood.row) for row in menu.rows] == [("菜单", 3), ("菜单", 5)]
    assert menu.bad == menu.aside == ()


def test_a_dish_in_several_sizes_may_be_named_once() -> None:
    """Its name and category go on downward; a column a size says the same."""
    down = read("分类,菜名,规格,价格", "粉面,牛肉粉,小,12", ",,大,15")
    across = read("分类,菜名,小,大", "粉面,牛肉粉,12,15")
    assert (
        said(down)
        == said(across)
        == [("粉面", "牛肉粉", "小", "12"), ("粉面", "牛肉粉", "大", "15")]
    )


def test_every_bad_cell_is_told_by_sheet_cell_and_reason() -> None:
    """And the good rows are read all the same."""
    menu = read(
        "菜名,价格", "酸辣粉,12", ",9", "拍黄瓜,", "老鸭汤,时价", "卤虾,0", "酸辣粉,13", "酸辣粉,12",
        f"{'长' * 61},5", "烤鱼,123456",
    )  # fmt: skip
    assert said(menu) == [("", "酸辣粉", "", "12")]
    assert bad(menu) == [
        ("A3", "", "no_name"), ("B4", "", "no_price"), ("B5", "时价", "unread_price"),
        ("B6", "0", "unread_price"), ("B7", "13", "told_otherwise"), ("A9", "长" * 61, "long_name"),
        ("B10", "123456", "unread_price"),
    ]  # fmt: skip
    assert {one.sheet for one in menu.bad} == {"菜单"}


def test_an_export_of_coopcycle_tells_prices_in_cents() -> None:
    """What is not taken is told."""
    menu = read(
        "name,description,price_tax_incl,tax_category",
        "Pizza Margherita,The most famous pizza,900,Food", "Water,,150.0,Drink", "Odd,,9.5,Food",
    )  # fmt: skip
    assert said(menu) == [("", "Pizza Margherita", "", "9"), ("", "Water", "", "1.5")]
    assert menu.program == "CoopCycle"
    assert menu.aside == ("description", "tax_category")
    assert bad(menu) == [("C4", "9.5", "unread_price")]


@pytest.mark.parametrize(
    "heads",
    [
        "menu_id,menu_name,menu_price,menu_description,minimum_qty,categories,menu_status,mealtimes",
        "ID,Name,Price,Description,Minimum Quantity,Category,Status,Mealtime",
    ],
)
def test_an_export_of_tastyigniter_is_read_by_columns_or_labels(heads: str) -> None:
    """Its first category counts, and what it has switched off is left out and told."""
    menu = read(
        heads, "1,Puff-Puff,4.9900,Snack,3,Appetizer|Snacks,1,Dinner", "2,Old,5.0000,,1,,0,"
    )
    assert said(menu) == [("Appetizer", "Puff-Puff", "", "4.99")]
    assert menu.program == "TastyIgniter"
    assert bad(menu) == [("G3", "0", "switched_off")]
    assert len(menu.aside) == 4


def test_a_sheet_without_heads_is_left_aside_by_name() -> None:
    """An empty one is not worth telling."""
    menu = read_sheets(
        [("说明", [["请先看"]]), ("空", []), ("菜", [["菜名", "价格"], ["粉", "3"]])], "CNY"
    )
    assert menu.aside == ("说明",)
    assert said(menu) == [("", "粉", "", "3")]


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    """A to Z, then AA."""
    assert [letters_of(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [shortest(price) for price in ("18.00", "18.50", "100", "0.05")] == [
        "18",
        "18.5",
        "100",
        "0.05",
    ]


CELL = st.text(alphabet="鱼粉9.5 元小|(\n", max_size=4)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, max_size=4), max_size=5))
def test_any_cells_are_read(rows: list[list[str]]) -> None:
    """A row is either read or told of, whatever it says."""
    menu = read_sheets([("", [["菜名", "价格", "规格"], *rows])], "CNY")
    told = sum(1 for row in rows if any(cell.strip() for cell in row))
    assert len(menu.rows) + len(menu.bad) <= told
