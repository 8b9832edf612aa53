"""A customer's devices: what was ordered without an account is found again, from outside."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.web.people.test_account import other_browser
from tests.web.people.test_sent_codes import MAIL, PHONE, Post, client, come_in, enter, post, wall
from yeshi.web.frame.sign_in import KNOWN
from yeshi.web.frame.visitor import COOKIE as VISITOR

__all__ = ["client", "post", "wall"]

ADDRESS = {"key": "a", "name": "home", "address": "Door 9", "lon": "0", "lat": "0"}


def order(client: TestClient, key: str) -> str:
    """The id of an order that is placed with this browser."""
    client.post("/api/customers")
    wanted = {"items": {"a1": 1}, "x": 100, "y": 80, "address": "Door 9"}
    _post(client, "/wallet", {"fen": 50_000}, f"w{key}")
    quote = _post(client, "/quotes", wanted, f"q{key}")["quote"]
    return _post(client, "/orders", {"quote": quote}, f"o{key}")["order"]


def _post(client: TestClient, path: str, body: object, key: str) -> dict[str, str]:
    answer = client.post(f"/api{path}", json=body, headers={"Idempotency-Key": key})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def seen(client: TestClient) -> list[str]:
    """The orders that this browser is shown."""
    return [one["id"] for one in client.get("/api/orders").json()]


def test_orders_are_found_on_each_device(client: TestClient, post: Post) -> None:
    """Those of before the sign-in, on the account's page and by the interface."""
    first = order(client, "1")
    other = other_browser(client)
    second = order(other, "2")
    come_in(client, post)
    come_in(other, post)
    third = order(client, "3")
    assert seen(other) == seen(client)
    assert set(seen(other)) == {first, second, third}
    assert first in other.get("/account").text
    assert "Door 9" in str(other.get(f"/api/orders/{first}").json())
    assert other.get("/api/wallet").json() == client.get("/api/wallet").json()


def test_signing_out_leaves_nothing_of_the_person(client: TestClient, post: Post) -> None:
    """Neither cookie nor basket nor orders; and the cookie of before is a stranger's."""
    first = order(client, "1")
    before = client.cookies[VISITOR]
    person = come_in(client, post)
    client.post("/basket", data={"item": "a1", "quantity": "2"})
    second = order(client, "2")
    client.post("/sign-out")
    assert VISITOR not in client.cookies
    assert all(person not in value for value in client.cookies.values())
    assert KNOWN in client.cookies
    assert seen(client) == []
    for cookie in (before, ""):
        other = other_browser(client)
        if cookie:
            other.cookies.set(VISITOR, cookie)
        for one in (first, second):
            assert one not in other.get("/").text
            assert other.get(f"/api/orders/{one}").status_code == 403
            assert "Door 9" not in other.get(f"/orders/{one}").text


def test_a_lost_phone_that_is_signed_out_shows_nothing(client: TestClient, post: Post) -> None:
    """From another device."""
    first = order(client, "1")
    come_in(client, post)
    other = other_browser(client)
    come_in(other, post)
    key = {"Idempotency-Key": "e"}
    assert other.post("/api/me/sessions/end-others", headers=key).status_code == 200
    assert seen(client) == []
    assert first in seen(other)


def test_what_one_person_ordered_goes_to_nobody_else(client: TestClient, post: Post) -> None:
    """Who signs in after them on the same device has their own alone."""
    first = order(client, "1")
    come_in(client, post, PHONE)
    client.post("/sign-out")
    come_in(client, post, MAIL)
    assert seen(client) == []
    client.post("/sign-out")
    enter(client)
    assert seen(client) == []
    client.post("/sign-out")
    come_in(client, post, PHONE)
    assert seen(client) == [first]
