"""Straightening: what stood on one line of the paper has one height, however it was seen."""

from __future__ import annotations

import pytest

from tests.menus.papers import flat, seen, text, tilted
from yeshi.menus.straight import straighten

ANGLES = [(0, 0), (8, 0), (-8, 0), (5, 0.15), (-7, -0.2), (0, 0.25)]


@pytest.mark.parametrize(("degrees", "keystone"), ANGLES)
def test_lines_and_columns_are_found_again(degrees: float, keystone: float) -> None:
    """Texts of a line differ by less than a third of their height, and so do left edges."""
    bend = tilted(degrees, keystone)
    places = [(x, y) for y in range(200, 1500, 70) for x in (100, 750)]
    straight = straighten(seen([text("酸辣牛肉粉", x, y, 36, bend) for x, y in places]))
    height = max(one.height for one in straight)
    for left, right in zip(straight[::2], straight[1::2], strict=True):
        assert abs(left.middle - right.middle) < height / 3
    for column in (straight[::2], straight[1::2]):
        assert max(one.left for one in column) - min(one.left for one in column) < height / 2
        assert [one.middle for one in column] == sorted(one.middle for one in column)


def test_nothing_and_little_are_straight_too() -> None:
    """No text, and too few to tell how the paper was held."""
    assert straighten(seen([])) == []
    (one,) = straighten(seen([text("粉", 100, 100, 30, flat)]))
    assert one.text.says == "粉"
