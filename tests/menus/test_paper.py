"""Rows of a paper menu, from what eyes saw of it."""

from __future__ import annotations

import pytest

from tests.menus.papers import Bend, flat, seen, text, tilted
from yeshi.menus.paper import rows_of
from yeshi.menus.rows import MenuRow
from yeshi.menus.seen import Text

Line = tuple[str, float, float, float]
BENDS = [flat, tilted(7), tilted(-6, 0.15)]


def read(texts: list[Text]) -> list[MenuRow]:
    """The rows of these texts."""
    return rows_of(seen(texts))


def said(rows: list[MenuRow]) -> list[tuple[str, str, str, str]]:
    """What their cells say."""
    return [(row.category.text, row.name.text, row.size.text, row.price.text) for row in rows]


def menu(bend: Bend) -> list[Text]:
    """A menu of two columns: sizes in heads on the left, none on the right, and what is aside."""
    lines: list[Line] = [
        ("阿婆夜宵", 400, 80, 80), ("营业时间17:00-02:00", 400, 150, 30),
        ("粉面", 80, 240, 48), ("小份", 360, 240, 34), ("大份", 480, 240, 34),
        ("酸辣牛肉粉", 80, 320, 36), ("12", 370, 320, 36), ("15", 490, 320, 36),
        ("常德米粉", 80, 400, 36), ("10", 370, 400, 36), ("13.5", 490, 400, 36),
        ("烧烤", 660, 240, 48),
        ("烤鸡翅", 660, 320, 36), ("¥9", 1040, 320, 36),
        ("烤秋刀鱼", 660, 400, 36), ("¥28", 1040, 400, 36),
        ("外卖电话 0731-88886666", 400, 1500, 34),
    ]  # fmt: skip
    return [text(says, x, y, height, bend) for says, x, y, height in lines]


@pytest.mark.parametrize("bend", BENDS)
def test_columns_sizes_and_categories_are_told_apart(bend: Bend) -> None:
    """However the paper is held; title, hours and telephone are no dishes."""
    assert said(read(menu(bend))) == [
        ("粉面", "酸辣牛肉粉", "小份", "12"), ("粉面", "酸辣牛肉粉", "大份", "15"),
        ("粉面", "常德米粉", "小份", "10"), ("粉面", "常德米粉", "大份", "13.5"),
        ("烧烤", "烤鸡翅", "", "9"), ("烧烤", "烤秋刀鱼", "", "28"),
    ]  # fmt: skip


def test_a_row_knows_where_it_stood() -> None:
    """In shares of the photo: from its name to its price."""
    box = read(menu(flat))[4].stood.box
    assert box is not None
    assert (round(box.left, 2), round(box.top, 2)) == (0.55, 0.19)
    assert (round(box.right, 2), round(box.bottom, 2)) == (0.9, 0.21)


def of(*lines: tuple[str, float, float], sure: float = 1.0) -> list[MenuRow]:
    """The rows of a list with two sure dishes above these texts."""
    usual = [("酸辣牛肉粉", 80, 100), ("¥12", 700, 100), ("扬州炒饭", 80, 180), ("¥15", 700, 180)]
    texts = [text(says, x, y, 36) for says, x, y in usual]
    return read([*texts, *(text(says, x, y, 36, sure=sure) for says, x, y in lines)])


def test_a_dish_without_a_price_is_kept_and_doubted() -> None:
    """Nothing that was seen among dishes is lost."""
    row = of(("老鸭汤", 80, 260))[-1]
    assert (row.name.text, row.price.text, row.doubts) == ("老鸭汤", "", ("price",))


def test_two_prices_without_sizes_are_doubted() -> None:
    """Somebody has to say which is which."""
    rows = of(("老鸭汤", 80, 260), ("¥28", 500, 260), ("¥48", 700, 260))[-2:]
    assert [(row.price.text, row.doubts) for row in rows] == [("28", ("size",)), ("48", ("size",))]


def test_what_was_seen_unsurely_is_doubted() -> None:
    """As is a sign that menus are not written with, however sure eyes are."""
    assert of(("老鸭汤", 80, 260), ("¥28", 700, 260), sure=0.7)[-1].doubts == ("name", "price")
    assert of(("可☑可乐", 80, 260), ("¥6", 700, 260))[-1].doubts == ("name",)


def test_a_price_far_from_all_others_is_doubted() -> None:
    """Its point may have been lost."""
    assert of(("老鸭汤", 80, 260), ("¥285", 700, 260))[-1].doubts == ("price",)


def test_a_photo_without_a_price_has_no_rows() -> None:
    """Whatever else is written on it."""
    assert read([text("今日休息", 100, 100, 60)]) == read([]) == []
