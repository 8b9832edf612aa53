"""What a customer likes is kept once each, the latest first, and no more than there is room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from tests.builders import EVENING
from yeshi.market.favourites import FAVOURITES_MAX, Favourite, FavouriteList, favourite, liked_as

NONE = FavouriteList(id="c")
MINUTE = timedelta(minutes=1)


def at(minute: int, merchant: str, item: str | None = None) -> Favourite:
    """Liked so many minutes into the evening."""
    return favourite(merchant, item, EVENING + minute * MINUTE)


def test_a_stall_and_its_dishes_are_liked_apart() -> None:
    """Also where a dish is called as a stall is."""
    liked = NONE.including(at(0, "a")).including(at(1, "b", "a")).including(at(2, "a"))
    assert [one.id for one in liked.favourites] == [liked_as("b", "a"), liked_as("a")]
    assert liked.used_at == EVENING + MINUTE
    assert [one.is_dish for one in liked.favourites] == [True, False]


def test_what_is_taken_out_is_in_it_no_more() -> None:
    """What is not in it changes nothing."""
    liked = NONE.including(at(0, "a"))
    assert liked.without("stall:b", EVENING + MINUTE) is liked
    gone = liked.without(liked_as("a"), EVENING + MINUTE)
    assert (gone.favourites, gone.used_at) == ((), EVENING + MINUTE)


favourites = some.lists(some.integers(0, 200), max_size=FAVOURITES_MAX, unique=True)


@given(favourites, favourites)
def test_two_lists_that_join_are_one(mine: list[int], theirs: list[int]) -> None:
    """The latest of both first, each once, and never too many."""
    one, other = (
        replace(NONE, favourites=tuple(at(-n, f"m{n}") for n in sorted(some_of)))
        for some_of in (mine, theirs)
    )
    joined = one.joined_by(other, EVENING)
    assert joined.holds
    wanted = sorted({*mine, *theirs})[:FAVOURITES_MAX]
    assert [found.merchant for found in joined.favourites] == [f"m{n}" for n in wanted]
