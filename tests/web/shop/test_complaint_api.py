"""Saying that something is wrong, over JSON; to anybody else the order is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.shop.rated import had
from tests.web.test_api import client_of
from yeshi.flow.orders import redressing

WRONG = {"merchant": "a", "lines": [{"number": 0, "quantity": 1}], "trouble": "missing"}


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A visitor's browser."""
    with client_of(city, signed_in=False) as client:
        yield client


def send(client: TestClient, path: str, said: object, key: str = "1") -> tuple[int, dict[str, str]]:
    """The status and the answer."""
    answer = client.post(path, json=said, headers={"Idempotency-Key": key})
    return answer.status_code, answer.json()


def test_it_is_said_once_answered_and_gone_on_with(city: SmallCity, client: TestClient) -> None:
    """Each step is told; a key that comes again changes nothing."""
    order = had(city, client)
    path = f"/api/orders/{order}/complaints"
    before = client.get(path).json()
    assert [[one["left"] for one in part["lines"]] for part in before["parts"]] == [[1], [1]]
    assert before["is_open"]
    status, made = send(client, path, {**WRONG, "words": "no tofu"})
    assert status == 200
    assert send(client, path, {**WRONG, "words": "no tofu"}) == (200, made)
    assert send(client, path, WRONG, "2")[1]["title"] == "complained_before"
    complaint = made["complaint"]
    done(redressing.decline(city.engine, city.key(), "a", complaint, "it was there"))
    (seen,) = client.get(path).json()["complaints"]
    assert (seen["complaint"]["state"], seen["may_be_appealed"]) == ("declined", True)
    assert seen["complaint"]["asked"] == {"fen": 1650, "currency": "CNY"}
    assert send(client, f"{path}/{complaint}/appeal", {"words": "no"}, "3") == (200, made)
    assert client.get(path).json()["complaints"][0]["complaint"]["state"] == "referred"


def test_anothers_order_is_none(city: SmallCity, client: TestClient) -> None:
    """Neither to complain about nor to be asked about."""
    order = had(city, client)
    with client_of(city, signed_in=False) as other:
        other.post("/api/customers")
        assert send(other, f"/api/orders/{order}/complaints", WRONG)[0] == 404
        assert other.get(f"/api/orders/{order}/complaints").status_code == 404
    assert send(client, "/api/orders/none/complaints", WRONG)[0] == 404


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, 422),
        ({**WRONG, "lines": []}, 422),
        ({**WRONG, "lines": [{"number": -1, "quantity": 1}]}, 422),
        ({**WRONG, "lines": [{"number": 0, "quantity": 0}]}, 422),
        ({**WRONG, "trouble": "ugly"}, 422),
        ({**WRONG, "words": "x" * 301}, 422),
        ({**WRONG, "back_to": "moon"}, 422),
        ({**WRONG, "back_to": "office"}, 409),
        ({**WRONG, "lines": [{"number": 5, "quantity": 1}]}, 409),
        ({**WRONG, "merchant": "r"}, 404),
    ],
)
def test_what_cannot_be_said_is_refused(
    city: SmallCity, client: TestClient, said: object, status: int
) -> None:
    """By the body, or by the rules."""
    order = had(city, client)
    assert send(client, f"/api/orders/{order}/complaints", said)[0] == status
