"""By which number something is collected, and with which code."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING
from yeshi.base.called import NUMBER_FIRST, NUMBERS
from yeshi.orders.pick_up import pick_up

ALL = range(NUMBER_FIRST, NUMBER_FIRST + NUMBERS)


@given(some.text(min_size=1), some.text(min_size=1), some.sets(some.sampled_from(ALL)))
def test_a_number_is_called_once_at_a_time(order: str, secret: str, taken: set[int]) -> None:
    """It has three figures and is none of those that are called already; the code has four."""
    found = pick_up(order, secret, taken, EVENING)
    assert found.number in ALL
    assert found.number not in taken
    assert len(found.code) == 4
    assert found.code.isdigit()


def test_with_all_numbers_taken_one_is_called_twice() -> None:
    """The city goes on selling: the codes tell the two apart."""
    found = pick_up("o", "s", set(ALL), EVENING)
    assert found.number in ALL
    assert found.code != pick_up("o", "t", set(ALL), EVENING).code


def test_the_code_is_not_of_the_order() -> None:
    """Whoever knows an order's id, which stands in links, does not know its code."""
    codes = {pick_up("o", str(secret), (), EVENING).code for secret in range(20)}
    assert len(codes) > 10
