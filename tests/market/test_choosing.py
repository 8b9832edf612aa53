"""What is wanted of a stall and of its dishes holds for those that are all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.builders import CALENDAR, EVENING
from tests.market.dishes import dish
from tests.records import named
from yeshi.base.refused import Invalid, Refused
from yeshi.geo.point import Point
from yeshi.market.catalogue import Allergen, Diet, Item, Offered
from yeshi.market.choosing import (
    MINUTES_LEAST,
    MINUTES_MOST,
    NO_MARKET,
    NOTHING_WANTED,
    PRICE_LEAST,
    PRICE_MOST,
    Ranking,
    StallsWanted,
    WantedNow,
    beyond,
)
from yeshi.market.facts import StallFacts
from yeshi.market.hours import Hours
from yeshi.market.merchant import Merchant
from yeshi.market.serving import Serving

STALL = Merchant(
    id="a",
    name=named("a"),
    market="m",
    place=Point(0, 0),
    hours=Hours(time(17), time(3)),
    cook_s=600,
)
WISHES = some.builds(
    StallsWanted,
    open_now=some.booleans(),
    within=some.none() | some.integers(MINUTES_LEAST, MINUTES_MOST),
    seats=some.booleans(),
    market=some.none() | some.sampled_from(["m", "n", NO_MARKET]),
    price=some.none() | some.integers(PRICE_LEAST, 60),
    spice=some.none() | some.integers(0, 3),
    diets=some.lists(some.sampled_from(Diet), unique=True, max_size=2).map(tuple),
    without=some.lists(some.sampled_from(Allergen), unique=True, max_size=2).map(tuple),
    ranking=some.sampled_from(Ranking),
)
OFFERED = some.builds(
    Offered,
    spice=some.integers(0, 3),
    allergens=some.lists(some.sampled_from(Allergen), unique=True, max_size=3).map(tuple),
    diets=some.lists(some.sampled_from(Diet), unique=True, max_size=2).map(tuple),
)


def now(wanted: StallsWanted) -> WantedNow:
    """What is wanted this evening at eight."""
    return WantedNow(wanted, EVENING, CALENDAR, "CNY")


def offered(**said: object) -> Item:
    """A dish for ten yuan of which that is said."""
    return replace(dish("a1"), offered=Offered(**said))  # type: ignore[arg-type]


@settings(deadline=None)
@given(WISHES)
def test_what_is_taken_off_is_asked_for_again(wanted: StallsWanted) -> None:
    """Each wish by itself; without any nothing is wanted."""
    assert beyond(wanted) is None
    left = wanted
    for wish in wanted.wishes:
        off = wanted.taking_off(wish)
        assert wish not in off.wishes
        assert set(off.asking(wish).wishes) == set(wanted.wishes)
        left = left.taking_off(wish)
    assert left == replace(NOTHING_WANTED, ranking=wanted.ranking)


@settings(deadline=None)
@given(WISHES, OFFERED, some.integers(1, 6000))
def test_who_wants_less_is_given_no_less(wanted: StallsWanted, said: Offered, fen: int) -> None:
    """Of dishes and of stalls; who wants nothing is given all."""
    item = replace(dish("a1", price=fen), offered=said)
    facts = StallFacts(id="a", seats=len(said.diets) > 1)
    assert now(NOTHING_WANTED).of_dish(item)
    assert now(NOTHING_WANTED).of_stall(STALL, None)
    for wish in wanted.wishes:
        less = wanted.taking_off(wish)
        assert now(less).of_dish(item) >= now(wanted).of_dish(item)
        assert now(less).of_stall(STALL, facts) >= now(wanted).of_stall(STALL, facts)


def test_a_dish_is_what_it_says_of_itself() -> None:
    """Its price, how hot it is, whom it suits, and what it contains."""
    assert now(StallsWanted(price=10)).of_dish(dish("a1", price=1000))
    assert not now(StallsWanted(price=10)).of_dish(dish("a1", price=1001))
    assert now(StallsWanted(spice=1)).of_dish(offered(spice=1))
    assert not now(StallsWanted(spice=0)).of_dish(offered(spice=1))
    peanuts = offered(allergens=(Allergen.PEANUT, Allergen.SOY))
    assert not now(StallsWanted(without=(Allergen.PEANUT,))).of_dish(peanuts)
    assert now(StallsWanted(without=(Allergen.MILK,))).of_dish(peanuts)
    assert not now(StallsWanted(diets=(Diet.VEGAN,))).of_dish(offered(diets=(Diet.VEGETARIAN,)))


def test_what_is_vegan_suits_vegetarians() -> None:
    """And not the other way round; all diets that are asked for have to be suited."""
    vegan = offered(diets=(Diet.VEGAN,))
    assert now(StallsWanted(diets=(Diet.VEGETARIAN,))).of_dish(vegan)
    assert not now(StallsWanted(diets=(Diet.VEGETARIAN, Diet.HALAL))).of_dish(vegan)


def test_of_a_set_nobody_says_what_is_in_it() -> None:
    """So that it is none of what is not hot, or without peanuts; its price is known."""
    supper = dish("supper", parts=("a1", "a2"))
    assert not now(StallsWanted(spice=0)).of_dish(supper)
    assert not now(StallsWanted(without=(Allergen.PEANUT,))).of_dish(supper)
    assert now(StallsWanted(price=10)).of_dish(supper)


def test_who_asks_for_what_is_open_can_have_the_dish_now() -> None:
    """Neither sold out, nor taken off, nor of another day or hour."""
    asked = now(StallsWanted(open_now=True))
    assert asked.of_dish(dish("a1"))
    tuesday = Serving((1,), Hours(time(19), time(21)))
    assert asked.of_dish(replace(dish("a1"), served=tuesday))
    for gone in (
        dish("a1", left=0),
        replace(dish("a1"), off_until=EVENING + timedelta(minutes=1)),
        replace(dish("a1"), served=Serving((2,))),
        replace(dish("a1"), served=Serving(hours=Hours(time(6), time(10)))),
    ):
        assert not asked.of_dish(gone)
        assert now(StallsWanted(price=10)).of_dish(gone)
    assert not now(NOTHING_WANTED).of_dish(replace(dish("a1"), ended_at=EVENING))


def test_a_stall_is_where_and_as_it_says() -> None:
    """Its market, or none; whether it takes orders; seats only where it says so."""
    alone = replace(STALL, market=None)
    assert now(StallsWanted(market="m")).of_stall(STALL, None)
    assert not now(StallsWanted(market="m")).of_stall(alone, None)
    assert now(StallsWanted(market=NO_MARKET)).of_stall(alone, None)
    assert not now(StallsWanted(open_now=True)).of_stall(replace(STALL, taking=False), None)
    seats = StallsWanted(seats=True)
    assert [
        now(seats).of_stall(STALL, facts)
        for facts in (None, *(StallFacts(id="a", seats=said) for said in (None, False, True)))
    ] == [False, False, False, True]
    assert not now(NOTHING_WANTED).of_stall(replace(STALL, ended_at=EVENING), None)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (StallsWanted(within=MINUTES_LEAST - 1), "within"),
        (StallsWanted(within=MINUTES_MOST + 1), "within"),
        (StallsWanted(price=PRICE_LEAST - 1), "price"),
        (StallsWanted(price=PRICE_MOST + 1), "price"),
        (StallsWanted(spice=4), "spice"),
    ],
)
def test_what_nobody_could_ask_for_is_refused(wanted: StallsWanted, field: str) -> None:
    """By its name."""
    refused = beyond(wanted)
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field


def test_minutes_are_kept_to_the_second() -> None:
    """What is too far comes never; where no minutes are asked for it is in time all the same."""
    soon = StallsWanted(within=30)
    assert [soon.in_time(one) for one in (1800.0, 1800.1, None)] == [True, False, False]
    assert NOTHING_WANTED.in_time(None)
