"""Heads of columns, as people call them in both languages, and as other programs write them."""

from __future__ import annotations

import pytest

from yeshi.menus.heads import Head, SheetColumns, columns_of

HEADS = [
    ("分类 菜名 规格 价格", [Head.CATEGORY, Head.NAME, Head.SIZE, Head.PRICE]),
    ("类别 菜品名称 价格(元)", [Head.CATEGORY, Head.NAME, Head.PRICE]),
    ("菜名* 单价（元）", [Head.NAME, Head.PRICE]),
    ("Category Dish Size Price", [Head.CATEGORY, Head.NAME, Head.SIZE, Head.PRICE]),
    ("category name size price_yuan", [Head.CATEGORY, Head.NAME, Head.SIZE, Head.PRICE]),
    ("品名 价格(分)", [Head.NAME, Head.SMALLEST]),
]


def columns(heads: str, by: str = " ") -> SheetColumns:
    """The columns of these heads."""
    found = columns_of(heads.split(by))
    assert found is not None
    return found


@pytest.mark.parametrize(("heads", "known"), HEADS)
def test_columns_are_known_by_their_heads(heads: str, known: list[Head]) -> None:
    """With units and marks or without."""
    assert [column.head for column in columns(heads).known] == known


def test_a_price_of_a_size_has_a_column_of_its_own() -> None:
    """小份价格, or the size alone."""
    prices = columns("菜名 小份价格 大份").prices
    assert [(one.at, one.size) for one in prices] == [(1, "小份"), (2, "大份")]
    assert [one.size for one in columns("name,small price,large price", ",").prices] == [
        "small",
        "large",
    ]


def test_what_is_not_understood_is_told() -> None:
    """As it was written."""
    assert columns("菜名,价格,备注,主厨", ",").aside == ("备注", "主厨")


def test_without_dishes_and_prices_there_are_no_heads() -> None:
    """A title is none, nor is a list of names."""
    assert columns_of(["夜宵菜单"]) is None
    assert columns_of(["菜名", "备注"]) is None


def test_exports_of_other_programs_are_known() -> None:
    """By the columns that nobody else has."""
    assert columns("name,description,price_tax_incl,tax_category", ",").program == "CoopCycle"
    assert (
        columns("menu_id,menu_name,menu_price,categories,menu_status", ",").program
        == "TastyIgniter"
    )
    labels = "ID,Name,Price,Description,Minimum Quantity,Category,Status,Mealtime"
    assert columns(labels, ",").program == "TastyIgniter"
    assert columns("name,price,category", ",").program == ""
