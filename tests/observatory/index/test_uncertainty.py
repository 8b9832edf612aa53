"""How sure ranks are, and which choice moves them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.observatory.index.test_build import FRAMEWORK, measurements
from yeshi.base.errors import InputError
from yeshi.observatory.index.framework import Method
from yeshi.observatory.index.measurements import Measurements
from yeshi.observatory.index.sensitivity import sensitivity
from yeshi.observatory.index.uncertainty import FACTORS, Choices, model, uncertainty

CERTAIN = Choices(
    imputations=("mean",),
    treatments=(None,),
    normalisations=("minmax",),
    weightings=("given",),
    aggregations=("arithmetic",),
    noise=0.0,
    resampled=False,
)


def districts(seed: int = 3, units: int = 12) -> Measurements:
    chance = np.random.default_rng(seed)
    return measurements([[*chance.uniform(1, 100, 3), 10.0] for _ in range(units)])


def test_without_a_choice_every_rank_is_certain() -> None:
    found = uncertainty(model(districts(), FRAMEWORK, CERTAIN), 20, 1)
    assert (found.ranks == found.nominal).all()
    assert found.shift.max() == 0


def test_who_leads_in_everything_leads_in_every_draw_and_the_middle_does_not_stay() -> None:
    data = districts()
    values = data.values.copy()
    values[0, :3] = 200.0, 200.0, 0.5
    found = uncertainty(model(replace(data, values=values), FRAMEWORK, Choices()), 200, 1)
    assert (found.ranks[:, 0] == 1).all()
    least, most = found.between(0.05, 0.95)
    assert (most - least)[1:].max() >= 2
    assert ((least <= found.median) & (found.median <= most)).all()


def test_the_same_seed_gives_the_same_draws() -> None:
    of = model(districts(), FRAMEWORK, Choices())
    assert (uncertainty(of, 30, 7).ranks == uncertainty(of, 30, 7).ranks).all()
    assert (uncertainty(of, 30, 7).ranks != uncertainty(of, 30, 8).ranks).any()


def test_gaps_are_filled_in_draws_even_where_the_index_leaves_them() -> None:
    data = districts()
    values = data.values.copy()
    values[4, 1] = np.nan
    found = uncertainty(model(replace(data, values=values), FRAMEWORK, Choices()), 60, 1)
    assert not np.isnan(found.ranks).any()


def test_the_choice_that_is_made_alone_has_all_of_the_variance() -> None:
    pytest.importorskip("SALib")
    only = replace(CERTAIN, aggregations=("arithmetic", "copeland"))
    found = sensitivity(model(districts(), FRAMEWORK, only), 64, 1)
    assert found.with_others["aggregation"] == pytest.approx(1, abs=0.1)
    assert all(found.with_others[one] < 1e-9 for one in FACTORS if one != "aggregation")


def test_nothing_moves_where_nothing_is_chosen() -> None:
    pytest.importorskip("SALib")
    found = sensitivity(model(districts(), FRAMEWORK, CERTAIN), 8, 1)
    assert set(found.with_others.values()) == {0.0}


def test_a_design_that_is_no_power_of_two_is_refused() -> None:
    pytest.importorskip("SALib")
    with pytest.raises(InputError, match="power of two, not 100"):
        sensitivity(model(districts(), FRAMEWORK, CERTAIN), 100, 1)


def test_a_published_index_that_cannot_be_made_says_why() -> None:
    wrong = replace(FRAMEWORK, method=Method(aggregation="geometric"))
    with pytest.raises(InputError, match="geometric"):
        model(districts(), wrong, Choices())
