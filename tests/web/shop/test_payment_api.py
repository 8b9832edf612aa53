"""Paying through a provider over JSON; and what is told as a provider and is not one's word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.flow.payments.taker import PaidCity, Taker
from tests.web.browsing import BrowsingClient
from tests.web.test_api import desk_of
from yeshi.flow.ports.providers import Forged, Knocked, PaymentNotice
from yeshi.web.app import create_app

WISH = {"items": {"a1": 1}, "by": "pick_up"}


class Strict(Taker):
    """A provider that signs what it tells."""

    def read(self, knocked: Knocked) -> PaymentNotice | None:
        """Only what has its mark."""
        if knocked.headers.get("x-signed") != "yes":
            raise Forged
        return super().read(knocked)


@pytest.fixture
def city() -> PaidCity:
    """In which a provider takes money."""
    city = PaidCity()
    city.settle_in()
    city.taker = Strict()
    return city


@pytest.fixture
def client(city: PaidCity) -> Iterator[TestClient]:
    """A program."""
    desk = replace(desk_of(city), providers={"taker": city.taker})
    with BrowsingClient(create_app(desk), headers={"Accept-Language": "en"}) as client:
        # As which customer it asks is kept in a cookie.
        client.get("/")
        yield client


def post(client: TestClient, path: str, body: object, key: str) -> dict[str, str]:
    """What it was answered."""
    answer = client.post(path, json=body, headers={"Idempotency-Key": key})
    assert answer.status_code == 200, answer.text
    told: dict[str, str] = answer.json()
    return told


def test_a_quote_is_paid_and_followed(city: PaidCity, client: TestClient) -> None:
    """And given up."""
    quote = post(client, "/api/quotes", WISH, "q")["quote"]
    asked = {"quote": quote, "provider": "taker"}
    payment = post(client, "/api/payments", asked, "p")["payment"]
    assert client.get(f"/api/payments/{payment}").json()["intent"]["state"] == "created"
    city.go_on()
    seen = client.get(f"/api/payments/{payment}").json()
    assert seen["intent"]["offer"]["value"] == f"https://pay.test/{payment}"
    post(client, f"/api/payments/{payment}/give-up", {}, "g")
    assert client.get(f"/api/payments/{payment}").json()["intent"]["state"] == "expired"


def test_what_is_forged_is_refused_and_changes_nothing(city: PaidCity, client: TestClient) -> None:
    """Nor what is told by a provider that the city does not have, or of what is not ours."""
    quote = post(client, "/api/quotes", WISH, "q")["quote"]
    asked = {"quote": quote, "provider": "taker"}
    payment = post(client, "/api/payments", asked, "p")["payment"]
    city.go_on()
    city.taker.pay(payment)
    at = "/api/payments/taker/notice"
    forged = client.post(at, content=payment)
    assert (forged.status_code, forged.json()["title"]) == (401, "notice_forged")
    assert city.intent(payment).is_open
    assert client.post("/api/payments/none/notice", content=payment).status_code == 404
    signed = {"x-signed": "yes"}
    assert client.post(at, content="of-somebody-else", headers=signed).status_code == 200
    for _ in range(3):
        assert client.post(at, content=payment, headers=signed).text == "ok"
    assert city.intent(payment).order
    assert -city.balance("provider:taker") == city.taker.holds()
