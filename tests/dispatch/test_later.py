"""The later of two uncertain moments, against chance itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dispatch.test_standing import BUSY, SERVICE, TRAVEL, courier, order
from yeshi.dispatch.decide import decide
from yeshi.dispatch.kernel import kernel
from yeshi.dispatch.later import later_of
from yeshi.dispatch.policy import Policy
from yeshi.dispatch.snapshot import Snapshot
from yeshi.geo.point import Point


@kernel
def later(a: float, a_var: float, b: float, b_var: float) -> tuple[float, float]:
    """Compiled, to be called from here."""
    return later_of(a, a_var, b, b_var)


@pytest.mark.parametrize(
    ("a", "a_sd", "b", "b_sd"),
    [(0.0, 60.0, 0.0, 120.0), (300.0, 60.0, 200.0, 90.0), (-500.0, 10.0, 40.0, 100.0)],
)
def test_as_a_million_draws_have_it(a: float, a_sd: float, b: float, b_sd: float) -> None:
    """Mean and deviation, to a second."""
    chance = np.random.default_rng(1)
    drawn = np.maximum(chance.normal(a, a_sd, 10**6), chance.normal(b, b_sd, 10**6))
    mean, var = later(a, a_sd**2, b, b_sd**2)
    assert mean == pytest.approx(drawn.mean(), abs=0.5)
    assert var**0.5 == pytest.approx(drawn.std(), abs=0.5)


@settings(deadline=None)
@given(
    st.floats(-1e4, 1e4), st.floats(0, 1e6), st.floats(-1e4, 1e4), st.floats(0, 1e6)
)  # fmt: skip
def test_never_before_the_later_mean(a: float, a_var: float, b: float, b_var: float) -> None:
    """And without variances exactly that."""
    mean, var = later(a, a_var, b, b_var)
    # Apart by more than four deviations, what is left out is below a thousandth of one.
    assert mean >= max(a, b) - 1e-3 * (a_var + b_var) ** 0.5 - 1e-6
    assert var >= 0.0
    assert later(a, 0.0, b, 0.0) == (max(a, b), 0.0)


def test_an_uncertain_kitchen_is_gone_to_earlier() -> None:
    """Ready in ten minutes, two minutes away: nobody leaves, unless it may be ready much sooner."""
    far = courier("x", Point(640, 0))
    certain = order("o", BUSY, 600.0)
    for one, leaves in ((certain, False), (certain._replace(ready_sd_s=300.0), True)):
        decision = decide(
            Snapshot(orders=(one,), couriers=(far,), service=SERVICE, at_s=0.0), Policy(), TRAVEL
        )
        assert bool(decision.trips) is leaves
    varied = Snapshot(
        orders=(order("o", BUSY, 600.0),),
        couriers=(courier("x", Point(1600, 0)),),
        service=SERVICE,
        at_s=0.0,
    )
    assert decide(varied, Policy(), TRAVEL).trips == ()
    unsure = Snapshot(
        orders=varied.orders, couriers=varied.couriers, service=SERVICE, at_s=0.0, way_cv=0.6
    )
    assert decide(unsure, Policy(), TRAVEL).trips


def test_of_two_who_would_be_just_in_time_the_certain_one_is_sent() -> None:
    """A courier who may be late is expected late, though their mean is the same."""
    orders = (order("o", BUSY, 60.0),)
    there = courier("sure", BUSY)
    maybe = courier("maybe", BUSY)._replace(free_sd_s=300.0)
    for couriers in ((there, maybe), (maybe, there)):
        (trip,) = decide(
            Snapshot(orders=orders, couriers=couriers, service=SERVICE, at_s=0.0), Policy(), TRAVEL
        ).trips
        assert trip.courier.id == "sure"
