"""Dishes over JSON: entered with all that is said of them, said anew, off for tonight, ended."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.web.programmes.rooms import client_as
from yeshi.market.catalogue import Allergen, Diet, Item
from yeshi.market.options import OptionKind

PATH = "/api/merchants/a/items"
BODY: dict[str, Any] = {
    "name": {"zh": "麻辣烫", "en": "Malatang"}, "price_fen": 1800, "packing_fen": 100,
    "category": {"zh": "主食", "en": "Mains"},
    "description": {"zh": "现煮", "en": "Boiled as you wait"}, "spice": 2,
    "allergens": ["soy", "gluten"], "diets": ["halal"],
    "groups": [
        {"name": {"zh": "规格", "en": "Size"}, "kind": "size", "choices": [
            {"name": {"zh": "小份", "en": "Small"}},
            {"name": {"zh": "大份", "en": "Large"}, "more_fen": 500},
        ]},
        {"name": {"zh": "加料", "en": "Extras"}, "kind": "extra", "least": 0, "choices": [
            {"id": "tofu-more", "name": {"zh": "豆腐", "en": "Tofu"}, "more_fen": 200},
        ]},
    ],
    "served": {"days": [4, 5, 4], "hours": {"opens": "18:00", "closes": "02:00"}},
}  # fmt: skip


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


def post(client: TestClient, city: SmallCity, path: str, body: Any = None) -> Any:
    """The answer to a body under a new key."""
    return client.post(path, json=body, headers={"Idempotency-Key": city.key()})


def kept(city: SmallCity, id_: str) -> Item:
    """The dish as it is kept."""
    with city.store.read() as work:
        return work.items.must(id_)


def test_a_dish_is_entered_with_all_that_is_said_of_it(city: SmallCity) -> None:
    """Choices without an id have one of their names."""
    dish = kept(city, post(client_as(city, OWNER), city, PATH, BODY).json()["item"])
    assert (dish.name.en, dish.price.fen, dish.packing.fen) == ("Malatang", 1800, 100)
    assert dish.category
    assert dish.category.zh == "主食"
    assert (dish.offered.spice, dish.offered.allergens, dish.offered.diets) == (
        2, (Allergen.GLUTEN, Allergen.SOY), (Diet.HALAL,),
    )  # fmt: skip
    sizes, extras = dish.groups
    assert (sizes.kind, extras.kind) == (OptionKind.SIZE, OptionKind.EXTRA)
    assert [(one.id, one.more.fen) for one in sizes.choices] == [("small", 0), ("large", 500)]
    assert [one.id for one in extras.choices] == ["tofu-more"]
    assert (sizes.is_one_of, extras.least) == (True, 0)
    assert dish.served
    assert dish.served.days == (4, 5)
    assert dish.served.hours
    assert dish.served.hours.closes.hour == 2


def test_a_dish_is_said_anew_taken_off_and_ended(city: SmallCity) -> None:
    """By its owner; who cooks there takes it off for tonight."""
    owner, cook = client_as(city, OWNER), client_as(city, COOK)
    id_ = post(owner, city, PATH, BODY).json()["item"]
    said = {"name": BODY["name"], "price_fen": 2000}
    assert post(cook, city, f"{PATH}/{id_}", said).status_code == 404
    assert post(owner, city, f"{PATH}/{id_}", said).status_code == 200
    assert (kept(city, id_).price.fen, kept(city, id_).groups) == (2000, ())
    assert post(cook, city, f"{PATH}/{id_}/off", {"off": True}).status_code == 200
    assert kept(city, id_).off_until
    assert post(cook, city, f"{PATH}/{id_}/off", {"off": False}).status_code == 200
    assert kept(city, id_).off_until is None
    assert post(cook, city, f"{PATH}/{id_}/end").status_code == 404
    assert post(owner, city, f"{PATH}/{id_}/end").status_code == 200
    assert kept(city, id_).ended_at


def test_what_dishes_share_is_counted(city: SmallCity) -> None:
    """Under its name, and then by its id; a dish and a choice are made of it."""
    owner, cook = client_as(city, OWNER), client_as(city, COOK)
    path, tofu = "/api/merchants/a/stocks", {"name": {"zh": "豆腐", "en": "Tofu"}, "left": 4}
    id_ = post(cook, city, path, tofu).json()["stock"]
    assert post(cook, city, path, tofu | {"left": 3, "stock": id_}).json()["stock"] == id_
    (one,) = cook.get(path).json()
    assert (one["id"], one["left"]) == (id_, 3)
    made = post(owner, city, PATH, BODY | {"stock": id_}).json()["item"]
    assert kept(city, made).stock == id_


@pytest.mark.parametrize(
    "wrong",
    [
        {"price_fen": 0}, {"name": {"zh": "粉"}}, {"spice": 4}, {"allergens": ["love"]},
        {"stock": "none"}, {"parts": ["none"]}, {"served": {"days": []}},
        {"served": {"days": [7]}}, {"served": {"hours": {"opens": "18:00"}}}, {"groups": [BODY["groups"][0] | {"choices": []}]},
        {"groups": [BODY["groups"][0] | {"least": 3}]},
        {"groups": [BODY["groups"][1], BODY["groups"][1]]},
        {"groups": [{**BODY["groups"][0], "choices": [
            {"name": {"zh": "白送", "en": "Free"}, "more_fen": -1800}]}]},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(city: SmallCity, wrong: dict[str, Any]) -> None:
    """With the field, before it is a command or by it; nothing is sold."""
    client = client_as(city, OWNER)
    assert 400 <= post(client, city, PATH, BODY | wrong).status_code < 500
    with city.store.read() as work:
        assert "Malatang" not in {one.name.en for one in work.items.of_merchant("a")}
