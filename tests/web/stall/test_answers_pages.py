"""A kitchen answers from its board, and the customer reads it on the order's page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK
from tests.web.programmes.rooms import client_as, send
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


def ordered(customer: TestClient, **items: int) -> str:
    """The order that they placed of it."""
    wish = {"items": items, "x": 100, "y": 80, "address": "Door"}
    quote = post(customer, "/quotes", wish, "q").json()["quote"]
    order: str = post(customer, "/orders", {"quote": quote}, "o").json()["order"]
    return order


def test_another_dish_is_asked_for_and_agreed_to(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """On the board, then on the order's page; the bill says what was not made."""
    order = ordered(customer, a1=2, a2=1)
    asked = {"line": "a2", "quantity": "1", "instead": "a1", "off": "true"}
    board = send(cook, city, f"/kitchen/a/{order}/offer", **asked)
    assert "Waiting for the customer" in board
    assert "a2" not in re.findall(r'<option value="(\w+)">a2 instead', board)
    page = customer.get(f"/orders/{order}").text
    assert "cannot make something" in page
    assert "¥13.50 back" in page
    page = send(customer, city, f"/orders/{order}/offers/a", agrees="true")
    assert "1 × a2: not made" in page
    assert "Paid back, or not to be paid" in page
    assert "Waiting for the customer" not in cook.get("/kitchen/a/part").text
    twice = customer.post(f"/orders/{order}/offers/a", data={"agrees": "true", "key": "again"})
    assert twice.status_code == 409
    assert "offers no other way" in twice.text


def test_an_even_exchange_says_nothing_of_money_back(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """Where both cost the same, or the other is dearer: nobody pays more than was ordered."""
    order = ordered(customer, a1=1)
    send(cook, city, f"/kitchen/a/{order}/offer", line="a1", quantity="1", instead="a2")
    page = customer.get(f"/orders/{order}").text
    assert "at the same price" in page
    assert "¥0.00" not in page
    page = send(customer, city, f"/orders/{order}/offers/a", agrees="true")
    assert "1 × a1: not made" in page
    assert "¥0.00 back" not in page


def test_what_is_declined_is_told_on_the_board(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """By JSON too; somebody else's order is none."""
    order = ordered(customer, a1=2)
    said = {"line": "a1", "quantity": 1}
    told = {"Idempotency-Key": "k"}
    offered = cook.post(f"/api/merchants/a/orders/{order}/offer", json=said, headers=told)
    assert offered.status_code == 200
    with client_of(city, signed_in=False) as other:
        other.post("/api/customers")
        path = f"/orders/{order}/offers/a"
        assert post(other, path, {"agrees": True}).status_code == 404
    assert post(customer, f"/orders/{order}/offers/a", {"agrees": False}).status_code == 200
    assert "wants it as ordered" in cook.get("/kitchen/a/part").text
    assert "as you ordered it" in customer.get(f"/orders/{order}").text


def test_a_part_is_taken_on_and_is_later(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """In the minutes that its dishes take; the customer reads why it takes longer."""
    order = ordered(customer, a1=1)
    assert '<option value="10" selected>' in cook.get("/kitchen/a").text
    send(cook, city, f"/kitchen/a/{order}/accept", minutes="10")
    board = send(cook, city, f"/kitchen/a/{order}/later", minutes="5", why="fetching")
    assert "an ingredient is being fetched" in board
    page = customer.get(f"/orders/{order}").text
    assert "needs longer" in page
    assert "an ingredient is being fetched" in page
    wrong = {"key": "w", "minutes": "500", "why": "fetching"}
    assert cook.post(f"/kitchen/a/{order}/later", data=wrong).status_code == 422
    said, told = {"minutes": 5, "why": "the wok"}, {"Idempotency-Key": "j"}
    path = f"/api/merchants/a/orders/{order}/later"
    assert cook.post(path, json=said, headers=told).status_code == 200
    assert "the wok" in customer.get(f"/orders/{order}").text


def test_one_tap_says_that_a_dish_is_sold_out(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """It is off the menu with it, and the customer is told."""
    order = ordered(customer, a1=1)
    assert "a1 is sold out" in cook.get("/kitchen/a").text
    send(cook, city, f"/kitchen/a/{order}/reject", why="sold_out", sold_out="a1")
    assert "not on the menu" in customer.get("/stalls/a").text
    assert "sold out" in customer.get(f"/orders/{order}").text


def test_what_waits_for_a_courier_is_told_dish_by_dish(
    city: SmallCity, customer: TestClient, cook: TestClient
) -> None:
    """Two dishes ran into one another."""
    order = ordered(customer, a1=2, a2=1)
    send(cook, city, f"/kitchen/a/{order}/accept", minutes="10")
    board = " ".join(send(cook, city, f"/kitchen/a/{order}/ready").split())
    assert "2 × a1 + 1 × a2 <" in board


def test_a_stall_that_lacks_facts_is_not_said_to_take_orders(
    city: SmallCity, cook: TestClient
) -> None:
    """Its board told so in green, above the notice that no orders come in."""
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), lacks_facts=True))
    board = cook.get("/kitchen/a/part").text
    assert "Takes no orders" in board
    assert "Takes orders" not in board
