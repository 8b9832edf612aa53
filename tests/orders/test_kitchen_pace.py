"""What a stall needs against its word, and what that word is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.orders.kitchen_pace import PARTS, KitchenPace, MadePart

TIMES = st.lists(st.floats(0.1, 5.0), min_size=1, max_size=300)


def after(*took: float, hourly: float = 1.0, said_s: float | None = None) -> KitchenPace:
    """A stall that says ten minutes, after parts that took so many times as long."""
    pace = KitchenPace(id="a")
    for times in took:
        pace = pace.after(MadePart(600 * times, hourly, said_s), 600)
    return pace


def test_nothing_is_known_but_what_the_stall_says() -> None:
    """In a usual hour; a slow hour makes it longer, and no time at all counts as a minute."""
    pace = KitchenPace(id="a")
    assert pace.expected_s(600, 1.0) == 600
    assert pace.expected_s(600, 1.5) == 900
    assert pace.expected_s(0, 1.0) == 60


def test_a_stall_that_needs_twice_its_word_is_found_out() -> None:
    """Little by little: one slow part is no proof."""
    assert after(2.0).expected_s(600, 1.0) == pytest.approx(600 * 12 / 11)
    assert after(*[2.0] * 90).expected_s(600, 1.0) == pytest.approx(600 * 1.9)


def test_a_slow_hour_is_not_the_stalls_fault() -> None:
    """What was twice as long when all need twice as long is as usual."""
    assert after(*[2.0] * 50, hourly=2.0).expected_s(600, 1.0) == pytest.approx(600)


def test_what_was_long_ago_fades() -> None:
    """A stall that became quick is known to be quick."""
    slow = after(*[3.0] * 500)
    for _ in range(500):
        slow = slow.after(MadePart(600, 1.0, None), 600)
    assert slow.parts == PARTS
    assert slow.expected_s(600, 1.0) < 620


def test_a_word_that_is_kept_is_worth_more_than_the_citys_spread() -> None:
    """And one that is off by half is worth less; who says nothing is as the city."""
    assert after(1.0).cv(0.3) == pytest.approx(0.3)
    assert after(*[1.0] * 100, said_s=600).cv(0.3) < 0.1
    assert after(*[1.5] * 100, said_s=600).cv(0.3) == pytest.approx(0.485, abs=0.01)


def test_a_word_of_a_moment_is_off_by_minutes_and_not_by_hundreds_of_its_times() -> None:
    """A stall that said at once, two seconds after the order, and needed ten minutes makes nobody
    wait for days."""
    assert after(1.0, said_s=2).cv(0.3) == pytest.approx(after(1.0, said_s=60).cv(0.3), rel=0.15)
    assert after(1.0, said_s=2).margin(0.9, 0.3) < 6


@given(TIMES)
def test_what_is_expected_is_between_the_word_and_what_was(took: list[float]) -> None:
    """Never beyond the extremes, and it may be kept."""
    pace = after(*took, said_s=600)
    assert pace.holds
    assert 600 * min(1.0, *took) * 0.999 <= pace.expected_s(600, 1.0)
    assert pace.expected_s(600, 1.0) <= 600 * max(1.0, *took) * 1.001
