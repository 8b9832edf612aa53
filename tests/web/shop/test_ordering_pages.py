"""Collecting on the pages: asked for in the basket, called out at the counter, shown to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK
from tests.web.programmes.rooms import client_as, send
from tests.web.shop.ordering import pay, reckon
from tests.web.test_api import client_of, post


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def customer(city: SmallCity) -> Iterator[TestClient]:
    """Somebody with money, who is nobody else."""
    with client_of(city, signed_in=False) as client:
        client.headers["accept-language"] = "en"
        client.post("/api/customers")
        post(client, "/wallet", {"fen": 50_000}, "w")
        yield client


@pytest.fixture
def cook(city: SmallCity) -> TestClient:
    """The cook of stall a."""
    return client_as(city, COOK)


def ordered(customer: TestClient, **more: object) -> str:
    """The order of a dish, to be collected."""
    quote = post(customer, "/quotes", {"items": {"a1": 1}, "by": "pick_up"}, "q").json()["quote"]
    order: str = post(customer, "/orders", {"quote": quote, **more}, "o").json()["order"]
    return order


def test_the_basket_asks_which_way(city: SmallCity, customer: TestClient) -> None:
    """To the door unless one says else; the price at the counter has no delivery in it."""
    customer.post("/basket", data={"item": "a1", "quantity": "1"})
    basket = customer.get("/basket").text
    assert '<input type="radio" name="by" value="delivery" checked>' in basket
    assert '<input type="radio" name="by" value="pick_up">' in basket
    page = reckon(customer, basket, by="pick_up", phone="138 0013 8000")
    assert page.status_code == 200
    assert "Ready in about" in page.text
    assert "Delivery" not in page.text


def test_a_number_that_is_none_is_said_beside_its_field(
    city: SmallCity, customer: TestClient
) -> None:
    """And the basket is still there."""
    customer.post("/basket", data={"item": "a1", "quantity": "1"})
    page = pay(customer, by="pick_up", phone="12")
    assert page.status_code == 409
    assert 'value="12"' in page.text
    assert 'aria-invalid="true"' in page.text


def test_it_is_called_out_and_handed_over(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """The number and the code stand on both pages; one tap hands it over."""
    order = ordered(customer)
    collected = city.order(order).pick_up
    assert collected is not None
    city.cook(order)
    page, board = customer.get(f"/orders/{order}").text, cook.get("/kitchen/a/part").text
    for text in (page, board):
        assert str(collected.number) in text
        assert collected.code in text
    assert "ready to collect" in page
    assert "Hand it over" in board
    after = send(cook, city, f"/kitchen/a/{order}/hand-over")
    assert "Hand it over" not in after
    page = customer.get(f"/orders/{order}").text
    assert re.search(r"Collected at \d\d:\d\d", page)
    assert "waits for a courier" not in page


def test_who_has_only_the_link_gets_no_code(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """Neither on the page nor in its map; and the interface does not know the order."""
    order = ordered(customer)
    code = city.order(order).pick_up.code  # type: ignore[union-attr]
    with client_of(city, signed_in=False) as stranger:
        for path in (f"/orders/{order}", f"/orders/{order}/part", f"/orders/{order}/map"):
            shown = stranger.get(path)
            assert shown.status_code == 200
            assert code not in shown.text.replace(order, "")
        assert stranger.get(f"/api/orders/{order}").status_code in (403, 404)


def test_cash_is_asked_for_at_the_counter(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """The customer reads what each stall takes, and the stall what it is to take."""
    order = ordered(customer, way="cash", phone="138 0013 8000")
    city.cook(order)
    due = f"¥{city.order(order).tickets[0].sold.plain()}"
    assert f"pay {due}" in customer.get(f"/orders/{order}").text
    assert f"take {due} in cash" in cook.get("/kitchen/a/part").text
    send(cook, city, f"/kitchen/a/{order}/hand-over")
    assert f"Paid in cash on collecting: {due}." in customer.get(f"/orders/{order}").text
    assert city.balance("platform:due") == 0


def test_another_stalls_cook_hands_nothing_over(city: SmallCity, customer: TestClient) -> None:
    """The stall is not there for them."""
    order = ordered(customer)
    city.cook(order)
    client = client_as(city, COOK)
    answer = client.post(f"/kitchen/b/{order}/hand-over", data={"key": "k"})
    assert answer.status_code == 404


def test_a_door_needs_its_place(city: SmallCity, customer: TestClient) -> None:
    """What is brought without one is refused in a sentence that names what lacks."""
    wish = {"items": {"a1": 1}, "address": "Door"}
    answer = post(customer, "/quotes", wish, "q")
    assert answer.status_code == 409
    assert "choose it on the map" in answer.text


def test_the_code_for_the_door_stands_on_its_customers_page_alone() -> None:
    """With the way to let somebody follow the order, who reads neither."""
    city = SmallCity().settle_in()
    mine, other = client_of(city, signed_in=False), client_of(city, signed_in=False)
    customer = mine.post("/api/customers").json()["customer"]
    city.fill(customer)
    order = city.place({"a1": 1}, customer)
    code = city.order(order).door_code
    assert code
    page = mine.get(f"/orders/{order}").text
    assert f"Code {code.code}" in page
    assert "data-share" in page
    shared = other.get(f"/orders/{order}").text
    assert "door-code" not in shared
    assert "data-share" not in shared
