"""A stall's menu is entered and changed on its pages; what was typed is kept."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.web.programmes.rooms import client_as, send
from tests.web.programmes.test_entry_pages import fields_of
from yeshi.market.catalogue import Allergen, Item
from yeshi.market.options import OptionKind

MENU = "/kitchen/a/dishes"
NEW = {
    "name_zh": "牛肉面", "name_en": "Beef noodles", "price": "12", "packing": "", "spice": "2",
    "category_zh": "面食", "groups-0-name_zh": "份量", "groups-0-kind": "size",
    "groups-0-choices": "小份\n大份 / Large +3", "groups-0-least": "1", "groups-0-most": "1",
    "groups-1-name_en": "Extras", "groups-1-kind": "extra",
    "groups-1-choices": "Egg +2.50\nLess noodles -1", "groups-1-least": "0", "groups-1-most": "2",
    "allergen-gluten": "true", "day-4": "true", "day-5": "true", "from": "18:00",
    "until": "23:30",
}  # fmt: skip


def kept(city: SmallCity, name: str) -> Item:
    """The dish of that English name at stall a."""
    with city.store.begin() as work:
        return next(one for one in work.items.of_merchant("a") if one.name.en == name)


def mended(page: str) -> set[str]:
    """The fields beside which something stands."""
    return set(re.findall(r'id="mend-([^"]+)"', page))


def owner_of(city: SmallCity) -> TestClient:
    """The owner's browser, in English."""
    return client_as(city, OWNER)


def test_a_dish_is_entered_with_its_choices() -> None:
    """A row more loses nothing; what is wrong stands beside its field."""
    city = SmallCity().settle_in()
    client = owner_of(city)
    assert f"{MENU}/new" in client.get(MENU).text
    wrong = NEW | {"price": "free", "groups-0-choices": "Large +x", "groups-1-most": "3"}
    page = send(client, city, f"{MENU}/new", **wrong)
    assert mended(page) == {"price", "groups-0-choices", "groups-1-most"}
    assert {**wrong, **fields_of(page)} == fields_of(page)
    page = send(client, city, f"{MENU}/new", more="groups", **NEW)
    assert 'name="groups-2-choices"' in page
    page = send(client, city, f"{MENU}/new", **NEW)
    assert "Beef noodles" in page
    item = kept(city, "Beef noodles")
    size, extras = item.groups
    assert (size.kind, size.is_one_of, extras.least, extras.most) == (OptionKind.SIZE, True, 0, 2)
    assert [(one.name.zh, one.more.fen) for one in (*size.choices, *extras.choices)] == [
        ("小份", 0), ("大份", 300), ("Egg", 250), ("Less noodles", -100),
    ]  # fmt: skip
    assert item.offered.allergens == (Allergen.GLUTEN,)
    assert item.served is not None
    assert item.served.days == (4, 5)


def test_what_is_said_anew_keeps_the_ids_of_choices() -> None:
    """So that what is in a basket stays there."""
    city = SmallCity().settle_in()
    client = owner_of(city)
    send(client, city, f"{MENU}/new", **NEW)
    before = kept(city, "Beef noodles")
    to = f"{MENU}/{before.id}"
    said = fields_of(client.get(to).text)
    send(client, city, to, **said)
    assert kept(city, "Beef noodles") == before
    dearer = said | {"groups-0-choices": "大份 / Large +4\n小份", "price": "13"}
    send(client, city, to, **dearer)
    after = kept(city, "Beef noodles")
    assert after.price.fen == 1300
    assert [one.id for one in after.groups[0].choices] == [
        one.id for one in reversed(before.groups[0].choices)
    ]


def test_a_set_and_a_shared_stock() -> None:
    """The stock is counted on the menu, and named at a choice; a set is chosen of what there is."""
    city = SmallCity().settle_in()
    client = owner_of(city)
    with_stock = NEW | {"groups-1-choices": "Tofu +2 @tofu", "groups-1-most": "1"}
    page = send(client, city, f"{MENU}/new", **with_stock)
    assert mended(page) == {"groups-1-choices"}
    send(client, city, "/kitchen/a/stocks", name_en="tofu", left="4")
    send(client, city, f"{MENU}/new", **with_stock)
    (choice,) = kept(city, "Beef noodles").groups[1].choices
    with city.store.begin() as work:
        stock = work.stocks.must(choice.stock or "")
    assert (stock.name.en, stock.left) == ("tofu", 4)
    supper = {"name_en": "Supper", "price": "20", "spice": "0", "parts-0-item": "a1",
              "parts-1-item": "a2", "stock": "", **{f"day-{n}": "true" for n in range(7)}}  # fmt: skip
    send(client, city, f"{MENU}/new", **supper)
    assert kept(city, "Supper").parts == ("a1", "a2")
    assert "set of 2 dishes" in client.get(MENU).text


def test_off_for_tonight_and_for_good() -> None:
    """A cook sees the menu and takes off for tonight; the form is the owner's."""
    city = SmallCity().settle_in()
    cook = client_as(city, COOK)
    assert f"{MENU}/new" not in cook.get(MENU).text
    assert cook.get(f"{MENU}/a1").status_code == 404
    assert "off until" in send(cook, city, f"{MENU}/a1/off", off="true")
    assert "off until" not in send(cook, city, f"{MENU}/a1/off", off="false")
    client = owner_of(city)
    assert "a1" not in re.findall(r'id="dish-(\w+)"', send(client, city, f"{MENU}/a1/end"))
    assert client.get(f"{MENU}/a1").status_code == 404


def test_how_many_choices_is_known_where_nobody_says_it() -> None:
    """One of a size or a way, of extras any; what is said in one language alone is told there."""
    city = SmallCity().settle_in()
    client = owner_of(city)
    unsaid = {f"groups-{row}-{which}": "" for row in (0, 1) for which in ("least", "most")}
    page = send(client, city, f"{MENU}/new", **{**NEW, **unsaid})
    assert mended(page) == set()
    size, extras = kept(city, "Beef noodles").groups
    assert (size.least, size.most, extras.least, extras.most) == (1, 1, 0, 2)
    wrong = {**NEW, "name_zh": "面" * 61, "name_en": ""}
    page = send(client, city, f"{MENU}/new", **wrong)
    assert mended(page) == {"name_zh"}
    assert "Price (¥)" in page
