"""A light keeps to its bounds, whichever way is better."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.light import Bounds, Light, usual_of

ORDER = (Light.POOR, Light.FAIR, Light.GOOD)
VALUES = st.floats(0, 1e6)


@pytest.mark.parametrize(
    ("bounds", "value", "light"),
    [
        (Bounds(0.9, 0.75), 0.9, Light.GOOD),
        (Bounds(0.9, 0.75), 0.89, Light.FAIR),
        (Bounds(0.9, 0.75), 0.75, Light.FAIR),
        (Bounds(0.9, 0.75), 0.74, Light.POOR),
        (Bounds(1.1, 1.3, falling=True), 1.1, Light.GOOD),
        (Bounds(1.1, 1.3, falling=True), 1.3, Light.FAIR),
        (Bounds(1.1, 1.3, falling=True), 1.31, Light.POOR),
        (Bounds(0.0, 0.0, falling=True), 0.0, Light.GOOD),
        (Bounds(0.0, 0.0, falling=True), 0.1, Light.POOR),
    ],
)
def test_a_figure_on_a_bound_is_within_it(bounds: Bounds, value: float, light: Light) -> None:
    """Rising and falling; and where all bounds are one."""
    assert bounds.light(value) is light


@given(VALUES, VALUES, VALUES, st.booleans())
def test_a_better_figure_never_has_a_worse_light(
    usual: float, one: float, other: float, falling: bool
) -> None:
    """Whatever is usual."""
    bounds = (Bounds(1.1, 1.3, falling=True) if falling else Bounds(0.9, 0.75)).times(usual)
    worse, better = sorted((one, other), reverse=falling)
    assert ORDER.index(bounds.light(better)) >= ORDER.index(bounds.light(worse))


def test_what_is_usual_takes_three_times() -> None:
    """The middle: one strange day does not move it far."""
    assert usual_of([5.0, 7.0]) is None
    assert usual_of([5.0, 900.0, 7.0]) == 7.0
