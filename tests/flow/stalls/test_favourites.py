"""What a customer likes is theirs alone, on each device; what can be had now comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.test_races import at_once
from tests.market.dishes import SIZES, counted, dish
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.names import Name
from yeshi.base.refused import Unknown
from yeshi.flow.ports import Store
from yeshi.flow.stalls import dishes, listing
from yeshi.flow.stalls.favourites import like, liked_by, list_of, unlike
from yeshi.market.favourites import FAVOURITES_MAX, TooManyFavourites, favourite
from yeshi.people.actor import visitor


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def likes(city: SmallCity, *what: tuple[str, str | None]) -> None:
    """Have customer c like those."""
    for merchant, item in what:
        city.wait(1)
        done(like(city.engine, city.key(), "c", merchant, item))


def test_what_is_liked_is_kept_once_and_taken_out(city: SmallCity) -> None:
    """Both may be said twice."""
    likes(city, ("a", None), ("b", "b1"), ("a", None))
    assert [one.id for one in list_of(city.engine, "c").favourites] == ["dish:b1", "stall:a"]
    assert list_of(city.engine, "d").favourites == ()
    for _ in range(2):
        done(unlike(city.engine, city.key(), "c", "dish:b1"))
    assert [one.id for one in list_of(city.engine, "c").favourites] == ["stall:a"]
    done(unlike(city.engine, city.key(), "nobody", "stall:a"))


def test_nothing_is_liked_that_is_not_sold(city: SmallCity) -> None:
    """No stall, no dish of that stall, nothing that has ended, and for nobody else."""
    done(dishes.end_dish(city.engine, city.key(), "a", "a2"))
    for merchant, item, what in (
        ("none", None, Unknown("merchant", "none")),
        ("a", "b1", Unknown("item", "b1")),
        ("a", "a2", Unknown("item", "a2")),
    ):
        assert refused(like(city.engine, city.key(), "c", merchant, item)) == what
    other = city.engine.acting(visitor("d"))
    assert refused(like(other, city.key(), "c", "a")) == Unknown("customer", "c")
    assert refused(unlike(other, city.key(), "c", "a")) == Unknown("customer", "c")


def test_no_more_are_liked_than_there_is_room_for(city: SmallCity) -> None:
    """What is in it may be liked again."""
    with city.store.begin() as work:
        for number in range(FAVOURITES_MAX):
            work.items.add(dish(f"d{number}"))
    likes(city, *(("a", f"d{number}") for number in range(FAVOURITES_MAX)))
    beyond = refused(like(city.engine, city.key(), "c", "b"))
    assert beyond == TooManyFavourites(FAVOURITES_MAX)
    likes(city, ("a", "d3"))


def test_what_can_be_had_now_comes_first(city: SmallCity) -> None:
    """Of stalls those that are open, of dishes those that are there; each with its latest first."""
    likes(city, ("a", None), ("b", None), ("r", None), ("a", "a1"), ("a", "a2"), ("b", "b1"))
    done(listing.take_orders(city.engine, city.key(), "b", False))
    done(dishes.take_off(city.engine, city.key(), "a", "a2", True))
    liked = liked_by(city.engine, "c")
    assert [(one.merchant.id, one.open) for one in liked.stalls] == [
        ("r", True), ("a", True), ("b", False),
    ]  # fmt: skip
    assert [(one.item.id, one.can_be_had) for one in liked.dishes] == [
        ("a1", True), ("b1", False), ("a2", False),
    ]  # fmt: skip
    assert [one.item.id for one in liked.dishes_there] == ["a1"]
    assert [one.merchant.id for one in liked.open_stalls] == ["r", "a"]
    assert liked.count == 6


def test_what_must_be_chosen_or_is_a_set_can_be_had_as_it_comes(city: SmallCity) -> None:
    """Where what it shares with others is left."""
    with city.store.begin() as work:
        work.stocks.add(counted("bowl", 0))
        work.stocks.add(counted("tofu", 0))
    with city.store.begin() as work:
        work.items.add(dish("noodles", SIZES))
        work.items.add(dish("tofu", stock="tofu"))
        work.items.add(dish("supper", parts=("noodles", "tofu")))
    likes(city, ("a", "noodles"), ("a", "tofu"), ("a", "supper"))
    assert {one.item.id for one in liked_by(city.engine, "c").dishes_there} == {"noodles"}


def test_what_is_sold_no_more_is_said_by_its_name(city: SmallCity) -> None:
    """It stays until it is taken out."""
    likes(city, ("a", "a1"), ("b", None), ("b", "b1"))
    done(dishes.end_dish(city.engine, city.key(), "a", "a1"))
    with city.store.begin() as work:
        stall = work.merchants.must_lock("b")
        work.merchants.put(replace(stall, ended_at=city.clock.now()))
        known = work.favourite_lists.must_lock("c")
        lost = favourite("lost", None, city.clock.now() + timedelta(hours=1))
        work.favourite_lists.put(known.including(lost))
    liked = liked_by(city.engine, "c")
    assert (liked.stalls, liked.dishes, liked.count) == ((), (), 4)
    assert [one.name for one in liked.gone] == [
        None, Name("b1", "b1"), Name("b", "b"), Name("a1", "a1"),
    ]  # fmt: skip


def test_two_hearts_at_once_are_both_kept(postgres: PostgresStore) -> None:
    """Also where they are the customer's first."""
    city = SmallCity(postgres).settle_in()
    wanted = ["a1", "a2"] * 3
    at_once(
        [
            lambda n=n, item=item: like(city.engine, f"like-{n}", "c", "a", item)
            for n, item in enumerate(wanted)
        ]
    )
    assert {one.item for one in list_of(city.engine, "c").favourites} == {"a1", "a2"}
