"""Rating what one had, over JSON; to anybody else the order is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.shop.rated import had
from tests.web.test_api import client_of

GIVEN = {
    "lines": [{"line": "a1", "stars": 4, "word": "crisp"}, {"line": "b1", "stars": 2}],
    "brought": {"stars": 5},
}


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A visitor's browser."""
    with client_of(city, signed_in=False) as client:
        yield client


def rate(client: TestClient, order: str, given: object, key: str = "1") -> tuple[int, str]:
    """The status, and the type of what was wrong."""
    answer = client.post(
        f"/api/orders/{order}/ratings", json=given, headers={"Idempotency-Key": key}
    )
    return answer.status_code, answer.json().get("type", "").rpartition(":")[2]


def test_what_one_had_is_rated_once_and_told(city: SmallCity, client: TestClient) -> None:
    """With the words, and without who it was; a key that comes again changes nothing."""
    order = had(city, client)
    before = client.get(f"/api/orders/{order}/ratings").json()
    assert [one["given"] for one in before["lines"]] == [None, None]
    assert before["is_open"]
    assert rate(client, order, GIVEN) == rate(client, order, GIVEN) == (200, "")
    assert rate(client, order, GIVEN, "2") == (409, "rated_before")
    after = client.get(f"/api/orders/{order}/ratings").json()
    assert [one["given"]["stars"] for one in after["lines"]] == [4, 2]
    (told,) = client.get("/api/merchants/a/ratings").json()
    assert (told["stars"], told["word"], told["answer"]) == (4, "crisp", "")
    assert set(told) == {"dish", "stars", "word", "night", "answer"}
    assert client.get("/api/merchants/a").json()["rated"] == {"mean": None, "count": 1}
    of_city = client.get("/api/ratings").json()
    assert of_city["dishes"] == {"count": 2, "total": 6}
    assert of_city["brought"] == {"count": 1, "total": 5}
    assert of_city["prior"] == 16
    assert client.get("/api/merchants/none/ratings").status_code == 404


def test_anothers_order_is_none(city: SmallCity, client: TestClient) -> None:
    """Neither to be rated nor to be asked about."""
    order = had(city, client)
    with client_of(city, signed_in=False) as other:
        other.post("/api/customers")
        assert rate(other, order, GIVEN) == (404, "unknown")
        assert other.get(f"/api/orders/{order}/ratings").status_code == 404
    assert rate(client, "none", GIVEN) == (404, "unknown")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"lines": [{"line": "a1", "stars": 0}]}, 422),
        ({"lines": [{"line": "a1", "stars": 6}]}, 422),
        ({"lines": [{"line": "a1", "stars": "5"}]}, 422),
        ({"lines": [{"line": "a1", "stars": 5, "word": "x" * 301}]}, 422),
        ({"lines": [{"line": "a1", "stars": 5, "word": "two\nlines"}]}, 422),
        ({"lines": [{"line": "r1", "stars": 5}]}, 409),
        ({"lines": [{"line": "a1", "stars": 5}] * 2}, 409),
        ({}, 422),
    ],
)
def test_what_cannot_be_given_is_refused(
    city: SmallCity, client: TestClient, given: object, status: int
) -> None:
    """And nothing of it is kept."""
    order = had(city, client)
    assert rate(client, order, given)[0] == status
    assert client.get("/api/ratings").json()["dishes"]["count"] == 0
