"""Quotes and orders over JSON with what a customer wishes besides: a voucher, a tip, notes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of, post

DOOR = {"x": 100, "y": 80, "address": "Door"}


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A customer with a wallet."""
    with client_of(city) as client:
        client.post("/api/customers")
        assert post(client, "/wallet", {"fen": 20_000}, "w").status_code == 200
        yield client


def quoted(client: TestClient, key: str, **wish: object) -> dict[str, object]:
    """The quote for what the wish says, to the door."""
    answer = post(client, "/quotes", {"items": {"a1": 1, "b2": 1}, **DOOR, **wish}, key)
    assert answer.status_code == 200, answer.text
    return dict(client.get(f"/api/quotes/{answer.json()['quote']}").json())


def test_a_voucher_is_named_or_left_and_a_tip_is_on_the_bill(client: TestClient) -> None:
    """By default the best is taken, and nothing is given."""
    usual, without = quoted(client, "1"), quoted(client, "2", campaign="", tip_fen=500)
    assert (usual["campaign"], usual["bill"]["tip"]) == ("v", None)  # type: ignore[index]
    assert (without["campaign"], without["bill"]["tip"]["fen"]) == (None, 500)  # type: ignore[index]
    assert quoted(client, "3", campaign="v")["campaign"] == "v"
    refused = post(client, "/quotes", {"items": {"a1": 1}, **DOOR, "campaign": "v"}, "4")
    assert (refused.status_code, refused.json()["type"]) == (
        409,
        "urn:yeshi:refused:voucher_from_more",
    )
    too_much = post(client, "/quotes", {"items": {"a1": 1}, **DOOR, "tip_fen": 10_001}, "5")
    assert too_much.status_code == 422


def test_what_is_said_stands_on_the_order(client: TestClient) -> None:
    """To each stall its own; to a stall that is not in it nothing can be said."""
    quote = quoted(client, "1")["id"]
    said = {"quote": quote, "note": "at the gate", "stall_notes": {"b": "no onion"}, "cutlery": 2}
    wrong = post(client, "/orders", {**said, "stall_notes": {"r": "hello"}}, "2")
    assert wrong.status_code == 404
    order = post(client, "/orders", said, "3").json()["order"]
    view = client.get(f"/api/orders/{order}").json()["order"]
    assert (view["note"], view["cutlery"]) == ("at the gate", 2)
    assert [one["note"] for one in view["tickets"]] == ["", "no onion"]


def test_who_collects_has_no_courier_to_tip_or_talk_to(client: TestClient) -> None:
    """It is said, and nothing is ordered."""
    tipped = post(client, "/quotes", {"items": {"a1": 1}, "by": "pick_up", "tip_fen": 200}, "1")
    assert tipped.json()["type"].endswith("no_courier")
    quote = post(client, "/quotes", {"items": {"a1": 1}, "by": "pick_up"}, "2").json()["quote"]
    noted = post(client, "/orders", {"quote": quote, "note": "hello"}, "3")
    assert noted.json()["type"].endswith("no_courier")
    assert post(client, "/orders", {"quote": quote, "stall_notes": {"a": "hot"}}, "4").is_success


def test_an_invoice_is_wished_with_the_order(city: SmallCity, client: TestClient) -> None:
    """Or nothing is ordered, where it could not be made so."""
    said = {"quote": quoted(client, "1")["id"], "invoice": {"title": "Li", "mail": "nobody"}}
    wrong = post(client, "/orders", said, "2")
    assert (wrong.status_code, wrong.json()["field"]) == (409, "mail")
    said["invoice"] = {"title": "Li", "mail": "a@b.org"}
    order = post(client, "/orders", said, "3").json()["order"]
    assert len(client.get(f"/api/orders/{order}/invoice").json()["wishes"]) == 2
    with city.store.read() as work:
        assert len(work.orders.all()) == 1
