"""A table is a stall's, or a market's."""

from __future__ import annotations

from yeshi.market.table import DiningTable


def test_a_table_is_of_one_place() -> None:
    """And has a number from 1 on."""
    assert DiningTable(id="t", number=1, merchant="a").holds
    assert DiningTable(id="t", number=1, market="m").holds
    assert not DiningTable(id="t", number=1).holds
    assert not DiningTable(id="t", number=1, merchant="a", market="m").holds
    assert not DiningTable(id="t", number=0, merchant="a").holds


def test_its_place_is_whose_it_is() -> None:
    """The stall's id, or the market's."""
    assert DiningTable(id="t", number=1, merchant="a").place == "a"
    assert DiningTable(id="t", number=1, market="m").place == "m"
