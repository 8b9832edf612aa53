"""The quantile that promises are made from."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.orders.delivery_pace import Delivered, DeliveryPace, Foreseen
from yeshi.orders.quantile_fit import quantile_weights


def delivered(seed: int, number: int) -> list[Delivered]:
    """Orders that take eight minutes, their cooking, and two minutes a level of load, by chance."""
    chance, made = Random(seed), []
    for _ in range(number):
        seen = Foreseen(chance.uniform(300, 1500), chance.randint(0, 5), chance.uniform(0, 3))
        cook_s = seen.cook_s * chance.lognormvariate(-0.08, 0.4)
        made.append(Delivered(seen, 480 + cook_s + 120 * seen.load))
    return made


def loss(orders: list[Delivered], weights: np.ndarray, share: float) -> float:
    """The pinball loss of those weights."""
    off = np.array([one.took_s / 60 - weights @ np.array(one.foreseen.measures) for one in orders])
    return float(np.where(off > 0, share * off, (share - 1) * off).sum())


@pytest.mark.parametrize("share", [0.5, 0.9, 0.97])
def test_as_many_as_should_be_are_no_later(share: float) -> None:
    """Of the orders it is fitted to, and about as many of others."""
    weights = quantile_weights(delivered(1, 800), share)
    pace = DeliveryPace(id="z", learnt_to=EVENING, weights=weights)
    for seed, near in ((1, 0.012), (2, 0.04)):
        orders = delivered(seed, 800)
        kept = [one.took_s <= (pace.promised_s(one.foreseen) or 0) + 1 for one in orders]
        assert np.mean(kept) == pytest.approx(share, abs=near)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(60, 200), st.sampled_from([0.7, 0.9]))
def test_no_other_weights_are_better(seed: int, number: int, share: float) -> None:
    """Of those that are no sooner for more; which the weights keep to."""
    orders = delivered(seed, number)
    weights = np.array(quantile_weights(orders, share))
    assert min(weights[1:]) >= 0
    least, chance = loss(orders, weights, share), np.random.default_rng(seed)
    for _ in range(20):
        other = weights + chance.normal(0, 0.3, len(weights))
        other[1:] = np.maximum(other[1:], 0)
        assert loss(orders, other, share) >= least - 0.05


def test_orders_that_are_all_alike_are_promised_what_they_took() -> None:
    """Nothing to tell them apart by is no fault."""
    orders = [Delivered(Foreseen(600.0, 0, 1.0), 1200.0)] * 60
    pace = DeliveryPace(id="z", learnt_to=EVENING, weights=quantile_weights(orders, 0.9))
    assert pace.promised_s(Foreseen(600.0, 0, 1.0)) == pytest.approx(1200, abs=1)
