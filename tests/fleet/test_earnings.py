"""A shift pays the larger of what its orders paid and the guarantee for its hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.records import fen
from yeshi.fleet.earnings import guarantee, top_up

per_hour = some.integers(0, 10**5)
duty = some.integers(0, 24 * 3600)


@pytest.mark.parametrize(
    ("hourly", "duty_s", "expected"),
    [
        pytest.param(2000, 3600, 2000, id="an hour"),
        pytest.param(2000, 0, 0, id="no time"),
        pytest.param(2000, 5400, 3000, id="an hour and a half"),
        pytest.param(1, 1799, 0, id="just under half a fen"),
        pytest.param(1, 1800, 1, id="half a fen goes up"),
        pytest.param(1, 5399, 1, id="just under one and a half"),
        pytest.param(1, 5400, 2, id="one and a half goes up too"),
    ],
)
def test_the_guarantee_is_to_the_nearest_fen(hourly: int, duty_s: int, expected: int) -> None:
    """Halves go up."""
    assert guarantee(fen(hourly), duty_s) == fen(expected)


@given(per_hour, duty)
def test_the_guarantee_is_within_half_a_fen(hourly: int, duty_s: int) -> None:
    """Of the exact product."""
    off = guarantee(fen(hourly), duty_s).fen * 3600 - hourly * duty_s
    assert -1800 < off <= 1800


@pytest.mark.parametrize(
    ("earned", "expected"), [(0, 2000), (1999, 1), (2000, 0), (2001, 0), (9000, 0)]
)
def test_the_top_up_lifts_to_the_guarantee_and_never_takes(earned: int, expected: int) -> None:
    """An hour at twenty yuan, on both sides of the guarantee."""
    assert top_up(fen(earned), fen(2000), 3600) == fen(expected)


@given(some.integers(0, 10**6), per_hour, duty)
def test_a_shift_pays_the_larger_of_both(earned: int, hourly: int, duty_s: int) -> None:
    """As in Reyes et al. (2018), whatever was earned."""
    paid = fen(earned) + top_up(fen(earned), fen(hourly), duty_s)
    assert paid.fen == max(earned, guarantee(fen(hourly), duty_s).fen)
