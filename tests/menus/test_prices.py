"""Prices as menus write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yeshi.menus.prices import Priced, parts_of, size_apart, sizes_in

ONE = [
    ("¥18", "", "18"), ("￥18.5", "", "18.5"), ("18元", "", "18"), ("18.00", "", "18.00"), ("18", "", "18"),
    ("12元/份", "", "12"), ("Y26", "", "26"), ("RMB 8", "", "8"), ("15元起", "", "15"), ("8块", "", "8"),
    ("………11元/份", "", "11"), (".60元/份", "", "60"), ("酸辣粉......12元", "酸辣粉", "12"),
    ("酸辣粉…¥12", "酸辣粉", "12"), ("剁椒鱼头 68元", "剁椒鱼头", "68"), ("拍黄瓜 9", "拍黄瓜", "9"),
    ("可乐330ml 5元", "可乐330ml", "5"), ("Fried rice ￥15", "Fried rice", "15"), ("１８元", "", "18"),
    ("３。５元", "", "3.5"), ("羊肉串 3元/串", "羊肉串", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "amount"), ONE)
def test_one_price_with_or_without_a_name(text: str, name: str, amount: str) -> None:
    """Marks, units, full-width letters and dots between are none of the name."""
    parts = parts_of(text)
    assert (parts.name, [one.amount for one in parts.prices]) == (name, [amount])
    assert not parts.prices[0].weak


SEVERAL = [
    ("小8元/大12元", "", [("8", "小"), ("12", "大")]),
    ("牛肉粉小8元/大12元", "牛肉粉", [("8", "小"), ("12", "大")]),
    ("中份62.50元/大份67.00元", "", [("62.50", "中份"), ("67.00", "大份")]),
    ("红烧茄子中杯38元/份/大杯42元/份", "红烧茄子", [("38", "中杯"), ("42", "大杯")]),
    ("¥26.5 ¥31.5", "", [("26.5", ""), ("31.5", "")]),
    ("口味虾 小份:68 大份:98", "口味虾", [("68", "小份"), ("98", "大份")]),
    ("烤鸭 半只38元 整只68元", "烤鸭", [("38", "半只"), ("68", "整只")]),
]


@pytest.mark.parametrize(("text", "name", "prices"), SEVERAL)
def test_several_prices_with_their_sizes(
    text: str, name: str, prices: list[tuple[str, str]]
) -> None:
    """In the order in which they stand."""
    parts = parts_of(text)
    assert parts.name == name
    assert [(one.amount, one.size) for one in parts.prices] == prices


@pytest.mark.parametrize(
    "text", ["外卖电话0731-88886666", "营业时间17:00-02:00", "微信 13800001111", "剁椒鱼头", "", "7up"]
)  # fmt: skip
def test_what_is_no_price(text: str) -> None:
    """Numbers to call, hours, names."""
    assert parts_of(text).prices == ()


def test_a_bare_number_that_touches_a_name_is_weak() -> None:
    """It may be the name's, as in a set for two; a unit makes it a price."""
    assert parts_of("套餐2").prices == (Priced("2", weak=True),)
    assert parts_of("套餐2元").prices == (Priced("2"),)


def test_a_last_letter_that_could_be_a_size_stays_with_its_name() -> None:
    """Only where other prices have sizes too is it one."""
    assert parts_of("点心小5元").name == "点心小"
    assert parts_of("点心小5元/大8元").name == "点心"


def test_sizes_alone_are_heads() -> None:
    """One or several in a text, and nothing beside them."""
    assert sizes_in("小份 大份") == ("小份", "大份")
    assert sizes_in("Small / Large") == ("Small", "Large")
    assert sizes_in("大") == ("大",)
    assert sizes_in("大虾") == sizes_in("小吃") == sizes_in("") == ()


def test_a_size_in_brackets_comes_off_a_name() -> None:
    """And nothing else in brackets does."""
    assert size_apart("牛肉粉(大)") == ("牛肉粉", "大")
    assert size_apart("牛肉粉(微辣)") == ("牛肉粉(微辣)", "")
    assert size_apart("(大)") == ("(大)", "")


@settings(deadline=None)
@given(st.text(alphabet="鱼香肉丝酸辣粉", min_size=1, max_size=8), st.integers(1, 99_99))
def test_what_was_written_with_a_unit_is_read(name: str, fen: int) -> None:
    """Whatever the name, the price is the one that was written."""
    price = f"{fen // 100}.{fen % 100:02}"
    parts = parts_of(f"{name} ¥{price}")
    assert (parts.name, parts.prices) == (name, (Priced(price),))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_taken_apart(text: str) -> None:
    """Nothing that eyes make up stops the reading."""
    parts_of(text)
    sizes_in(text)
