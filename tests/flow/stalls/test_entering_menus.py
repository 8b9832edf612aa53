"""A menu put online at once: twice changes nothing, other prices are taken, nothing is taken off."""

from __future__ import annotations

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.menus import MenuEnteredByOperator
from yeshi.flow.people import entering
from yeshi.flow.ports import Store
from yeshi.flow.stalls.dishes import end_dish
from yeshi.flow.stalls.entering_menus import ROWS_MAX, enter_menu
from yeshi.flow.stalls.menu_notices import MENU_TELLING
from yeshi.market.brought import BroughtRow
from yeshi.market.catalogue import Item
from yeshi.people.contact import By, Contact
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.proven import ProvenContact, contact_id

OWNER = Person("owner", "owner", (Grant(Role.STALLHOLDER, "a"),), None)
OPERATOR = Person("op", "Operator", (Grant(Role.OPERATOR, CITY),), None)
MAIL = Contact(By.MAIL, "owner@example.org")
COOK = Person("cook", "cook", (Grant(Role.COOK, "a"),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def row(name: str, price: int, size: str = "", category: str = "") -> BroughtRow:
    """A row of a menu in one language."""
    said = [Name(text, text) if text else None for text in (size, category)]
    return BroughtRow(
        name=Name(name, name), price=Money(price, "CNY"), size=said[0], category=said[1]
    )


MENU = (
    row("酸辣粉", 1200, category="粉面"), row("牛肉粉", 1800, "小份", "粉面"),
    row("牛肉粉", 2300, "大份", "粉面"),
)  # fmt: skip


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
    """By its owner; sizes are of one dish, in its category; what was sold before is as it was."""
    before, engine = menu(city), city.by(OWNER)
    assert done(enter_menu(engine, "k1", "a", MENU)) == {"new": "2", "changed": "0", "same": "0"}
    after = menu(city)
    new = {name: item for name, item in after.items() if name not in before}
    assert {name: item.price.fen for name, item in new.items()} == {"酸辣粉": 1200, "牛肉粉": 1800}
    assert {item.category for item in new.values()} == {Name("粉面", "粉面")}
    [sizes] = new["牛肉粉"].groups
    assert [(one.name.zh, one.more.fen) for one in sizes.choices] == [("小份", 0), ("大份", 500)]
    assert {name: after[name] for name in before} == before
    assert kinds(city) == ["item.entered", "item.entered"]


def test_twice_changes_nothing_and_what_differs_is_taken(city: SmallCity) -> None:
    """Counted in the answer; a change is one event."""
    engine = city.by(OWNER)
    done(enter_menu(engine, "k1", "a", MENU))
    first = menu(city)
    assert done(enter_menu(engine, "k2", "a", MENU)) == {"new": "0", "changed": "0", "same": "2"}
    assert menu(city) == first
    dearer = (row("酸辣粉", 1300), *MENU[1:])
    assert done(enter_menu(engine, "k3", "a", dearer)) == {"new": "0", "changed": "1", "same": "1"}
    assert menu(city)["酸辣粉"].price.fen == 1300
    assert menu(city)["酸辣粉"].id == first["酸辣粉"].id
    assert kinds(city) == ["item.entered", "item.entered", "item.changed"]


def test_a_dish_that_has_ended_is_new_again(city: SmallCity) -> None:
    """It is not brought back: it is another one."""
    engine = city.by(OWNER)
    done(enter_menu(engine, "k1", "a", MENU[:1]))
    first = menu(city)["酸辣粉"]
    done(end_dish(engine, "k2", "a", first.id))
    assert done(enter_menu(engine, "k3", "a", MENU[:1]))["new"] == "1"


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ((), "rows"), (tuple(row(f"粉{number}", 1) for number in range(ROWS_MAX + 1)), "rows"),
        ((row("粉", 0),), "price"), ((row("粉", PRICE_FEN_MAX + 1),), "price"),
        ((row("", 1),), "name"), ((row("长" * 61, 1),), "name"),
        ((row("粉", 1, category="长" * 61),), "name"),
        ((row("粉", 1, "小"), row("粉", 2, "长" * 61)), "name"),
        ((row("粉", 1), row("粉", 2)), "粉"),
        (tuple(row("粉", 1 + number, f"{number}人份") for number in range(31)), "choices"),
    ],
)  # fmt: skip
def test_a_menu_that_cannot_be_is_refused_whole(
    city: SmallCity, rows: tuple[BroughtRow, ...], field: str
) -> None:
    """And nothing of it is sold."""
    before = menu(city)
    answer = enter_menu(city.by(OWNER), "k", "a", rows)
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


def by_operator(city: SmallCity) -> list[MenuEnteredByOperator]:
    """What operators did there."""
    with city.store.read() as work:
        told = [recorded.event for recorded in work.events.of_subject("a")]
    return [event for event in told if isinstance(event, MenuEnteredByOperator)]


def test_an_operator_puts_a_menu_online_with_a_reason_and_the_stall_is_told(
    city: SmallCity,
) -> None:
    """Without one it is refused; of what changed nothing nobody is told."""
    done(entering.enter_person(city.engine, city.key(), OWNER))
    with city.store.begin() as work:
        work.proven_contacts.add(ProvenContact(contact_id(MAIL), "owner", MAIL, EVENING))
    engine, before = city.by(OPERATOR), menu(city)
    for why in ("", "x" * 201):
        answer = enter_menu(engine, city.key(), "a", MENU, why)
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, Invalid)
        assert answer.reason.field == "why"
    assert menu(city) == before
    done(enter_menu(engine, "k", "a", MENU, "read to me by phone"))
    done(enter_menu(engine, "k2", "a", MENU, "once more"))
    assert by_operator(city) == [MenuEnteredByOperator("a", 2, 0, "read to me by phone")]
    with city.store.read() as work:
        written = [one.kind for one in work.errands.all()]
    assert written.count(MENU_TELLING.name) == 1


def test_an_operator_of_elsewhere_does_not(city: SmallCity) -> None:
    """Nor is its owner's menu told of as an operator's."""
    elsewhere = Person("op2", "Operator", (Grant(Role.OPERATOR, "nowhere"),), None)
    answer = enter_menu(city.by(elsewhere), "k", "a", MENU, "why")
    assert isinstance(answer, Refused)
    done(enter_menu(city.by(OWNER), "k1", "a", MENU))
    assert by_operator(city) == []
