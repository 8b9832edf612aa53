"""A menu stands as it was brought and entered, until its stall arranges it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.stalls.test_dishes import COOK, OWNER, enter, kinds
from tests.records import fen, named
from yeshi.base.refused import Invalid, NotYours, Unknown
from yeshi.flow.stalls import arranging, dishes, entering_menus, menus
from yeshi.market.arranging import MenuMove
from yeshi.market.brought import BroughtRow
from yeshi.market.entering import DishEnded, DishSaid


@pytest.fixture
def city() -> SmallCity:
    """Settled."""
    return SmallCity().settle_in()


def shown(city: SmallCity) -> list[str]:
    """The names of the menu of stall a, as it is shown."""
    return [one.name.en for one in stall_a(city).menu]


def stall_a(city: SmallCity) -> menus.Stall:
    """The stall a as customers see it."""
    found = menus.stall(city.engine, "a")
    assert isinstance(found, menus.Stall)
    return found


def test_a_menu_stands_as_it_was_brought(city: SmallCity) -> None:
    """Whatever ids its dishes get; what is entered later comes last, also what came before ended."""
    before = shown(city)
    rows = tuple(
        BroughtRow(name=named(name), price=fen(1000), category=named(part))
        for name, part in [("zuppa", "Soups"), ("apple", "Sweets"), ("miso", "Soups")]
    )
    done(entering_menus.enter_menu(city.by(OWNER), city.key(), "a", rows))
    assert shown(city) == [*before, "zuppa", "apple", "miso"]
    last = enter(city, DishSaid(name=named("aaa"), price=fen(500), packing=fen(0)))
    done(dishes.end_dish(city.by(OWNER), city.key(), "a", last))
    enter(city)
    assert shown(city) == [*before, "zuppa", "apple", "miso", "noodles"]
    again = (*rows[1:], BroughtRow(name=named("broth"), price=fen(900)), rows[0])
    done(entering_menus.enter_menu(city.by(OWNER), city.key(), "a", again))
    assert shown(city)[-2:] == ["noodles", "broth"]


def test_its_first_dishes_are_those_of_the_list(city: SmallCity) -> None:
    """A card shows what stands first."""
    made = enter(city)
    done(arranging.arrange_menu(city.by(OWNER), city.key(), "a", (made,)))
    with city.store.read() as work:
        assert [one.id for one in work.items.first_of(["a"], 1)] == [made]


def test_a_dish_is_moved_once(city: SmallCity) -> None:
    """The same tap sent twice moves it once; a move that changes nothing is not told."""
    made = enter(city)
    before, key = shown(city), city.key()
    for _ in range(2):
        done(arranging.move_dish(city.by(OWNER), key, "a", made, MenuMove.UP))
    after = [*before[:-2], before[-1], before[-2]]
    assert shown(city) == after
    done(arranging.move_dish(city.by(OWNER), city.key(), "a", made, MenuMove.FIRST))
    done(arranging.move_dish(city.by(OWNER), city.key(), "a", made, MenuMove.FIRST))
    assert shown(city)[0] == "noodles"
    told = [kind for kind in kinds(city) if kind == "menu.arranged"]
    assert len(told) == (2 if len(before) > 2 else 1)


def test_stock_stays_with_its_dish(city: SmallCity) -> None:
    """What an order took meanwhile is not given back by a move."""
    with city.store.begin() as work:
        work.items.put(replace(work.items.must("a1"), left=5))
    enter(city)
    done(arranging.move_dish(city.by(OWNER), city.key(), "a", "a1", MenuMove.DOWN))
    with city.store.read() as work:
        assert work.items.must("a1").left == 5


def test_only_its_owner_arranges_a_menu(city: SmallCity) -> None:
    """And only what it sells."""
    owner, made = city.by(OWNER), enter(city)
    move, arrange = arranging.move_dish, arranging.arrange_menu
    cook, hidden = city.by(COOK), Unknown("merchant", "a")
    assert refused(move(cook, city.key(), "a", made, MenuMove.UP)) == hidden
    assert refused(arrange(cook, city.key(), "a", (made,))) == hidden
    assert refused(move(owner, city.key(), "a", "b1", MenuMove.UP)) == NotYours("item", "b1")
    assert refused(move(owner, city.key(), "a", "no", MenuMove.UP)) == Unknown("item", "no")
    assert refused(arrange(owner, city.key(), "a", ("b1",))) == Invalid("items", "choice")
    assert refused(move(owner, city.key(), "b", "b1", MenuMove.UP)) == Unknown("merchant", "b")
    done(dishes.end_dish(owner, city.key(), "a", made))
    assert refused(move(owner, city.key(), "a", made, MenuMove.UP)) == DishEnded(made)
