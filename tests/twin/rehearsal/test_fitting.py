"""Demand fitted to orders of a known law is that law, and says so; bursts and habits are seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.builders import CALENDAR
from yeshi.base.errors import InputError
from yeshi.files.scenario.fitted import FittedDocument, city_of
from yeshi.files.toml import read
from yeshi.geo.point import Point
from yeshi.twin.rehearsal.fitting import as_toml, fit, pull
from yeshi.twin.rehearsal.recorded import RecordedOrder

PLACES = [Point(0.01 * n, 0.0) for n in range(6)]
SHARES = np.array([0.4, 0.2, 0.15, 0.1, 0.1, 0.05])


def recorded(
    seed: int, nights: int = 3, burst: int = 1, habits: bool = False
) -> list[RecordedOrder]:
    """Nights of a Poisson process: 60 orders an hour from 18:00 to 21:00, 20 until midnight."""
    chance = np.random.default_rng(seed)
    found = []
    for night in range(nights):
        for begins, per_hour in ((18 * 60, 60), (21 * 60, 20)):
            for _ in range(chance.poisson(3 * per_hour / burst)):
                at = begins + 180 * chance.random()
                late = habits and begins > 1200
                shares = SHARES[::-1] if late else SHARES
                for _ in range(burst):
                    counter = int(chance.choice(6, p=shares))
                    place = PLACES[counter]
                    door = Point(place.x, place.y + 0.01)
                    found.append(
                        RecordedOrder(
                            night=f"n{night}",
                            minute=at,
                            counter=f"c{counter}",
                            place=place,
                            door=door,
                            cook_s=900.0,
                        )
                    )
    return found


def test_what_orders_come_by_is_found_again() -> None:
    """Rates, shares, ways, cooking."""
    fitted = fit(recorded(1, nights=20))
    assert fitted.orders_a_minute[36:42] == pytest.approx(np.full(6, 1.0), abs=0.15)
    assert fitted.orders_a_minute[42:48] == pytest.approx(np.full(6, 1 / 3), abs=0.1)
    assert fitted.orders_a_minute[:36].sum() == 0
    evening = fitted.by_block[:, 6] / fitted.by_block[:, 6].sum()
    assert evening == pytest.approx(SHARES, abs=0.03)
    assert fitted.door_metres == pytest.approx(np.full(21, 1113.2), rel=1e-3)


def test_a_true_law_is_not_doubted_more_often_than_chance_has_it() -> None:
    """Both tests at one in twenty: of 60 records, few are doubted."""
    goods = [fit(recorded(seed)).goodness for seed in range(60)]
    assert sum(good.arrivals_p < 0.05 for good in goods) <= 8
    assert sum(good.places_p < 0.05 for good in goods) <= 8
    assert np.mean([good.dispersion for good in goods]) == pytest.approx(1.0, abs=0.05)


def test_bursts_and_changing_shares_are_seen() -> None:
    """Orders that come four at a time; counters whose customers come late."""
    assert fit(recorded(2, burst=4)).goodness.dispersion > 2.0
    assert fit(recorded(2, burst=4)).goodness.arrivals_p < 0.01
    habits = fit(recorded(3, nights=10, habits=True)).goodness
    assert habits.places_p < 0.01
    assert habits.block_bits > 0.1


def test_shares_are_drawn_together_unless_the_orders_speak_against_it() -> None:
    """Chance alone is not taken for a habit."""
    chance = np.random.default_rng(5)
    alike = chance.multinomial(400, SHARES, size=8).T.astype(float)
    apart = np.stack([np.roll(SHARES, block) * 400 for block in range(8)], axis=1)
    assert pull(alike) >= 500
    assert pull(apart) <= 50


def test_too_few_orders_are_refused() -> None:
    """With how many there are."""
    with pytest.raises(InputError, match="49 orders"):
        fit(recorded(1)[:49])


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Through TOML and back, into a city that keeps the rhythm."""
    fitted = fit(recorded(1))
    path = tmp_path / "demand.toml"
    path.write_text(as_toml(fitted, 'a "source"', CALENDAR, "CNY"), encoding="utf-8")
    city = city_of(read(path, FittedDocument), CALENDAR)
    assert city.rhythm == pytest.approx(tuple(fitted.orders_a_minute), abs=1e-4)
    assert len(city.quarters) == 6
    assert {stall.cook_s for quarter in city.quarters for stall, _ in quarter.stalls} == {900}
    assert city.quarters[0].busy_in(6) == pytest.approx(fitted.by_block[0, 6], abs=0.01)
