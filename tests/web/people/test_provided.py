"""Signing in at an organisation's provider, which runs on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import EVENING, done
from tests.web.openid import CLIENT, SECRET, TestedProvider
from tests.web.people.test_account import LI, Wall, is_in, other_browser
from tests.web.people.test_sent_codes import OWNER, client, wall
from yeshi.adapters.openid import OpenIdProvider
from yeshi.base.outlets import OpenIdIssuer
from yeshi.flow.people import inviting, proving
from yeshi.flow.people.inviting import Invited
from yeshi.people.actor import CLOCK, signed_in
from yeshi.people.contact import By, Contact
from yeshi.people.person import CITY, Grant, Role
from yeshi.web.frame.desk import Desk

__all__ = ["client", "wall"]

MAIL = Contact(By.MAIL, "li@example.org")


@pytest.fixture
def provider(client: TestClient) -> Iterator[TestedProvider]:
    """The provider, at which the city of the client is known; Li's mail address is proven."""
    with TestedProvider() as provider:
        desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
        own = OpenIdIssuer(provider.issuer, CLIENT, SECRET, "Office")
        client.app.state.desk = replace(desk, provider=OpenIdProvider(own))  # type: ignore[attr-defined]
        engine = desk.engine.acting(signed_in(LI))
        done(proving.prove(engine, "own-mail", MAIL, EVENING))
        yield provider
        provider.shutdown()


def back_from(client: TestClient, provider: TestedProvider, to: str = "/basket") -> str:
    """The path by which a browser comes back from the provider."""
    sent = client.get(f"/sign-in/provider?back={to}")
    assert sent.status_code == 303
    assert sent.headers["location"].startswith(f"{provider.issuer}/authorize?")
    return "/" + provider.entered(sent.headers["location"]).split("/", 3)[3]


def come(client: TestClient, provider: TestedProvider, **says: Any) -> Response:
    """What the city answers to who comes back with a token that says this."""
    provider.says = says
    return client.get(back_from(client, provider))


def test_who_is_known_by_their_mail_comes_in(client: TestClient, provider: TestedProvider) -> None:
    """Once for each code, and on the browser that was sent there."""
    assert "Sign in with Office" in client.get("/sign-in").text
    path = back_from(client, provider)
    assert other_browser(client).get(path).status_code == 401
    kept = client.cookies["yeshi_provider"]
    came = client.get(path)
    assert came.headers["location"] == "/basket"
    assert client.get("/api/me").json()["person"] == "li"
    assert "by the organisation&#39;s provider" in client.get("/account").text
    other = other_browser(client)
    other.cookies.set("yeshi_provider", kept)
    assert other.get(path).status_code == 401
    assert not is_in(other)


@pytest.mark.parametrize(
    "says",
    [
        {"iss": "https://other.example.org"},
        {"aud": "other"},
        {"aud": ["yeshi", "other"], "azp": "other"},
        {"nonce": "other"},
        {"nonce": None},
        {"exp": 1},
    ],
)
def test_a_token_for_others_lets_nobody_in(
    client: TestClient, provider: TestedProvider, says: dict[str, Any]
) -> None:
    """Nor one of before, or from somebody else."""
    assert come(client, provider, **says).status_code == 401
    assert not is_in(client)


def test_a_token_that_is_signed_by_others_lets_nobody_in(
    client: TestClient, provider: TestedProvider
) -> None:
    """Whatever it says."""
    come(client, provider)
    client.post("/sign-out")
    published = provider.key
    path = back_from(client, provider)
    # The provider publishes the one and signs with another.
    from joserfc.jwk import RSAKey

    other = RSAKey.generate_key(2048, {"kid": "1", "alg": "RS256", "use": "sig"})
    token = provider.token
    provider.token = lambda asked: _signed_by(provider, other, token, asked)  # type: ignore[method-assign]
    assert client.get(path).status_code == 401
    assert provider.key is published
    assert not is_in(client)


def _signed_by(provider: TestedProvider, key: Any, token: Any, asked: dict[str, str]) -> str:
    published, provider.key = provider.key, key
    try:
        return str(token(asked))
    finally:
        provider.key = published


@pytest.mark.parametrize(
    "says", [{"email": "x@example.org"}, {"email_verified": False}, {"email": ""}, {"email": "li"}]
)
def test_who_is_not_known_here_is_nobody(
    client: TestClient, provider: TestedProvider, says: dict[str, Any]
) -> None:
    """Nobody is made by it, and nobody has a role by it."""
    assert come(client, provider, **says).status_code == 403
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk.engine.store.read() as work:
        assert len(work.persons.all()) == 2


def test_who_is_invited_comes_in_and_takes_the_roles_on(
    client: TestClient, provider: TestedProvider
) -> None:
    """By their invitation alone: before they have none."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    grant = Grant(Role.COURIER, "x")
    invited = Invited(
        name="Xia", contact="xia@example.org", language="en", grants=(grant,), why="new"
    )
    engine = desk.engine.acting(CLOCK)
    id_ = done(inviting.invite(engine, "invite", invited, desk.links))["invitation"]
    assert come(client, provider, email="xia@example.org").status_code == 303
    assert client.get("/api/me").json()["grants"] == []
    token = desk.links.token(inviting.PURPOSE, id_, 1)
    client.post(f"/come-in/{token}/take-on", data={"key": "t"})
    assert client.get("/api/me").json()["name"] == "Xia"


def test_who_came_once_is_known_by_their_account(
    client: TestClient, provider: TestedProvider
) -> None:
    """Whatever its mail address is by now; who has that address later is somebody else."""
    assert come(client, provider).status_code == 303
    for says in ({"email": "li.na@example.org"}, {"email": ""}, {"email_verified": False}):
        client.cookies.clear()
        assert come(client, provider, **says).status_code == 303
        assert client.get("/api/me").json()["person"] == "li"
    client.cookies.clear()
    assert come(client, provider, sub="2").status_code == 403
    assert not is_in(client)
    come(client, provider)
    page = client.get("/account").text
    assert provider.issuer in page
    removes = re.search(r"/account/subjects/\w+/remove", page)
    assert removes
    assert client.post(removes[0], data={"key": "r"}).status_code == 303
    client.cookies.clear()
    assert come(client, provider, sub="2").status_code == 303


def test_it_counts_as_the_second_factor_where_it_says_so(
    client: TestClient, provider: TestedProvider
) -> None:
    """Else an owner without one begins with the password."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk.engine.store.begin() as work:
        work.persons.put(replace(LI, grants=(Grant(Role.OWNER, CITY),)))
    assert come(client, provider).status_code == 403
    assert come(client, provider, amr=["pwd"]).status_code == 403
    assert come(client, provider, amr=["pwd", "mfa"]).status_code == 303
    assert is_in(client)


def test_a_provider_that_is_away_is_told_of(
    client: TestClient, provider: TestedProvider, wall: Wall
) -> None:
    """And who takes too long begins anew."""
    path = back_from(client, provider)
    wall.go_on(timedelta(minutes=10))
    assert client.get(path).status_code == 401
    own = OpenIdIssuer("http://127.0.0.1:9", CLIENT, SECRET, "Office")
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    client.app.state.desk = replace(desk, provider=OpenIdProvider(own))  # type: ignore[attr-defined]
    assert client.get("/sign-in/provider").status_code == 401
    client.app.state.desk = replace(desk, provider=None)  # type: ignore[attr-defined]
    assert client.get("/sign-in/provider").status_code == 404
    assert OWNER.has_password
