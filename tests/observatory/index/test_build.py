"""The rules of an index, each on its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from yeshi.base.errors import InputError
from yeshi.observatory.index.aggregating import aggregated
from yeshi.observatory.index.build import build
from yeshi.observatory.index.change import change
from yeshi.observatory.index.framework import (
    Aggregate,
    Aggregation,
    Framework,
    Indicator,
    Method,
    Normalisation,
    Treatment,
)
from yeshi.observatory.index.imputing import imputed
from yeshi.observatory.index.measurements import Measurements
from yeshi.observatory.index.normalising import normalised
from yeshi.observatory.index.ranking import middle_ranks, ranked
from yeshi.observatory.index.treating import is_outlying, kurtosis, skewness, treat
from yeshi.observatory.index.weighting import weights_of

INDICATORS = (
    Indicator(code="orders", name="orders online", parent="use", weight=2.0, denominator="people"),
    Indicator(code="paid", name="paid online", parent="use"),
    Indicator(code="waiting", name="waiting time", parent="service", direction=-1),
)
LEVELS = (
    Aggregate("use", "use", "index", 3.0),
    Aggregate("service", "service", "index"),
    Aggregate("index", "index", None),
)
FRAMEWORK = Framework("small", "1", INDICATORS, LEVELS, Method(treatment=None))


def measurements(values: list[list[float]]) -> Measurements:
    units = tuple(f"d{i}" for i in range(len(values)))
    return Measurements(units, ("orders", "paid", "waiting", "people"), np.array(values, float))


SMALL = measurements([[10, 0.2, 9, 10], [30, 0.6, 5, 10], [40, 0.4, 1, 10]])


def test_a_small_index_by_hand() -> None:
    """Orders a head 1, 3, 4; weights 2 to 1 in use, 3 to 1 in the index."""
    built = build(SMALL, FRAMEWORK)
    assert built.scores["use"].tolist() == pytest.approx([0, (2 * 200 / 3 + 100) / 3, 250 / 3])
    assert built.scores["service"].tolist() == [0, 50, 100]
    assert built.index[2] == pytest.approx((3 * 250 / 3 + 100) / 4)
    assert built.ranks["index"].tolist() == [3, 2, 1]


def test_units_with_too_little_data_are_left_out_by_name() -> None:
    gaps = measurements([[10, 0.2, 9, 10], [30, np.nan, np.nan, 10], [40, 0.4, 1, 10]])
    built = build(gaps, replace(FRAMEWORK, method=Method(treatment=None, availability=0.5)))
    assert built.screened == ("d1",)
    assert built.units == ("d0", "d2")


def test_what_cannot_be_divided_or_filled_says_where() -> None:
    with pytest.raises(InputError, match="d1: orders is to be divided by people, which is 0"):
        build(measurements([[1, 1, 1, 1], [1, 1, 1, 0]]), FRAMEWORK)
    with pytest.raises(InputError, match="paid: nothing is known in east"):
        imputed(np.array([[np.nan], [1.0]]), "group_mean", ("east", "west"), ["paid"])


@pytest.mark.parametrize(
    ("levels", "fault"),
    [
        (LEVELS[:2], "here 0"),
        ((*LEVELS, Aggregate("other", "", None)), "here 2"),
        ((*LEVELS, Aggregate("empty", "", "index")), "empty has nothing below it"),
        ((*LEVELS, Aggregate("use", "", "index")), "use is there 2 times"),
        ((LEVELS[0], replace(LEVELS[1], parent="nowhere"), LEVELS[2]), "its parent nowhere"),
        ((replace(LEVELS[0], parent="a"), *LEVELS[1:], Aggregate("a", "", "b"),
          Aggregate("b", "", "a")), "round in a circle"),
    ],
)  # fmt: skip
def test_levels_that_are_no_tree_are_refused(levels: tuple[Aggregate, ...], fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        Framework("wrong", "1", INDICATORS, levels)


samples = st.lists(st.floats(-1e3, 1e3).map(lambda x: round(x, 3)), min_size=5, max_size=40)


@given(samples)
def test_skewness_and_kurtosis_are_scipys_without_bias(sample: list[float]) -> None:
    values = np.array(sample)
    if np.std(values) < 1e-3:
        return
    assert skewness(values) == pytest.approx(stats.skew(values, bias=False), abs=1e-6)
    assert kurtosis(values) == pytest.approx(stats.kurtosis(values, bias=False), abs=1e-5)


@given(samples)
def test_ranks_are_scipys(sample: list[float]) -> None:
    values = np.array(sample).round(-1)
    assert (ranked(values) == stats.rankdata(-values, method="min")).all()
    assert (middle_ranks(values) == stats.rankdata(values)).all()


@given(samples, st.floats(1e3, 1e6))
def test_treatment_keeps_the_order_and_calms_or_says_that_it_took_logarithms(
    sample: list[float], far: float
) -> None:
    values, rule = np.array([*sample, far]), Treatment()
    treated = treat(values, rule)
    order = np.argsort(values, kind="stable")
    assert (np.diff(treated.values[order]) >= 0).all()
    assert treated.logged or not is_outlying(treated.values, rule)
    assert treated.high + treated.low <= rule.points


@pytest.mark.parametrize("how", ["minmax", "z", "rank", "target"])
@given(sample=samples)
def test_more_is_better_on_every_scale(how: Normalisation, sample: list[float]) -> None:
    values, method = np.array(sample), Method(normalisation=how)
    target = Indicator(code="x", name="x", parent="p", target=float(values.max()))
    up = normalised(values, target, method, values)
    down = normalised(values, replace(target, direction=-1, target=float(values.min())), method,
                      values)  # fmt: skip
    order = np.argsort(values, kind="stable")
    assert (np.diff(up[order]) >= -1e-9).all()
    assert (np.diff(down[order]) <= 1e-9).all()
    if how != "z":
        assert up.min() >= -1e-9
        assert up.max() <= 100 + 1e-9


def test_a_principal_component_weighs_what_moves_together() -> None:
    chance = np.random.default_rng(1)
    common = chance.normal(size=200)
    parts = np.column_stack(
        [common + 0.1 * chance.normal(size=200), common + 0.1 * chance.normal(size=200),
         chance.normal(size=200)]
    )  # fmt: skip
    weights = weights_of([1, 1, 1], parts, "pca")
    assert weights.sum() == pytest.approx(1)
    assert weights[2] < 0.1 < weights[0]


def test_who_is_ahead_in_most_weight_of_most_others_leads_by_copeland() -> None:
    parts = np.array([[9.0, 9.0, 1.0], [5.0, 5.0, 5.0], [1.0, 1.0, 9.0]])
    assert aggregated(parts, np.array([0.4, 0.4, 0.2]), "copeland", "abc").tolist() == [
        100,
        0,
        -100,
    ]


def test_a_geometric_mean_needs_what_is_above_zero() -> None:
    with pytest.raises(InputError, match=r"method\.least"):
        build(SMALL, replace(FRAMEWORK, method=Method(treatment=None, aggregation="geometric")))


grown = st.lists(
    st.tuples(*[st.floats(1, 100).map(lambda x: round(x, 2))] * 3), min_size=3, max_size=8
)  # fmt: skip


@settings(deadline=None)
@pytest.mark.parametrize("how", ["arithmetic", "geometric"])
@given(before=grown, after=st.data())
def test_a_change_is_the_sum_of_its_parts(
    how: Aggregation, before: list[tuple[float, ...]], after: st.DataObject
) -> None:
    then = [[a, b, c, 10.0] for a, b, c in before]
    now = [[a * after.draw(st.floats(0.9, 1.1)), b, c, 10.0] for a, b, c in before]
    method = Method(treatment=None, aggregation=how, least=50.0, most=100.0)
    try:
        found = change(measurements(then), measurements(now), replace(FRAMEWORK, method=method))
    except InputError:
        # On the scale of the first period the second may be below 0, which has no geometric mean.
        assume(False)
    np.testing.assert_allclose(found.parts.sum(axis=1), found.after - found.before, atol=1e-9)
    assert np.abs(found.parts[:, 1:]).max() < 1e-9


def test_a_change_that_has_no_parts_says_so() -> None:
    with pytest.raises(InputError, match="copeland"):
        change(SMALL, SMALL, replace(FRAMEWORK, method=Method(aggregation="copeland")))
