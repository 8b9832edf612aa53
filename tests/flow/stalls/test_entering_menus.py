"""A menu put online at once: twice changes nothing, other prices are taken, nothing is taken off."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.ports import Store
from yeshi.flow.stalls.changing import NewDish
from yeshi.flow.stalls.entering_menus import (
    ROWS_MAX,
    Beside,
    MenuStanding,
    beside_menu,
    enter_menu,
)
from yeshi.market.catalogue import Item
from yeshi.people.person import Grant, Person, Role

OWNER = Person("owner", "owner", (Grant(Role.STALLHOLDER, "a"),), None)
COOK = Person("cook", "cook", (Grant(Role.COOK, "a"),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def dish(name: str, fen: int) -> NewDish:
    """A dish of one name."""
    return NewDish(Name(name, name), Money(fen, "CNY"))


MENU = (dish("酸辣粉", 1200), dish("牛肉粉（大份）", 1800))


def menu(city: SmallCity) -> dict[str, Item]:
    """What stall a sells, by its Chinese names."""
    with city.store.read() as work:
        return {item.name.zh: item for item in work.items.of_merchant("a")}


def kinds(city: SmallCity) -> list[str]:
    """What happened to it that has to do with dishes."""
    with city.store.read() as work:
        told = [recorded.event.kind for recorded in work.events.of_subject("a")]
    return [kind for kind in told if kind.startswith("item.")]


def test_what_is_new_is_sold_and_the_rest_stays(city: SmallCity) -> None:
    """By its owner; what was sold before is there as it was."""
    before, engine = menu(city), city.by(OWNER)
    assert done(enter_menu(engine, "k1", "a", MENU)) == {"new": "2", "changed": "0", "same": "0"}
    after = menu(city)
    assert {name: item.price.fen for name, item in after.items() if name not in before} == {
        "酸辣粉": 1200, "牛肉粉（大份）": 1800,
    }  # fmt: skip
    assert {name: after[name] for name in before} == before
    assert kinds(city) == ["item.entered", "item.entered"]


def test_twice_changes_nothing_and_another_price_is_taken(city: SmallCity) -> None:
    """Counted in the answer; a change is one event."""
    engine = city.by(OWNER)
    done(enter_menu(engine, "k1", "a", MENU))
    first = menu(city)
    assert done(enter_menu(engine, "k2", "a", MENU)) == {"new": "0", "changed": "0", "same": "2"}
    assert menu(city) == first
    dearer = (dish("酸辣粉", 1300), MENU[1])
    assert done(enter_menu(engine, "k3", "a", dearer)) == {"new": "0", "changed": "1", "same": "1"}
    assert menu(city)["酸辣粉"].price.fen == 1300
    assert menu(city)["酸辣粉"].id == first["酸辣粉"].id
    assert kinds(city) == ["item.entered", "item.entered", "item.changed"]


def test_how_a_dish_stands_to_the_menu_is_told_before(city: SmallCity) -> None:
    """Known by either name."""
    done(
        enter_menu(city.by(OWNER), "k1", "a", (NewDish(Name("粉", "Noodles"), Money(500, "CNY")),))
    )
    asked = [dish("Noodles", 500), dish("粉", 600), dish("面", 500)]
    now = Money(500, "CNY")
    assert beside_menu(list(menu(city).values()), asked) == [
        Beside(MenuStanding.SAME, now), Beside(MenuStanding.OTHER_PRICE, now),
        Beside(MenuStanding.NEW),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dishes", "field"),
    [
        ((), "rows"), (tuple(dish(f"粉{number}", 1) for number in range(ROWS_MAX + 1)), "rows"),
        ((dish("粉", 0),), "price"), ((dish("粉", PRICE_FEN_MAX + 1),), "price"),
        ((dish("", 1),), "name"), ((dish("长" * 61, 1),), "name"),
        ((dish("粉", 1), dish("粉", 2)), "粉"),
    ],
)  # fmt: skip
def test_a_menu_that_cannot_be_is_refused_whole(
    city: SmallCity, dishes: tuple[NewDish, ...], field: str
) -> None:
    """And nothing of it is sold."""
    before = menu(city)
    answer = enter_menu(city.by(OWNER), "k", "a", dishes)
    assert isinstance(answer, Refused)
    assert isinstance(answer.reason, Invalid)
    assert answer.reason.field == field
    assert menu(city) == before
    assert kinds(city) == []


def test_only_its_owner_puts_a_menu_online(city: SmallCity) -> None:
    """To others of the stall, and of another one, it is not theirs to see."""
    unknown = Refused(Unknown("merchant", "a"))
    assert enter_menu(city.by(COOK), "k", "a", MENU) == unknown
    assert enter_menu(city.by(OWNER), "k", "b", MENU) == Refused(Unknown("merchant", "b"))
    assert kinds(city) == []
