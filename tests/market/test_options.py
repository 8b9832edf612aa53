"""A group that somebody can choose from."""

from __future__ import annotations

import pytest

from tests.market.dishes import choice, group


@pytest.mark.parametrize(
    ("least", "most", "holds"),
    [(1, 1, True), (0, 2, True), (2, 2, True), (0, 0, False), (2, 1, False), (1, 3, False),
     (-1, 1, False)],
)  # fmt: skip
def test_as_many_as_it_asks_for_can_be_taken(least: int, most: int, holds: bool) -> None:
    """Of two: no more than there are, and at least one may be."""
    assert group("size", choice("a"), choice("b"), least=least, most=most).holds is holds


def test_one_of_them() -> None:
    """And no more; a circle to tick, and not a box."""
    assert group("size", choice("a"), choice("b")).is_one_of
    assert not group("size", choice("a"), choice("b"), least=0).is_one_of
