"""How good a stall is said to be stands on its card, and at its dishes, once enough have rated."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.test_rating import delivered, rate, with_people
from yeshi.flow.ports import Store
from yeshi.flow.stalls import menus
from yeshi.flow.stalls.menus import Stall
from yeshi.flow.stalls.stars import SHOWN, told_of
from yeshi.orders.rating import Judged
from yeshi.orders.stars import COUNTED, Rated


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def stall(city: SmallCity) -> Stall:
    """The first stall."""
    found = menus.stall(city.engine, "a")
    assert isinstance(found, Stall)
    return found


def test_a_stall_shows_its_mean_once_enough_have_rated(city: SmallCity) -> None:
    """On its card and at its dish; until then it is new; and as long as ratings count."""
    for _ in range(4):
        done(rate(city, delivered(city, {"a1": 1}), Judged("a1", 5)))
    assert menus.of_ids(city.engine, ["a"])[0].rated == Rated(None, 4)
    assert menus.of_ids(city.engine, ["r"])[0].rated == Rated(None, 0)
    done(rate(city, delivered(city, {"a1": 1, "b1": 1}), Judged("a1", 4), Judged("b1", 1)))
    # 24 stars, and 16 more ratings at the mean of the city: 25 stars in 6.
    mean = round((16 * 25 / 6 + 24) / 21, 1)
    assert stall(city).rated == stall(city).dishes_rated["a1"] == Rated(mean, 5)
    assert stall(city).dishes_rated["a2"] == Rated(None, 0)
    assert menus.of_ids(city.engine, ["a"])[0].rated == Rated(mean, 5)
    city.wait((COUNTED.days + 1) * 24 * 60)
    assert stall(city).rated == Rated(None, 0)


def test_what_was_written_lately_is_told_without_who_it_was(city: SmallCity) -> None:
    """So much of it, the newest first; the night, and no moment."""
    for number in range(SHOWN + 1):
        done(rate(city, delivered(city, {"a1": 1}), Judged("a1", 3, f"word {number}")))
    told = told_of(city.engine, "a")
    assert [one.word for one in told] == [f"word {number}" for number in range(SHOWN, 0, -1)]
    assert told[0].night == city.calendar.business_day(city.clock.now())
    assert not any("rated_at" in str(one) or "'c'" in str(one) for one in told)
