"""Prices that a menu can have, whoever says them: no choice makes a dish cost nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.stalls.test_dishes import NOODLES, OWNER, enter
from tests.market.dishes import choice, group
from tests.records import fen
from yeshi.base.names import Name
from yeshi.base.refused import Invalid
from yeshi.flow.stalls import dishes, entering_menus, listing, running
from yeshi.flow.stalls.keeping import ITEMS_MAX
from yeshi.market.brought import BroughtRow
from yeshi.market.entering import DishEnded


@pytest.fixture
def city() -> SmallCity:
    """Settled."""
    return SmallCity().settle_in()


def test_no_new_price_makes_a_choice_free(city: SmallCity) -> None:
    """Neither that of a dish alone nor that of a whole menu, of which then nothing is kept."""
    smaller = group("size", choice("small", -300), choice("large"))
    made = enter(city, replace(NOODLES, groups=(smaller,)))
    engine = city.by(OWNER)
    answer = running.reprice(engine, city.key(), "a", made, fen(300))
    assert refused(answer) == Invalid("price", "0.01…10000.00")
    menu = (
        BroughtRow(name=NOODLES.name, price=fen(300)),
        BroughtRow(name=Name("新", "new"), price=fen(900)),
    )
    answer = entering_menus.enter_menu(engine, city.key(), "a", menu)
    assert refused(answer) == Invalid("price", "0.01…10000.00")
    with city.store.begin() as work:
        assert "new" not in {one.name.en for one in work.items.of_merchant("a")}
    done(running.reprice(engine, city.key(), "a", made, fen(301)))


def test_a_dish_that_has_ended_is_neither_priced_nor_counted(city: SmallCity) -> None:
    """It is said that it has."""
    engine = city.by(OWNER)
    done(dishes.end_dish(engine, city.key(), "a", "a1"))
    for answer in (
        running.reprice(engine, city.key(), "a", "a1", fen(300)),
        listing.restock(engine, city.key(), "a", "a1", 3),
    ):
        assert refused(answer) == DishEnded("a1")


def test_so_many_dishes_and_no_more(city: SmallCity) -> None:
    """The bound itself is allowed; also on the page of figures."""
    with city.store.begin() as work:
        one = work.items.must("a1")
        there = len(work.items.of_merchant("a"))
        for number in range(ITEMS_MAX - there - 1):
            work.items.add(replace(one, id=f"n{number}"))
    enter(city)
    engine = city.by(OWNER)
    answer = running.add_item(engine, city.key(), "a", NOODLES.name, fen(100), fen(0))
    assert refused(answer) == Invalid("dishes", f"> {ITEMS_MAX}")
