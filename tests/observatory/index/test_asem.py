"""The ASEM index comes out as COINr's, each step of it, from the raw data and the metadata."""

from __future__ import annotations

import numpy as np
import pytest

from tests.observatory.index.asem import framework, measurements, rows, table
from yeshi.observatory.index.build import Built, build


@pytest.fixture(scope="module")
def built() -> Built:
    return build(measurements(), framework())


@pytest.mark.parametrize("step", ["denominated", "imputed", "treated", "normalised"])
def test_each_step_is_the_published_one(built: Built, step: str) -> None:
    published = rows(f"step_{step}")
    codes = [one.code for one in built.framework.indicators]
    assert [one["UnitCode"] for one in published] == list(built.units)
    np.testing.assert_allclose(getattr(built, step), table(published, codes), rtol=1e-6)


def test_every_indicator_is_treated_as_published(built: Built) -> None:
    for one in rows("treatment_summary"):
        how = built.treated_how[one["IndCode"]]
        assert (how.high, how.low) == (float(one["High"]), float(one["Low"])), one
        assert not how.logged


def test_every_level_is_aggregated_as_published(built: Built) -> None:
    published = rows("step_aggregated")
    for code in built.framework.upwards():
        np.testing.assert_allclose(built.scores[code], table(published, [code])[:, 0], rtol=1e-6)


def test_every_rank_is_the_published_one(built: Built) -> None:
    published = {one["UnitCode"]: one for one in rows("result_ranks")}
    for code in built.framework.upwards():
        for unit, rank in zip(built.units, built.ranks[code], strict=True):
            assert rank == float(published[unit][code]), (code, unit)
