"""A figure's line stays in its frame, and a difference is told in the figure's own measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yeshi.base.light import Bounds
from yeshi.web.frame.telling import HEIGHT, WIDTH, ToldFigure, difference, rule_of, usual_before


def with_line(*line: float) -> ToldFigure:
    """A sentence of which only the line is looked at."""
    return ToldFigure(id="x", sentence="", compared="", light=None, rule="", how="", line=line)


@given(st.lists(st.floats(-1e9, 1e9), max_size=20))
def test_a_line_stays_in_its_frame(values: list[float]) -> None:
    """A point for each value; none for a single one, which is no line."""
    told = with_line(*values)
    places = [tuple(map(float, one.split(","))) for one in told.points.split()]
    assert len(places) == (len(values) if len(values) > 1 else 0)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert told.end == (places[-1] if places else None)


def test_more_is_drawn_higher() -> None:
    """The eye reads up as more."""
    (_, first), (_, last) = (
        map(float, one.split(",")) for one in with_line(1, 9).points.split()
    )  # fmt: skip
    assert last < first


@pytest.mark.parametrize(
    ("value", "usual", "is_share", "said"),
    [
        (65, 52, False, "25 % more"),
        (39, 52, False, "25 % less"),
        (52.1, 52, False, "much the same"),
        (0.77, 0.09, True, "68 points more"),
        (0.05, 0.09, True, "4 points less"),
        (3, 0, False, "much the same"),
    ],
)
def test_a_difference_is_told(value: float, usual: float, is_share: bool, said: str) -> None:
    """In percent of what is usual; of shares in points."""
    assert difference(value, usual, "en", is_share=is_share) == said


def test_a_rule_says_its_bounds() -> None:
    """Those by which the light is found, in both directions."""
    assert "90 %" in rule_of(Bounds(0.9, 0.75), "en")
    assert "75 %" in rule_of(Bounds(0.9, 0.75), "en")
    assert "up to 130 %" in rule_of(Bounds(1.1, 1.3, falling=True), "en")


def test_the_usual_is_of_the_last_seven() -> None:
    """What was long ago is not usual any more."""
    assert usual_before([1000.0] * 20 + [1, 2, 3, 4, 5, 6, 7]) == 4
