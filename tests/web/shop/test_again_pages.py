"""An earlier order fills the basket again; what has changed is said before it does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.test_api import client_of, post
from yeshi.base.limits import LINES_MAX
from yeshi.flow.stalls import dishes


@pytest.fixture
def city() -> SmallCity:
    """The small city."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> TestClient:
    """A customer's browser, in English."""
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    client.follow_redirects = False
    return client


@pytest.fixture
def order(city: SmallCity, client: TestClient) -> str:
    """An order of theirs, of two stalls, that was called off."""
    customer = client.post("/api/customers").json()["customer"]
    city.fill(customer)
    placed = city.place({"a1": 2, "b1": 1}, customer)
    city.call_off(placed, customer)
    return placed


def basket(client: TestClient) -> dict[str, int]:
    """What is in the basket, as its page shows it."""
    page = client.get("/basket").text
    found = re.findall(r'id="line-([^"]*)".*?<b aria-live="polite">(\d+)</b>', page, re.DOTALL)
    return {written: int(count) for written, count in found}


def marks(page: str) -> dict[str, str]:
    """What each of the page's forms would do, with the mark of what it tells."""
    pattern = r'name="into" value="(\w+)">\s*<input[^>]*name="seen" value="(\w*)"'
    return dict(re.findall(pattern, page))


def test_one_tap_fills_an_empty_basket_as_it_was(client: TestClient, order: str) -> None:
    """Where nothing has changed there is nothing to ask."""
    assert f'action="/orders/{order}/again"' in client.get(f"/orders/{order}").text
    answer = client.post(f"/orders/{order}/again")
    assert (answer.status_code, answer.headers["location"]) == (303, "/basket")
    assert "It is in your basket." in client.get("/basket").text
    assert basket(client) == {"a1": 2, "b1": 1}


def test_what_is_gone_is_said_before_the_basket_is_filled(
    city: SmallCity, client: TestClient, order: str
) -> None:
    """With the new price beside the old one; then the rest comes into it."""
    done(dishes.take_off(city.engine, city.key(), "b", "b1", True))
    with city.store.begin() as work:
        item = work.items.must_lock("a1")
        work.items.put(replace(item, price=item.price + city.money(250), left=1))
    told = client.post(f"/orders/{order}/again")
    assert told.headers["location"] == f"/orders/{order}/again"
    assert basket(client) == {}
    page = client.get(f"/orders/{order}/again").text
    for said in ("b1 is not on the menu at this hour.", "Only 1 of 2 are left.", "each, was"):
        assert said in page
    assert list(marks(page)) == ["replace"]
    put = {"into": "replace", "seen": marks(page)["replace"]}
    assert client.post(f"/orders/{order}/again", data=put).headers["location"] == "/basket"
    assert basket(client) == {"a1": 1}


def test_a_basket_with_something_in_it_is_asked_about(client: TestClient, order: str) -> None:
    """It is added to what is there, or stands instead of it."""
    client.post("/basket", data={"item": "a2", "quantity": "1"})
    told = client.post(f"/orders/{order}/again")
    assert told.headers["location"] == f"/orders/{order}/again"
    seen = marks(client.get(told.headers["location"]).text)
    assert set(seen) == {"add", "replace"}
    client.post(f"/orders/{order}/again", data={"into": "add", "seen": seen["add"]})
    assert basket(client) == {"a2": 1, "a1": 2, "b1": 1}
    seen = marks(client.get(told.headers["location"]).text)
    client.post(f"/orders/{order}/again", data={"into": "replace", "seen": seen["replace"]})
    assert basket(client) == {"a1": 2, "b1": 1}


def test_what_changed_while_they_looked_is_told_once_more(
    city: SmallCity, client: TestClient, order: str
) -> None:
    """Nothing comes into the basket that the page did not say."""
    seen = marks(client.get(f"/orders/{order}/again").text)["replace"]
    done(dishes.take_off(city.engine, city.key(), "b", "b1", True))
    answer = client.post(f"/orders/{order}/again", data={"into": "replace", "seen": seen})
    assert answer.status_code == 409
    assert "Something changed while you were looking" in answer.text
    assert basket(client) == {}


def test_beside_a_basket_of_another_market_it_can_only_stand_instead(
    client: TestClient, order: str
) -> None:
    """The page says why."""
    client.post("/basket", data={"item": "r1", "quantity": "1"})
    page = client.get(f"/orders/{order}/again").text
    assert "a is in another market" in page
    assert list(marks(page)) == ["replace"]


def test_when_all_is_closed_there_is_nothing_to_tap(
    city: SmallCity, client: TestClient, order: str
) -> None:
    """And it says when the stall opens."""
    city.wait(12 * 60)
    page = client.get(f"/orders/{order}/again", headers={"accept-language": "zh"}).text
    assert "现在都点不到" in page
    assert "a已打烊" in page
    assert marks(page) == {}
    assert client.post(f"/orders/{order}/again").headers["location"] == f"/orders/{order}/again"


def test_a_basket_holds_no_more_lines_than_an_order(client: TestClient, order: str) -> None:
    """What does not fit beside what is in it is said, and stays out."""
    for number in range(LINES_MAX - 1):
        client.post("/basket", data={"item": f"x{number}", "quantity": "1"})
    page = client.get(f"/orders/{order}/again").text
    assert f"at most {LINES_MAX} different dishes" in page
    client.post(f"/orders/{order}/again", data={"into": "add", "seen": marks(page)["add"]})
    assert basket(client) == {"a1": 2}


def test_anothers_order_is_none(client: TestClient, order: str) -> None:
    """On its page and over JSON, and no button leads there."""
    client.cookies.clear()
    client.post("/api/customers")
    assert client.get(f"/orders/{order}/again").status_code == 404
    assert client.post(f"/orders/{order}/again").status_code == 404
    assert client.get(f"/api/orders/{order}/again").status_code == 404
    assert "/again" not in client.get(f"/orders/{order}").text


def test_while_it_is_on_its_way_it_is_not_asked_for_again(
    city: SmallCity, client: TestClient, order: str
) -> None:
    """The button comes when the order is over."""
    customer = city.order(order).customer
    city.fill(customer)
    placed = city.place({"a1": 1}, customer)
    assert "/again" not in client.get(f"/orders/{placed}").text
    assert post(client, f"/orders/{placed}/call-off", None, "off").status_code == 200
