"""What an order that is late waits for."""

from __future__ import annotations

from tests.records import EVENING
from yeshi.orders.tardy import LateWhy, Tardy


def test_a_first_word_is_the_first() -> None:
    """Of a stall's part with its merchant, of a way without."""
    assert Tardy(EVENING, LateWhy.WAY, None).times == 1
    assert {one.value for one in LateWhy} == {"answer", "kitchen", "courier", "way"}
