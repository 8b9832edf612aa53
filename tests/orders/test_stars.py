"""A mean lies between what was given and what is known beforehand, whatever came first."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from yeshi.orders.stars import SHOWN_FROM, STARS_MAX, STARS_MIN, Rated, Stars, rated, stars_of

RATINGS = st.lists(st.integers(STARS_MIN, STARS_MAX), max_size=400)


def summed(ratings: list[int]) -> Stars:
    """All of them, one after the other."""
    found = Stars()
    for stars in ratings:
        found += Stars(1, stars)
    return found


@given(RATINGS, RATINGS, st.randoms())
def test_the_order_in_which_they_came_does_not_matter(
    own: list[int], others: list[int], chance: Random
) -> None:
    """Nor how they were summed up: by days, or all at once."""
    city = summed([*own, *others])
    mixed = list(own)
    chance.shuffle(mixed)
    half = len(own) // 2
    assert summed(mixed).mean(city) == summed(own).mean(city)
    assert summed(own[:half]) + summed(own[half:]) == summed(own)


@given(RATINGS.filter(bool), RATINGS)
def test_a_mean_lies_between_what_it_got_and_the_mean_of_the_city(
    own: list[int], others: list[int]
) -> None:
    """And the nearer to what it got the more that is."""
    stars, city = summed(own), summed([*own, *others])
    plain, prior, mean = stars.plain_mean, city.plain_mean, stars.mean(city)
    assert plain is not None
    assert prior is not None
    assert mean is not None
    assert min(plain, prior) - 1e-9 <= mean <= max(plain, prior) + 1e-9
    twice = (stars + stars).mean(city)
    assert twice is not None
    assert abs(twice - plain) <= abs(mean - plain) + 1e-9


@given(RATINGS, st.integers(STARS_MIN, STARS_MAX - 1))
def test_one_star_more_never_makes_a_mean_less(own: list[int], stars: int) -> None:
    """Whatever else it got."""
    city = Stars(100, 430)
    better, worse = summed([*own, stars + 1]).mean(city), summed([*own, stars]).mean(city)
    assert better is not None
    assert worse is not None
    assert better > worse


@given(st.integers(20, 480))
def test_three_friends_do_not_make_the_best_stall(tenths: int) -> None:
    """Three of five stars are behind three hundred of 4.8, in any city that is not better itself.

    The city's mean is between 0.2 of a star below the best and the worst there is.
    """
    city = Stars(100, max(100, min(tenths, 470)))
    friends, known = Stars(3, 15).mean(city), Stars(300, 1440).mean(city)
    assert friends is not None
    assert known is not None
    assert friends < known


def test_what_is_rated_seldom_is_new() -> None:
    """It has no mean yet, and nothing has before anybody rated anything."""
    city = Stars(1000, 4400)
    few, enough = Stars(SHOWN_FROM - 1, 20), Stars(SHOWN_FROM, 25)
    assert rated(few, city) == Rated(None, SHOWN_FROM - 1)
    # (16 × 4.4 + 25) ÷ (16 + 5)
    assert rated(enough, city) == Rated(4.5, SHOWN_FROM)
    assert Stars().plain_mean is None
    assert Stars().mean(Stars()) is None


def test_no_day_has_more_stars_than_its_ratings_can_have() -> None:
    """Nor fewer."""
    day = stars_of("dish:a1", date(2026, 11, 24))
    assert day.id == "dish:a1@2026-11-24"
    assert day.holds
