"""Keys over pages and data: shown once, sent as a bearer, refused at once when they are over."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.web.people.test_account import Wall, client, enter, is_in, other_browser, wall
from yeshi.people.api_key import PREFIX
from yeshi.people.scope import Scope
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.sign_in import COOKIE
from yeshi.web.frame.visitor import COOKIE as VISITOR

__all__ = ["client", "wall"]

SECRET = re.compile(rf'<code class="secret">({PREFIX}[\w-]{{43}})</code>')


def until(client: TestClient, days: int = 30) -> str:
    """So many days from now, as it is typed."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    return str((desk.sign_in.wall.now() + timedelta(days=days)).date())


def make(client: TestClient, *scopes: str, key: str = "k") -> Response:
    """What the interface answers to who wants a key."""
    body = {"name": "till", "scopes": scopes or ("read",), "until": until(client)}
    return client.post("/api/me/keys", json=body, headers={"Idempotency-Key": key})


def program(client: TestClient, secret: str) -> TestClient:
    """A program with that key, which has no cookies."""
    other = other_browser(client)
    other.headers["Authorization"] = f"Bearer {secret}"
    return other


def post(client: TestClient, path: str, body: Any = None, key: str = "k") -> Response:
    """What the interface answers to a command."""
    return client.post(f"/api{path}", json=body, headers={"Idempotency-Key": key})


def test_a_key_is_shown_once_and_acts_for_its_owner(client: TestClient) -> None:
    """Its text is recognised by its beginning, and stands on no page again."""
    enter(client)
    form = {"key": "k", "name": " till ", "scopes": ["read", "order"], "until": until(client)}
    page = client.post("/account/keys", data=form)
    found = SECRET.search(page.text)
    assert found
    assert page.headers["cache-control"] == "no-store"
    mine = client.get("/account/keys").text
    assert "till" in mine
    assert found.group(1) not in mine
    again = client.post("/account/keys", data=form)
    assert again.status_code == 409
    asking = program(client, found.group(1))
    answer = asking.get("/api/me")
    assert answer.json()["person"] == "li"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    used = client.get("/api/me/keys").json()
    assert [(one["name"], one["scopes"]) for one in used] == [("till", ["read", "order"])]
    assert len(used[0]["used_on"]) == len("2026-11-24")


def test_a_key_is_dead_once_it_is_revoked(client: TestClient) -> None:
    """In the very next request, by page and by data; and when it ends."""
    enter(client)
    one, two = (make(client, key=key).json() for key in "ab")
    for made in (one, two):
        assert program(client, made["secret"]).get("/api/me").status_code == 200
    form = {"key": "r"}
    assert client.post(f"/account/keys/{one['key']}/revoke", data=form).status_code == 303
    assert post(client, f"/me/keys/{two['key']}/revoke").status_code == 200
    for made in (one, two):
        answer = program(client, made["secret"]).get("/api/me")
        assert (answer.status_code, answer.json()["title"]) == (401, "key_refused")
    assert client.get("/api/me/keys").json() == []
    assert is_in(client)


def test_a_key_ends_by_the_clock_on_the_wall(client: TestClient, wall: Wall) -> None:
    """However it is used."""
    enter(client)
    asking = program(client, make(client).json()["secret"])
    assert asking.get("/api/me").status_code == 200
    wall.go_on(timedelta(days=32))
    assert asking.get("/api/me").status_code == 401


@pytest.mark.parametrize("secret", ["", "nothing", f"{PREFIX}{'x' * 43}", "\x7f"])
def test_what_is_no_key_lets_nobody_in(client: TestClient, secret: str) -> None:
    """Not even where anybody may, nor beside the cookie of somebody who is in."""
    enter(client)
    asking = program(client, secret)
    asking.cookies = client.cookies
    for path in ("/api/me", "/api/merchants", "/api/orders"):
        assert asking.get(path).status_code == 401
    client.headers["Authorization"] = "Basic bGk6c2VjcmV0"
    assert client.get("/api/me").status_code == 401


def test_pages_look_at_no_key(client: TestClient) -> None:
    """Neither to let somebody in nor to keep them out."""
    enter(client)
    secret = make(client, *Scope).json()["secret"]
    asking = program(client, secret)
    assert asking.get("/account").headers["location"].startswith("/sign-in")
    assert asking.post("/account/keys", data={"key": "k"}).status_code in (303, 403)
    client.headers["Authorization"] = "Bearer nothing"
    assert client.get("/account").status_code == 200


def test_no_key_makes_another_or_becomes_a_session(client: TestClient) -> None:
    """Passwords, keys and sign-in are for who is signed in; no cookie comes of a key."""
    enter(client)
    asking = program(client, make(client, *Scope).json()["secret"])
    assert make(asking).json()["title"] == "not_by_key"
    for path, body in (
        ("/customers", None),
        ("/me/password", {"present": "a", "new": "b"}),
        ("/sign-in", {"id": "li", "password": "correct horse battery"}),
    ):
        answer = post(asking, path, body)
        assert (answer.status_code, answer.json()["title"]) == (403, "not_by_key")
        assert not {COOKIE, VISITOR} & set(answer.cookies)


def test_a_command_repeated_with_another_key_of_the_person_is_the_same(
    client: TestClient,
) -> None:
    """An idempotency key is the person's, whichever way they ask."""
    enter(client)
    asking = [program(client, make(client, "order", key=key).json()["secret"]) for key in "ab"]
    fills = [post(one, "/wallet", {"fen": 500}, "w") for one in (*asking, asking[0])]
    assert {one.status_code for one in fills} == {200}
    assert asking[0].get("/api/wallet").json()["fen"] == 500


def test_a_key_orders_as_the_browser_in_which_it_was_made(client: TestClient) -> None:
    """So its owner sees there what it ordered."""
    client.post("/api/customers")
    enter(client)
    asking = program(client, make(client, "order").json()["secret"])
    assert post(asking, "/wallet", {"fen": 700}).status_code == 200
    assert client.get("/api/wallet").json()["fen"] == 700


def test_who_asks_too_often_is_told_when_to_come_again(client: TestClient) -> None:
    """Each key by itself."""
    enter(client)
    one, two = (program(client, make(client, key=key).json()["secret"]) for key in "ab")
    assert one.get("/api/now").status_code == 200
    # However slow the machine is, it asks faster than is allowed for long.
    late = next(answer for _ in range(3000) if (answer := one.get("/api/now")).status_code != 200)
    assert (late.status_code, late.json()["title"]) == (429, "asked_too_much")
    assert int(late.headers["retry-after"]) >= 1
    assert two.get("/api/now").status_code == 200
    assert client.get("/api/now").status_code == 200


def test_the_contract_tells_of_keys(client: TestClient) -> None:
    """And which scope does for what."""
    told = client.get("/api/openapi.json").json()
    assert told["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    asked = told["paths"]["/api/merchants/{merchant}/orders"]["get"]["security"]
    assert [one for one in asked if "key" in one] == [{"key": ["read"]}, {"key": ["kitchen"]}]
    responses = told["paths"]["/api/merchants/{merchant}/orders"]["get"]["responses"]
    assert "scope_missing" in str(responses["403"])
    assert "key_refused" in str(responses["401"])
