"""How much a stall makes is said on its board and over JSON, and who answers its orders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_dishes import COOK, OWNER
from tests.web.programmes.rooms import client_as, send
from yeshi.base.money import Money
from yeshi.market.merchant import Merchant
from yeshi.market.room import Room


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def owner(city: SmallCity) -> TestClient:
    """Who has stall a."""
    return client_as(city, OWNER)


def stall(city: SmallCity) -> Merchant:
    """Stall "a" as it is kept."""
    with city.store.read() as work:
        return work.merchants.must("a")


def test_a_cook_says_how_much_is_made(city: SmallCity) -> None:
    """In dishes, in money, or in neither; the board tells it."""
    cook = client_as(city, COOK)
    board = send(cook, city, "/kitchen/a/room", dishes_most="12", sold_most="300")
    assert "12 dishes a quarter of an hour" in board
    assert "¥300.00 a quarter of an hour" in board
    assert stall(city).room == Room(12, Money(30_000, "CNY"))
    send(cook, city, "/kitchen/a/room", dishes_most="", sold_most="")
    assert stall(city).room is None


@pytest.mark.parametrize(
    ("field", "typed", "status"),
    [
        ("dishes_most", "0", 409),
        ("dishes_most", "many", 409),
        ("sold_most", "-1", 422),
        ("sold_most", "x", 422),
    ],
)
def test_what_is_no_room_is_told_and_nothing_changes(
    city: SmallCity, owner: TestClient, field: str, typed: str, status: int
) -> None:
    """With what is wrong."""
    refused = owner.post("/kitchen/a/room", data={field: typed, "key": "k"})
    assert refused.status_code == status
    assert stall(city).room is None


def test_the_till_says_that_orders_are_taken_on(city: SmallCity, owner: TestClient) -> None:
    """And that they are answered again; a cook may not."""
    board = send(owner, city, "/kitchen/a/answers", on="true")
    assert "orders are taken on at once" in board
    assert "Answer orders myself again" in board
    told = {"Idempotency-Key": "k"}
    assert owner.post("/api/merchants/a/answers", json={"on": False}, headers=told).json() == {
        "merchant": "a"
    }
    assert not stall(city).answers_itself
    cook = client_as(city, COOK)
    assert cook.post("/kitchen/a/answers", data={"on": "true", "key": "c"}).status_code == 404


def test_programs_say_how_much_is_made(city: SmallCity, owner: TestClient) -> None:
    """Null is no bound, and no room is refused."""
    told = {"Idempotency-Key": "k"}
    said = {"dishes_most": 5, "sold_most_fen": None}
    assert owner.post("/api/merchants/a/room", json=said, headers=told).status_code == 200
    assert stall(city) == replace(stall(city), room=Room(5))
    wrong = owner.post(
        "/api/merchants/a/room", json={"dishes_most": 0}, headers={"Idempotency-Key": "w"}
    )
    assert wrong.status_code == 422
