"""Each request has an id, and is told by its route and never by its path."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.stalls.test_running import OFFICIAL
from tests.web.test_api import client_of
from yeshi.adapters.watch.requests import Answered, WatchedRequests
from yeshi.flow.people import entering


@pytest.fixture
def told() -> list[Answered]:
    """What was told so far."""
    return []


@pytest.fixture
def client(told: list[Answered]) -> Iterator[TestClient]:
    """A client of the small city's application, watched."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), OFFICIAL))
    with client_of(city) as client:
        yield TestClient(WatchedRequests(client.app, told.append))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "route", "status"),
    [
        ("/stalls/a", "/stalls/{merchant}", 200),
        ("/api/orders/somebody", "/api/orders/{order}", 404),
        ("/applications/secret-link", "/applications/{token}", 404),
        ("/static/tokens.css", "/static", 404),
        ("/nothing/somebody", "unknown", 404),
    ],
)
def test_a_request_is_told_by_its_route(
    client: TestClient, told: list[Answered], path: str, route: str, status: int
) -> None:
    """And whoever asked is told the same id."""
    answer = client.get(path)
    (one,) = told
    assert (one.method, one.route, one.status) == ("GET", route, status)
    assert answer.status_code == status
    assert answer.headers["x-request-id"] == one.id
    assert "somebody" not in str(one)
    assert 0 < one.took_s <= one.lasted_s


def test_a_method_of_nobody_is_no_label(client: TestClient, told: list[Answered]) -> None:
    """Whoever sends words of their own as methods makes no figure of each."""
    client.request("13800138000", "/stalls/a")
    assert told[0].method == "other"


def test_a_fault_is_told_and_ends_here(told: list[Answered]) -> None:
    """The server beneath would print it with its words."""
    fault = ZeroDivisionError("somebody")

    async def application(_: object, __: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 500, "headers": []})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]
        raise fault

    answer = TestClient(WatchedRequests(application, told.append)).get("/")  # type: ignore[arg-type]
    assert answer.status_code == 500
    assert told[0].fault is fault


def test_what_breaks_before_it_is_answered_is_answered_here(told: list[Answered]) -> None:
    """With 500 and the id, whatever broke within."""

    async def application(*_: object) -> None:
        raise ZeroDivisionError

    answer = TestClient(WatchedRequests(application, told.append)).get("/")
    assert (answer.status_code, told[0].status) == (500, 500)
    assert answer.headers["x-request-id"] == told[0].id


def test_who_asks_is_known_as_a_person_where_they_signed_in(
    client: TestClient, told: list[Answered]
) -> None:
    """By a route that looks for them; else they are a visitor."""
    client.get("/api/me")
    client.post("/api/sign-in", json={"id": OFFICIAL.id})
    client.get("/api/me")
    assert [one.by for one in told] == ["visitor", "visitor", "person"]
