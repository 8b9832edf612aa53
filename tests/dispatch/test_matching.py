"""Matchings: exact where they say so, and never better than their own proof."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tests.dispatch.snapshots import city
from yeshi.dispatch.auction import allot
from yeshi.dispatch.matching import cheapest_matching
from yeshi.dispatch.neighbours import Neighbourhood
from yeshi.geo.travel import WholeMinutes

UNSERVED_S = 1800.0


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(0, 8), st.integers(0, 10**6), st.integers(1, 100))
def test_the_cheapest_matching_is_scipys_and_its_prices_prove_it(
    rows: int, more: int, seed: int, coarse: int
) -> None:
    """Also with many ties."""
    costs = np.random.default_rng(seed).integers(0, coarse, (rows, rows + more)).astype(float)
    column_of, row_price, column_price = cheapest_matching(costs)
    assert len(set(column_of)) == rows
    found = costs[np.arange(rows), column_of].sum()
    assert found == pytest.approx(costs[linear_sum_assignment(costs)].sum())
    assert (costs - row_price[:, None] - column_price[None, :] >= -1e-9).all()
    assert row_price.sum() + column_price.sum() == pytest.approx(found)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 120), st.integers(1, 90), st.integers(0, 10**6))
def test_an_allotment_lies_between_its_bound_and_one_percent(
    orders: int, couriers: int, seed: int
) -> None:
    """Against the dense optimum, also where couriers are too few for all."""
    among = Neighbourhood(city(orders, couriers, seed), WholeMinutes(320.0), np.zeros(couriers))
    allotment = allot(among, UNSERVED_S)
    full = among.nearest(np.arange(orders), couriers, UNSERVED_S)
    costs = np.full((orders, couriers + orders), UNSERVED_S)
    costs[np.arange(orders)[:, None], full.courier] = np.minimum(full.cost, UNSERVED_S)
    optimum = costs[linear_sum_assignment(costs)].sum()
    assert allotment.bound <= optimum + 1e-6
    assert optimum <= allotment.cost + 1e-6
    assert allotment.cost <= optimum * 1.03 + orders * 0.5 + 1e-6
    taken = allotment.courier[allotment.courier >= 0]
    assert len(set(taken)) == len(taken)


def test_orders_forced_far_are_served_as_well_as_in_the_dense_matching() -> None:
    """More orders than the nearest couriers can take: their lists grow until all is seen."""
    snapshot = city(400, 320, 8)
    among = Neighbourhood(snapshot, WholeMinutes(320.0), np.zeros(320))
    allotment = allot(among, UNSERVED_S)
    assert (allotment.courier >= 0).sum() >= 310
    assert allotment.gap <= 0.01
