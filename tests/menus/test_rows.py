"""Rows of a menu: prices that a dish can have, and cells that somebody should look at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.menus.rows import Box, Cell, MenuRow, Stood, money_of


@settings(deadline=None)
@given(st.integers(1, PRICE_FEN_MAX))
def test_a_price_as_money_writes_it_is_that_money(fen: int) -> None:
    """To the fen."""
    assert money_of(Money(fen, "CNY").plain(), "CNY") == Money(fen, "CNY")


@pytest.mark.parametrize(
    "text", ["", "0", "0.00", "10000.01", "1.234", "-3", "1e3", "a", ".", "½", "٣", "1.2.3", "9" * 99]
)  # fmt: skip
def test_what_no_dish_can_cost(text: str) -> None:
    """Nothing, too much, a part of a fen, and what is no number."""
    assert money_of(text, "CNY") is None


def test_a_yen_has_no_parts() -> None:
    """As its currency says."""
    assert money_of("500", "JPY") == Money(500, "JPY")
    assert money_of("500.5", "JPY") is None


def test_unsure_cells_are_doubts() -> None:
    """In the order of the columns."""
    row = MenuRow(Cell("粉面", 0.5), Cell("酸辣粉", 0.99), Cell(), Cell("12", 0.2), Stood())
    assert row.doubts == ("category", "price")


def test_a_box_around_two_holds_both() -> None:
    """And no more."""
    assert Box(0.1, 0.2, 0.3, 0.4).around(Box(0.2, 0.1, 0.5, 0.3)) == Box(0.1, 0.1, 0.5, 0.4)
