"""An address may ask for a little at once, and then for so much a minute."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yeshi.web.frame import allowance
from yeshi.web.frame.allowance import Allowance


class Clock:
    """A clock that is put."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_what_was_used_comes_back_one_by_one() -> None:
    """And whoever waits as long as they are told may ask; what is refused is not counted."""
    clock = Clock()
    some = Allowance(3, 10.0, clock)
    assert [some.take("a") for _ in range(5)] == [0, 0, 0, 10, 10]
    clock.at += 4
    assert some.take("a") == 6
    clock.at += 6
    assert [some.take("a"), some.take("a")] == [0, 10]
    clock.at += 1000
    assert [some.take("a") for _ in range(4)] == [0, 0, 0, 10]


def test_each_address_has_its_own_and_where_none_is_known_all_may() -> None:
    """As on the machine itself."""
    some = Allowance(1, 10.0, Clock())
    assert [some.take("a"), some.take("b"), some.take("a")] == [0, 0, 10]
    assert not any(some.take(None) for _ in range(100))


def test_no_more_addresses_are_remembered_than_there_is_room_for() -> None:
    """Those that asked longest ago are forgotten."""
    some = Allowance(1, 10.0, Clock())
    for number in range(allowance.ADDRESSES_MAX + 1):
        assert some.take(str(number)) == 0
    assert some.take(str(allowance.ADDRESSES_MAX)) == 10
    assert some.take("0") == 0


@given(st.lists(st.floats(0, 30), max_size=60))
def test_never_more_than_a_few_and_one_for_each_time(waits: list[float]) -> None:
    """However they come."""
    clock = Clock()
    some, taken = Allowance(4, 5.0, clock), []
    for wait in waits:
        clock.at += wait
        if some.take("a") == 0:
            taken.append(clock.at)
    for first in range(len(taken)):
        for last in range(first, len(taken)):
            assert last - first + 1 <= 4 + (taken[last] - taken[first]) / 5.0 + 1e-6
