"""A customer says where they are, on pages: with a map, from a list, or in degrees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.shop.ordering import form_of, pay
from tests.web.test_api import client_of
from yeshi.geo.travel import StraightLine
from yeshi.web.frame.page_forms import forms_on

HOME = {
    "key": "1", "name": "home", "address": "3 Lane", "phone": "138 0013 8000", "door_note": "ring",
    "x": "0.003", "y": "10", "near": "", "back": "/basket",
}  # fmt: skip


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A visitor's browser at the small city, whose stalls stand at ten degrees north."""
    city = SmallCity().settle_in()
    city.engine.travel = StraightLine()
    with client_of(city, signed_in=False) as client:
        client.post("/api/customers")
        client.follow_redirects = False
        yield client


def address_of(client: TestClient) -> str:
    """The id of the address that was used last."""
    return str(client.get("/api/addresses").json()[0]["id"])


def test_an_address_is_kept_and_leads_back_to_the_basket(client: TestClient) -> None:
    """It is shown there, and a price is asked for it without a door of the demo."""
    client.post("/basket", data={"item": "a1", "quantity": "1"})
    kept = client.post("/addresses", data=HOME)
    assert (kept.status_code, kept.headers["location"]) == (303, "/basket")
    basket = client.get("/basket").text
    assert "home" in basket
    assert "3 Lane" in basket
    assert form_of(basket)["to"] == address_of(client)
    order = client.get(pay(client, basket).headers["location"]).text
    assert "To 3 Lane" in order


@pytest.mark.parametrize(
    ("other", "status", "said"),
    [
        ({"x": "", "y": ""}, 409, "Choose it on the map"),
        ({"x": "nan", "y": "0"}, 409, "Choose it on the map"),
        ({"x": "200", "y": "0"}, 409, "degrees east from -180"),
        ({"x": "90", "y": "80"}, 409, "couriers ride 30 minutes at most"),
        ({"near": "nowhere"}, 409, "none of what there is"),
        ({"phone": "12"}, 409, "no telephone number"),
        ({"name": " "}, 409, "1"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_filled_in(
    client: TestClient, other: dict[str, str], status: int, said: str
) -> None:
    """Nothing has to be typed twice, and nothing is kept."""
    answer = client.post("/addresses", data=HOME | other)
    assert answer.status_code == status
    assert said in answer.text
    assert 'value="3 Lane"' in answer.text
    assert client.get("/api/addresses").json() == []


@pytest.mark.parametrize(
    ("other", "field"),
    [({"address": " "}, "address"), ({"phone": "12"}, "phone"), ({"name": ""}, "name")],
)
def test_an_address_that_cannot_be_is_refused_at_its_field(
    client: TestClient, other: dict[str, str], field: str
) -> None:
    """The field is named by what is wrong, and has the focus."""
    page = forms_on(client.post("/addresses", data=HOME | other).text)
    (at,) = page.focused
    assert (at.field, at.attributes["aria-describedby"]) == (field, "said")
    (form,) = [one for one in page.forms if "/addresses" in one.actions]
    kept = {one.field: one.attributes["value"] for one in form.inputs if one.kind == "text"}
    assert kept["door_note"] == "ring"
    assert form.marked("back") == []


def test_a_place_that_cannot_be_is_told_below_the_map(client: TestClient) -> None:
    """Which has no field: one is led to what is said."""
    page = forms_on(client.post("/addresses", data=HOME | {"x": "", "y": ""}).text)
    assert [one.attributes.get("id") for one in page.focused] == ["said"]


def test_without_a_map_a_market_or_zone_is_a_place(client: TestClient) -> None:
    """It counts before degrees that may still stand in their fields; lines become one."""
    form = client.get("/addresses/new?back=/basket").text
    assert '<option value="m"' in form
    client.post("/addresses", data=HOME | {"near": "m", "address": "3\nLane"})
    to = client.get("/api/addresses").json()[0]["to"]
    assert (to["place"], to["address"]) == ({"x": 0, "y": 0}, "3 Lane")


def test_an_address_is_changed_chosen_and_removed(client: TestClient) -> None:
    """From the page of all of them; the form has what is kept."""
    client.post("/addresses", data=HOME)
    home = address_of(client)
    client.post("/addresses", data=HOME | {"key": "2", "name": "work"})
    assert address_of(client) != home
    client.post(f"/addresses/{home}/choose", data={"key": "3"})
    assert address_of(client) == home
    form = client.get(f"/addresses/{home}").text
    for shown in ('value="home"', 'value="0.003"', 'value="+86 138 0013 8000"'):
        assert shown in form
    client.post(f"/addresses/{home}", data=HOME | {"key": "4", "name": "flat"})
    assert ">flat<" in client.get("/addresses").text
    client.post(f"/addresses/{home}/remove", data={"key": "5"})
    assert [one["name"] for one in client.get("/api/addresses").json()] == ["work"]
    assert client.get(f"/addresses/{home}").status_code == 404


def test_the_map_says_at_once_what_speaks_against_a_place(client: TestClient) -> None:
    """Before anything is kept."""
    near, far = "/addresses/reach?lon=0.003&lat=10", "/addresses/reach?lon=90&lat=80"
    assert client.get(near).json() == {"fault": ""}
    assert "couriers ride 30 minutes at most" in client.get(far).json()["fault"]


def test_the_lists_of_stalls_go_by_the_address(client: TestClient) -> None:
    """Minutes to the door, what is too far, and on a stall's own page what it costs."""
    assert "Set my address" in client.get("/").text
    client.post("/addresses", data=HOME)
    for page in ("/", "/markets/m", "/restaurants"):
        assert "about 22 min to you" in client.get(page).text
    assert "To home: ¥3.00 to bring, about 22 minutes" in client.get("/stalls/a").text
    client.post("/addresses", data=HOME | {"key": "2", "name": "far", "y": "0"})
    assert "too far from you" in client.get("/").text
    assert "No courier rides from here to far" in client.get("/stalls/a").text
