"""Whether so many of an item can be had, and what they cost."""

from __future__ import annotations

import pytest

from tests.records import fen, named
from yeshi.market.catalogue import Item


def item(left: int | None) -> Item:
    """A dish at 15.50, its box at 1.00."""
    return Item(
        id="a1", merchant="a", name=named("a1"), price=fen(1550), packing=fen(100), left=left
    )


@pytest.mark.parametrize(
    ("left", "quantity", "serves"),
    [(None, 50, True), (2, 1, True), (2, 2, True), (2, 3, False), (0, 1, False)],
)
def test_so_many_are_served_as_are_left(left: int | None, quantity: int, serves: bool) -> None:
    """The last one too; what does not run out always."""
    assert item(left).serves(quantity) is serves


@pytest.mark.parametrize(("left", "sold_out"), [(None, False), (1, False), (0, True)])
def test_sold_out_is_when_none_is_left(left: int | None, sold_out: bool) -> None:
    """Never for what does not run out."""
    assert item(left).is_sold_out is sold_out


@pytest.mark.parametrize(("quantity", "cost"), [(1, 1650), (3, 4950)])
def test_each_is_packed(quantity: int, cost: int) -> None:
    """Packing is paid for each."""
    assert item(None).cost(quantity) == fen(cost)


@pytest.mark.parametrize(("left", "most"), [(None, 50), (0, 0), (3, 3), (99, 50)])
def test_an_order_has_no_more_than_there_is_and_may_be(left: int | None, most: int) -> None:
    """The lesser of both."""
    assert item(left).most == most
