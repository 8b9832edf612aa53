"""How much a kitchen makes in a quarter of an hour, and what has to wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.money import Money
from yeshi.market.room import QUARTER_S, Room


@pytest.mark.parametrize(
    ("room", "dishes", "fen", "quarters"),
    [
        (Room(10), 10, 0, 0),
        (Room(10), 11, 0, 1),
        (Room(10), 30, 10**6, 2),
        (Room(10), 0, 0, 0),
        (Room(None, Money(10_000, "CNY")), 99, 10_000, 0),
        (Room(None, Money(10_000, "CNY")), 1, 10_001, 1),
        (Room(10, Money(10_000, "CNY")), 11, 40_000, 3),
    ],
)
def test_what_is_beyond_a_quarter_waits_for_the_next(
    room: Room, dishes: int, fen: int, quarters: int
) -> None:
    """By dishes or by what they are sold for, whichever takes longer."""
    assert room.waits_s(dishes, fen) == quarters * QUARTER_S


@given(st.integers(1, 1000), st.integers(0, 5000), st.integers(0, 50))
def test_one_more_dish_never_waits_less(most: int, dishes: int, more: int) -> None:
    """And no quarter has more than there is room for."""
    waits = Room(most).waits_s(dishes, 0)
    assert Room(most).waits_s(dishes + more, 0) >= waits
    assert dishes <= most * (waits // QUARTER_S + 1)


def test_a_room_bounds_something() -> None:
    """And nothing is made of nothing."""
    assert Room(1).holds
    assert Room(None, Money(1, "CNY")).holds
    assert not Room().holds
    assert not Room(0).holds
    assert not Room(5, Money(0, "CNY")).holds
