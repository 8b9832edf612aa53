"""The estimators give the published figures on the data they were published on."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from yeshi.observatory.recovery.calendar import by_period
from yeshi.observatory.recovery.estimators import staggered, synthetic_effect
from yeshi.observatory.recovery.trade import Floats, Ints

FOLDER = Path(os.environ.get("ORACLES", Path(__file__).parents[4] / "shared/data/oracles")) / "did"
pytest.importorskip("diff_diff")


def rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    if not FOLDER.is_dir():
        pytest.skip(f"no published data at {FOLDER}; ORACLES names the folder of oracles")
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def mpdta() -> tuple[Floats, Ints]:
    """Teen employment by county, 2003 to 2007, and the period in which the minimum wage rose."""
    data = rows("mpdta.csv")
    counties = sorted({row["countyreal"] for row in data})
    outcome, first = np.full((len(counties), 5), np.nan), np.zeros(len(counties), np.int64)
    for row in data:
        county = counties.index(row["countyreal"])
        outcome[county, int(row["year"]) - 2003] = float(row["lemp"])
        treated = int(float(row["first.treat"]))
        first[county] = treated - 2002 if treated else 0
    return outcome, first


def test_callaway_and_santannas_own_estimates_and_errors_on_mpdta() -> None:
    reference = {(row["type"], row["egt"]): row for row in
                 rows("mpdta_never_treated_reference.csv")}  # fmt: skip
    found = staggered(*mpdta(), base="varying")
    simple = reference["simple", "NA"]
    assert found.effect.value == pytest.approx(float(simple["overall_att"]), abs=1e-3)
    assert found.effect.error == pytest.approx(float(simple["overall_se"]), abs=1e-3)
    by_event = {str(one.after): one.effect for one in found.study}
    dynamic = [egt for kind, egt in reference if kind == "dynamic"]
    assert sorted(by_event) == sorted(dynamic)
    for egt in dynamic:
        row = reference["dynamic", egt]
        assert by_event[egt].value == pytest.approx(float(row["att_egt"]), abs=1e-3), egt
        assert by_event[egt].error == pytest.approx(float(row["se_egt"]), abs=1e-3), egt
    told = found.fitted.aggregate("group")
    for label, value, error in zip(told.label, told.att, told.se, strict=True):
        row = reference["group", str(int(label) + 2002)]
        assert value == pytest.approx(float(row["att_egt"]), abs=1e-3), label
        assert error == pytest.approx(float(row["se_egt"]), abs=1e-3), label


def test_the_effect_in_each_year_is_the_published_one() -> None:
    reference = [row for row in rows("mpdta_never_treated_reference.csv")
                 if row["type"] == "calendar"]  # fmt: skip
    found = by_period(*mpdta())
    assert len(found) == len(reference)
    for row in reference:
        one = found[int(row["egt"]) - 2002]
        assert one.value == pytest.approx(float(row["att_egt"]), abs=1e-3)
        assert one.error == pytest.approx(float(row["se_egt"]), abs=1e-3)


def test_what_came_after_is_the_same_against_either_base() -> None:
    universal, varying = staggered(*mpdta()), staggered(*mpdta(), base="varying")
    after = [{one.after: one.effect.value for one in found.study if one.after >= 0}
             for found in (universal, varying)]  # fmt: skip
    assert after[0] == pytest.approx(after[1])


def test_synthetic_difference_in_differences_on_proposition_99() -> None:
    """15.6 packs a head fewer (Arkhangelsky et al., 2021)."""
    data = rows("california_prop99.csv", ";")
    states = sorted({row["State"] for row in data})
    years = sorted({int(row["Year"]) for row in data})
    outcome, first = np.zeros((len(states), len(years))), np.zeros(len(states), np.int64)
    for row in data:
        state, year = states.index(row["State"]), years.index(int(row["Year"]))
        outcome[state, year] = float(row["PacksPerCapita"])
        if row["treated"] == "1" and first[state] == 0:
            first[state] = year + 1
    assert synthetic_effect(outcome, first).value == pytest.approx(-15.6, abs=0.5)
