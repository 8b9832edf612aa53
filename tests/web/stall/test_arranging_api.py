"""The menu's order over JSON."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER, enter
from tests.web.programmes.rooms import client_as
from tests.web.stall.test_dishes_api import post

PATH = "/api/merchants/a/arrangement"


def test_the_menu_is_arranged() -> None:
    """By its owner alone, of its own dishes; the menu comes in that order then."""
    city = SmallCity().settle_in()
    made, client = enter(city), client_as(city, OWNER)
    assert post(client, city, PATH, {"items": [made, "a1"]}).status_code == 200
    menu = client.get("/api/merchants/a").json()["menu"]
    assert [one["id"] for one in menu][:2] == [made, "a1"]
    assert post(client, city, PATH, {"items": ["b1"]}).status_code == 409
    assert post(client_as(city, COOK), city, PATH, {"items": [made]}).status_code == 404
