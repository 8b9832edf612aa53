"""Whether going online helped: the truth is known, the interval holds it as often as it says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.observatory.recovery.shocked import Shock, shocked_city
from yeshi.base.errors import InputError
from yeshi.observatory.recovery.groups import curves
from yeshi.observatory.recovery.online import online_effect
from yeshi.observatory.recovery.trade import NEVER
from yeshi.observatory.recovery.wording import found

pytest.importorskip("diff_diff")
SHOCK = 16


def test_a_known_effect_is_found_and_said_in_one_sentence() -> None:
    of = online_effect(shocked_city(Shock(effect=0.3), 1), SHOCK)
    assert of.effect.least < 30 < of.effect.most
    assert of.synthetic is not None
    assert of.synthetic.least < 30 < of.synthetic.most
    sentences = found(of, "en")
    assert "more than they would have" in sentences[0]
    assert any("differed in usual trade" in one for one in sentences)
    assert len(found(of, "zh")) == len(sentences)


def test_harm_is_said_as_harm_and_nothing_as_nothing() -> None:
    harm = found(online_effect(shocked_city(Shock(effect=-0.3), 2), SHOCK, synthetic=False), "en")
    assert "less than they would have" in harm[0]
    assert "−" not in harm[0]
    none = found(online_effect(shocked_city(Shock(effect=0.0), 4), SHOCK, synthetic=False), "en")
    assert "do not show" in none[0]


def test_trends_that_ran_apart_before_are_told() -> None:
    trade = shocked_city(Shock(effect=0.0), 3)
    growing = np.where(trade.online != NEVER, 0.03, 0.0)[:, None] * np.arange(40)[None, :]
    of = online_effect(replace(trade, values=trade.values * (1 + growing)), SHOCK, synthetic=False)
    assert of.parallel_p < 0.05
    assert "already ran apart" in found(of, "en")[1]


def test_too_few_are_refused_with_how_many_there_are() -> None:
    with pytest.raises(InputError, match="10 businesses went online after the shock and 15 never"):
        online_effect(shocked_city(Shock(businesses=30), 1), SHOCK)
    with pytest.raises(InputError, match="3 periods before the shock"):
        online_effect(shocked_city(Shock(), 1), 3)


def test_who_was_online_before_or_had_no_trade_is_left_out_and_counted() -> None:
    trade = shocked_city(Shock(), 1)
    online, values = trade.online.copy(), trade.values.copy()
    online[:5], values[5:8] = 2, 0.0
    of = online_effect(replace(trade, online=online, values=values), SHOCK, synthetic=False)
    assert of.left_out >= 8
    assert of.online + of.offline + of.left_out == 150


def test_every_group_has_its_curve_or_the_reason_why_not() -> None:
    trade = shocked_city(Shock(), 1)
    districts = tuple("east" if at < 145 else "west" for at in range(150))
    told, refused = curves(replace(trade, groups={"district": districts}), SHOCK)
    assert {"all", "went online", "never online", "district: east"} <= set(told)
    assert str(refused["district: west"]).startswith("5 businesses are too few")
    never, went = told["never online"].area.value, told["went online"].area.value
    assert never is not None
    assert went is not None
    assert never < went


def coverage(effect: float, cities: int) -> tuple[float, float]:
    """How often the interval holds the truth, and how often an effect is called."""
    held = called = 0
    for seed in range(cities):
        city = shocked_city(Shock(effect=effect), 1000 + seed)
        one = online_effect(city, SHOCK, synthetic=False).effect
        held += one.least <= 100 * effect <= one.most
        called += one.clear
    return held / cities, called / cities


def test_the_truth_is_held_in_most_cities() -> None:
    held, called = coverage(0.2, 20)
    assert held >= 0.8
    assert called == 1.0


@pytest.mark.slow
def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Over 200 cities in 92 to 98 %; and an effect that is not there is called in at most 7 %."""
    held, _ = coverage(0.2, 200)
    assert 0.92 <= held <= 0.98
    _, called = coverage(0.0, 200)
    assert called <= 0.07


def test_two_years_of_few_businesses_are_compared_around_the_shock() -> None:
    """More weeks than businesses: half a year before and a year after it is enough to tell."""
    trade = shocked_city(Shock(weeks=104, begins=70, businesses=90), 3)
    told = online_effect(trade, 70, synthetic=False)
    assert told.effect.clear
    assert told.effect.least < 20.0 < told.effect.most + 5.0
    assert min(told.by_period) >= 70
    assert max(told.by_period) < 104
