"""Leverage from the lot covers the truth, and what would have been bought anyway does not count."""

from __future__ import annotations

import numpy as np
import pytest

from yeshi.observatory.vouchers import Leverage, Use, concentration, leverage


def drawn(seed: int, truth: float, people: int = 240, winners: int = 80) -> Leverage:
    """A made-up draw: people buy as they did before, winners spend 12 yuan and `truth` times more."""
    chance = np.random.default_rng(seed)
    usual = chance.gamma(2.0, 40.0, people)
    before = np.maximum(0, usual + chance.normal(0, 20, people))
    won = np.zeros(people, bool)
    won[chance.choice(people, winners, replace=False)] = True
    spends = won & (chance.random(people) < 0.8)
    voucher = 12.0 * spends
    bought = np.maximum(0, usual + chance.normal(0, 20, people)) + truth * voucher
    return leverage(
        bought.tolist(), before.tolist(), won.tolist(), voucher.tolist(),
        float(bought[spends].sum()),
    )  # fmt: skip


@pytest.mark.parametrize("truth", [0.0, 1.5])
def test_the_interval_holds_the_truth_as_often_as_it_says(truth: float) -> None:
    """In 92 to 98 of 100 draws; the naive ratio is far off in all of them."""
    held = 0
    for seed in range(400):
        found = drawn(seed, truth)
        assert found.low is not None
        assert found.high is not None
        assert found.naive is not None
        assert found.naive > truth + 3
        held += found.low <= truth <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_what_was_bought_before_makes_it_surer() -> None:
    """The interval is narrower than without."""
    chance = np.random.default_rng(1)
    usual = chance.gamma(2.0, 40.0, 200)
    won = np.arange(200) % 2 == 0
    voucher = 10.0 * won
    args = (usual + voucher).tolist(), won.tolist(), voucher.tolist(), 1.0
    with_it = leverage(args[0], usual.tolist(), *args[1:])
    without = leverage(args[0], [0.0] * 200, *args[1:])
    assert with_it.leverage == pytest.approx(1.0)
    assert (with_it.high or 0) - (with_it.low or 0) < 0.1 * (
        (without.high or 0) - (without.low or 0)
    )


def test_few_say_nothing() -> None:
    """Nor do vouchers that nobody spent; both say why."""
    few = leverage([1.0] * 40, [0.0] * 40, [True] * 20 + [False] * 20, [1.0] * 20 + [0.0] * 20, 9)
    assert (few.leverage, few.why, few.naive) == (None, "too_few", 0.45)
    unspent = leverage([1.0] * 80, [0.0] * 80, [True, False] * 40, [0.0] * 80, 0)
    assert (unspent.leverage, unspent.why, unspent.naive) == (None, "none_spent", None)


def test_concentration_and_the_signs_of_self_dealing() -> None:
    """A stall whose vouchers come from three people, and one whose orders go next door."""
    uses = [Use(f"c{n % 3}", "few", 8.0, 500.0) for n in range(12)]
    uses += [Use(f"d{n}", "near", 8.0, 20.0 if n < 4 else 900.0) for n in range(12)]
    uses += [Use(f"e{n}", "good", 8.0, 700.0) for n in range(24)]
    uses += [Use("f", "small", 8.0, 1.0)]
    uses += [Use(f"g{n}", "split", 8.0 if n < 3 else 1.0, 800.0) for n in range(10)]
    told = concentration(uses)
    assert {one.merchant: one.signs for one in told.shares} == {
        "good": (), "few": ("same_few",), "near": ("own_door",), "small": (), "split": ()
    }  # fmt: skip
    assert told.shares[0].merchant == "good"
    worth = [96.0, 96.0, 192.0, 8.0, 31.0]
    assert told.first_five == pytest.approx(1.0)
    assert told.herfindahl == pytest.approx(sum((one / sum(worth)) ** 2 for one in worth))
    assert concentration([]).merchants == 0
