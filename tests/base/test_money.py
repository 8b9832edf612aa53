"""Money loses no fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yeshi.base.errors import InvariantBroken
from yeshi.base.money import Money

weights = some.lists(some.integers(0, 10**6), min_size=1, max_size=12)


@given(some.integers(-(10**9), 10**9), weights)
def test_parts_sum_to_the_whole(fen: int, shares: list[int]) -> None:
    """Whatever the weights, no fen is lost or made."""
    parts = Money(fen, "CNY").split(shares)
    assert sum(part.fen for part in parts) == fen
    assert len(parts) == len(shares)


@given(some.integers(0, 10**9), weights)
def test_each_part_is_within_a_fen_of_its_share(fen: int, shares: list[int]) -> None:
    """Rounding moves a part by less than one fen."""
    scale = shares if sum(shares) else [1] * len(shares)
    for part, share in zip(Money(fen, "CNY").split(shares), scale, strict=True):
        assert abs(part.fen * sum(scale) - fen * share) < sum(scale)


def test_currencies_do_not_mix() -> None:
    """Adding yuan to dollars is a broken rule, not a sum."""
    with pytest.raises(InvariantBroken):
        Money(1, "CNY") + Money(1, "USD")


@pytest.mark.parametrize("shares", [[], [1, -1]])
def test_senseless_weights_are_refused(shares: list[int]) -> None:
    """Nothing to split by."""
    with pytest.raises(InvariantBroken):
        Money(1, "CNY").split(shares)
