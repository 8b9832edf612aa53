"""Paired intervals, and what they are told as."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pytest

from yeshi.base.names import Name
from yeshi.twin.rehearsal.comparing import Difference, compare
from yeshi.twin.rehearsal.outcome import MEASURES, Values
from yeshi.twin.rehearsal.page import kind, number, page, picture

ZEROS: Values = {measure.key: 0.0 for measure in MEASURES}


def told(nights: list[tuple[Values, Values]], key: str) -> Difference:
    """The difference of one measure."""
    return next(one for one in compare(nights) if one.measure.key == key)


def test_worked_by_hand() -> None:
    """Differences 1, 2, 3, 4, 5: mean 3, deviation 1.581, t(4) = 2.776: 3 ± 1.963."""
    nights = [({**ZEROS, "orders": 10.0 * n}, {**ZEROS, "orders": 11.0 * n}) for n in range(1, 6)]
    one = told(nights, "orders")
    assert one.mean == pytest.approx(3.0)
    assert (one.least, one.most) == pytest.approx((1.0368, 4.9632), abs=1e-4)
    assert one.clear
    assert one.better is True
    fewer = told([(b, a) for a, b in nights], "orders")
    assert (kind(fewer), fewer.better) == ("worse", False)


def test_nine_of_twenty_intervals_of_chance_hold_zero() -> None:
    """95 % of them: of 2,000 comparisons without a difference, about 100 look clear."""
    chance = np.random.default_rng(1)
    looks_clear = 0
    for _ in range(2000):
        draws = chance.normal(size=12)
        nights = [(ZEROS, {**ZEROS, "late_share": float(value)}) for value in draws]
        looks_clear += told(nights, "late_share").clear
    assert 70 <= looks_clear <= 135


def test_a_night_without_a_value_does_not_count_and_one_alone_has_no_interval() -> None:
    """NaN on either side."""
    nights = [({**ZEROS, "food_waits": nan}, ZEROS), (ZEROS, {**ZEROS, "food_waits": 2.0})]
    one = told(nights, "food_waits")
    assert one.each == (2.0,)
    assert isnan(one.least)
    assert not one.clear


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_needs_nothing_else_and_escapes_what_was_written(language: str) -> None:
    """One file: no address in it; a scenario's text stays text."""
    nights = [({**ZEROS, "orders": 10.0}, {**ZEROS, "orders": 11.0 + n}) for n in range(4)]
    names = Name("甲", "<b>A</b>"), Name("乙", "B")
    html = page(names, ("<script>", "x"), 4, compare(nights), "CNY", language)
    assert "http" not in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert html.count("<svg") == 1
    assert {bar.key for bar in picture(compare(nights)).bars} == {"orders"}


def test_numbers_as_people_read_them() -> None:
    """Signs, thousands, and a dash for nothing."""
    assert number(-1234.5, 1, True) == "−1,234.5"
    assert number(nan, 2) == "–"
