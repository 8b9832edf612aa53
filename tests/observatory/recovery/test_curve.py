"""The curve through a shock, and breaks that the data propose."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.observatory.recovery.shocked import Shock, shocked_city
from yeshi.base.errors import InputError
from yeshi.observatory.recovery.breaks import breaks
from yeshi.observatory.recovery.curve import curve, recovered, triangle

# Usual trade of 100, then a fall to 40 and a way back.
TOTAL = np.array([100.0] * 6 + [40, 50, 60, 70, 80, 90, 100, 100, 100])


def city(total: np.ndarray, businesses: int = 12) -> np.ndarray:
    return np.tile(total / businesses, (businesses, 1))


def test_depth_time_triangle_and_area_by_hand() -> None:
    found = curve(city(TOTAL), 6)
    assert found.depth.value == pytest.approx(0.6)
    assert found.periods_to_recover.value == 6
    assert found.triangle.value == pytest.approx(0.6 + 0.5 + 0.4 + 0.3 + 0.2 + 0.1)
    assert found.area.value == pytest.approx(TOTAL[6:].mean() / 100)
    # Businesses that are all alike leave no doubt.
    assert found.depth.least == pytest.approx(found.depth.most)


def test_a_single_good_week_is_no_recovery() -> None:
    performance = np.array([1, 1, 1, 1, 0.5, 1.0, 0.6, 0.96, 0.97, 0.9])
    assert recovered(performance, 4) == 3
    assert recovered(np.array([1, 1, 1, 1, 0.5, 1.0, 0.6, 0.8]), 4) is None
    assert recovered(np.array([1, 1, 1, 1, 0.99, 1.0]), 4) == 0


@given(st.lists(st.floats(0, 1.5), min_size=1, max_size=20))
def test_the_triangle_is_what_was_lost_and_never_more(after: list[float]) -> None:
    performance = np.array([1.0] * 4 + after)
    lost = triangle(performance, 4, recovered(performance, 4))
    assert 0 <= lost <= np.maximum(0, 1 - performance[4:]).sum() + 1e-9


def test_a_curve_goes_on_with_those_who_are_still_told_of() -> None:
    """Each counts by its own usual trade; it ends when too few are told of."""
    values = np.concatenate([city(TOTAL * 9), city(TOTAL)])
    values[:12, 10:] = np.nan
    whole, found = curve(city(TOTAL), 6), curve(values, 6)
    assert found.performance == pytest.approx(whole.performance)
    assert found.triangle.value == pytest.approx(whole.triangle.value)
    values[12:15, 13:] = np.nan
    assert len(curve(values, 6).performance) == 13


def test_businesses_that_differ_widen_the_interval() -> None:
    trade = shocked_city(Shock(businesses=20, noise=0.4), 3)
    found = curve(trade.values, 16)
    assert found.depth.least is not None
    assert found.depth.most is not None
    assert found.depth.least < found.depth.value < found.depth.most
    assert (found.least <= found.performance).all()
    assert (found.performance <= found.most).all()


@pytest.mark.parametrize(
    ("values", "shock", "why"),
    [
        (city(TOTAL, 9), 6, "9 businesses are too few"),
        (city(TOTAL), 3, "3 periods before the shock are too few"),
        (city(TOTAL), 15, "no period after"),
        (city(np.r_[np.zeros(6), np.ones(9)]), 6, "no trade before"),
    ],
)
def test_too_little_says_what_is_lacking(values: np.ndarray, shock: int, why: str) -> None:
    with pytest.raises(InputError, match=why):
        curve(values, shock)


def test_a_shock_is_proposed_where_it_was_and_a_steady_city_has_none() -> None:
    pytest.importorskip("ruptures")
    struck = shocked_city(Shock(), 5).values.sum(axis=0)
    worst = min(breaks(struck), key=lambda one: one.change)
    assert worst.period == 16
    assert worst.change < -0.25
    assert worst.confidence > 0.9
    steady = sum(
        bool(breaks(shocked_city(Shock(depth=0.0, effect=0.0), seed).values.sum(axis=0), draws=10))
        for seed in range(20)
    )
    assert steady <= 4


def test_a_day_is_found_in_its_period_and_one_outside_is_refused() -> None:
    trade = shocked_city(Shock(weeks=20), 1)
    assert trade.at(date(2026, 1, 5)) == 0
    assert trade.at(date(2026, 1, 18)) == 1
    with pytest.raises(InputError, match="begin on 2026-01-05"):
        trade.at(date(2026, 1, 4))
    with pytest.raises(InputError, match="end before 2026-06-01"):
        trade.at(date(2026, 6, 1))
