"""Clients ask, are given tokens and lose them: with authlib's own client as the counterpart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity, done
from tests.web.people.test_account import Wall, other_browser, wall
from tests.web.test_api import client_of
from yeshi.flow.people import entering, giving
from yeshi.people.actor import CONSOLE
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.web.frame.desk import Desk

__all__ = ["wall"]

BACK, HOME = "https://app.example.org/back?of=yeshi", "http://127.0.0.1:8400/back"
COOK = Grant(Role.COOK, "a")
OWNER = Person("owner", "Owner", (Grant(Role.OWNER, CITY),), None)
LI = Person("li", "Li", (COOK, Grant(Role.COURIER, "x")), None)
SECRET = re.compile(r'<code class="secret">([^<]+)</code>')
SITE = "http://testserver"


@pytest.fixture
def city() -> SmallCity:
    """A city with an owner and somebody who cooks and rides."""
    city = SmallCity().settle_in()
    for one in (OWNER, LI):
        done(entering.enter_person(city.engine, city.key(), one))
    return city


@pytest.fixture
def browser(city: SmallCity, wall: Wall) -> Iterator[TestClient]:
    """A browser at it, in which the owner is."""
    with client_of(city, signed_in=False) as client:
        desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
        desk.sign_in.wall = wall
        client.follow_redirects = False
        enter(client, "owner")
        yield client


def enter(client: TestClient, who: str) -> TestClient:
    """Be that one from now on; in a made-up city nobody has a password."""
    assert client.post("/api/sign-in", json={"id": who, "password": ""}).status_code == 200
    return client


def register(
    browser: TestClient, *scopes: str, kind: str = "confidential", by_itself: str = "",
    key: str = "k",
) -> Callable[..., OAuth2Client]:  # fmt: skip
    """A client that an owner registers, as a program of authlib's that talks to the city."""
    form = {
        "name": "App", "redirects": f"{BACK}\n{HOME}\n", "kind": kind,
        "scopes": scopes or ("read", "kitchen"), "by_itself": by_itself, "key": key,
    }  # fmt: skip
    page = browser.post("/settings/clients", data=form)
    assert page.status_code == 200, page.text
    id_, *secrets = SECRET.findall(page.text)[:-1]
    secret = secrets[0] if secrets else None

    def program(redirect: str = BACK, **more: Any) -> OAuth2Client:
        return OAuth2Client(
            **{"client_id": id_, "client_secret": secret, **more},
            redirect_uri=redirect,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            base_url=SITE,
            transport=browser._transport,
        )

    return program


def ask(
    browser: TestClient, program: OAuth2Client, scope: str = "", **more: str
) -> tuple[Response, str]:
    """What the browser is shown that the program sent here, and its verifier."""
    verifier = generate_token(48)
    url, _ = program.create_authorization_url(
        f"{SITE}/oauth/authorize", code_verifier=verifier, scope=scope or None
    )
    for name, value in more.items():
        url = re.sub(rf"\b{name}=[^&]*", f"{name}={value}", url)
    return browser.get(url), verifier


def allow(
    browser: TestClient, program: OAuth2Client, scope: str = "", grants: tuple[str, ...] = (),
    key: str = "allow",
) -> tuple[str, str]:  # fmt: skip
    """The address that somebody comes back to who has allowed it, and the program's verifier."""
    page, verifier = ask(browser, program, scope)
    assert page.status_code == 200, page.text
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    form: dict[str, Any] = {name: value.replace("&amp;", "&") for name, value in fields.items()}
    form |= {"grants": grants or ("cook@a", "courier@x"), "key": key}
    answer = browser.post("/oauth/authorize", data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"], verifier


def fetch(program: OAuth2Client, back: str, verifier: str) -> dict[str, Any]:
    """The tokens that the program is given for what it came back with."""
    token: dict[str, Any] = program.fetch_token(
        "/oauth/token", authorization_response=back, code_verifier=verifier
    )
    return token


def let(browser: TestClient, program: OAuth2Client, **how: Any) -> OAuth2Client:
    """The program with tokens of Li."""
    fetch(program, *allow(enter(browser, "li"), program, **how))
    return program


def works(program: OAuth2Client) -> bool:
    """Whether the program may ask who it acts for."""
    answer: Response = program.get("/api/me")
    assert answer.status_code in (200, 401)
    if answer.status_code == 401:
        assert answer.json()["title"] == "key_refused"
        assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    return answer.status_code == 200


def refused(call: Callable[[], Any]) -> str:
    """By which word of RFC 6749 the program is refused."""
    with pytest.raises(OAuthError) as told:
        call()
    return str(told.value.error)


def test_a_client_acts_for_who_let_it(browser: TestClient) -> None:
    """With what its own library makes of it: as what was lent, within its scopes, until it is
    ended there."""
    program = register(browser)()
    enter(browser, "li")
    page, _ = ask(browser, program)
    assert "May App act for you?" in page.text
    assert "answer orders and set dishes at your stalls" in page.text
    assert "courier" in page.text
    assert "form-action 'self' https://app.example.org;" in page.headers["content-security-policy"]
    back, verifier = allow(browser, program, grants=("cook@a",))
    told = parse_qs(urlsplit(back).query)
    assert (told["iss"], told["of"]) == ([SITE], ["yeshi"])
    token = fetch(program, back, verifier)
    assert (token["token_type"], token["scope"]) == ("Bearer", "read kitchen")
    assert token["expires_in"] == 3600
    me = program.get("/api/me").json()
    assert me["person"] == "li"
    assert program.get("/api/merchants/a/orders").status_code == 200
    # A role that was not lent, a scope that was not given, and what no program does.
    assert program.get("/api/couriers/x").status_code in (403, 404)
    answer = program.post("/api/wallet", json={"fen": 5}, headers={"Idempotency-Key": "w"})
    assert (answer.status_code, answer.json()["title"]) == (403, "scope_missing")
    assert 'error="insufficient_scope"' in answer.headers["www-authenticate"]
    assert program.get("/api/me/keys").json()["title"] == "not_by_key"
    mine = browser.get("/account/clients").text
    assert "App" in mine
    assert "cook · a" in mine.replace("\n", " ")
    assert "courier · x" not in mine
    ends = re.search(r"/account/clients/[\w-]+/end", mine)
    assert ends
    assert browser.post(ends[0], data={"key": "end"}).status_code == 303
    assert not works(program)
    assert refused(lambda: program.refresh_token("/oauth/token")) == "invalid_grant"
    assert "No program acts" in browser.get("/account/clients").text


def test_a_public_client_proves_that_it_asked(browser: TestClient) -> None:
    """By its verifier alone, on the person's own machine; without one, or with another's, no."""
    made = register(browser, "order", kind="public")
    program = made(HOME)
    enter(browser, "li")
    back, verifier = allow(browser, program)
    assert back.startswith(f"{HOME}?")
    assert refused(lambda: fetch(program, back, generate_token(48))) == "invalid_grant"
    assert refused(lambda: fetch(program, back, "")) == "invalid_grant"
    assert refused(lambda: fetch(made(BACK), back, verifier)) == "invalid_grant"
    shows = made(HOME, client_secret="made up")
    shows.token_endpoint_auth_method = "client_secret_post"
    assert refused(lambda: fetch(shows, back, verifier)) == "invalid_client"
    assert fetch(program, back, verifier)["scope"] == "order"


def test_what_is_asked_amiss_is_told_the_client_or_nobody(browser: TestClient) -> None:
    """Nobody is sent to an address that was not registered; PKCE and known scopes are a must."""
    made = register(browser, "read")
    enter(browser, "li")
    for redirect in (f"{BACK}&x=1", "https://evil.example.org/back", f"{HOME}/"):
        page, _ = ask(browser, made(redirect))
        assert page.status_code == 403
        assert "not registered" in page.text
    page, _ = ask(browser, made(client_id="client-none"))
    assert page.status_code == 404
    for scope, more, error in (
        ("read kitchen", {}, "invalid_scope"),
        ("admin", {}, "invalid_scope"),
        ("", {"code_challenge_method": "plain"}, "invalid_request"),
        ("", {"code_challenge": "short"}, "invalid_request"),
        ("", {"response_type": "token"}, "unsupported_response_type"),
    ):
        answer, _ = ask(browser, made(), scope, **more)
        assert answer.status_code == 303, answer.text
        told = parse_qs(urlsplit(answer.headers["location"]).query)
        assert (told["error"], told["iss"]) == ([error], [SITE])
        assert len(told["state"]) == 1
    url, _ = made().create_authorization_url(f"{SITE}/oauth/authorize")
    assert "error=invalid_request" in browser.get(url).headers["location"]


def test_who_is_not_signed_in_comes_back_to_the_question(browser: TestClient) -> None:
    """With all that the client asked."""
    program = register(browser)()
    nobody = other_browser(browser)
    url, _ = program.create_authorization_url(
        f"{SITE}/oauth/authorize", code_verifier=generate_token(48)
    )
    door = nobody.get(url).headers["location"]
    assert door.startswith("/sign-in?back=")
    [back] = parse_qs(urlsplit(door).query)["back"]
    answer = nobody.post("/sign-in", data={"id": "li", "password": "", "back": back})
    assert answer.headers["location"] == back
    assert "App" in nobody.get(back).text


def test_a_code_that_is_shown_twice_ends_what_it_gave(browser: TestClient) -> None:
    """One of the two had stolen it; a minute later it is over anyhow."""
    program = register(browser)()
    enter(browser, "li")
    back, verifier = allow(browser, program)
    fetch(program, back, verifier)
    assert works(program)
    assert refused(lambda: fetch(program, back, verifier)) == "invalid_grant"
    assert not works(program)
    assert refused(lambda: program.refresh_token("/oauth/token")) == "invalid_grant"


def test_a_code_lasts_a_minute_and_a_token_an_hour(browser: TestClient, wall: Wall) -> None:
    """By the clock on the wall; a refresh token brings another of each."""
    program = register(browser)()
    enter(browser, "li")
    back, verifier = allow(browser, program)
    wall.go_on(timedelta(seconds=61))
    assert refused(lambda: fetch(program, back, verifier)) == "invalid_grant"
    fetch(program, *allow(browser, program, key="again"))
    wall.go_on(timedelta(minutes=61))
    program.token["expires_at"] = 10**11
    assert not works(program)
    old = dict(program.token)
    program.refresh_token("/oauth/token")
    assert program.token["refresh_token"] != old["refresh_token"]
    assert works(program)


def test_a_refresh_token_that_is_shown_twice_ends_all(browser: TestClient) -> None:
    """It may ask for less, never for more."""
    program = let(browser, register(browser)())
    first = program.token["refresh_token"]
    call = program.refresh_token
    assert refused(lambda: call("/oauth/token", scope="read money")) == "invalid_scope"
    assert program.refresh_token("/oauth/token", scope="read")["scope"] == "read"
    assert program.get("/api/merchants/a/orders").status_code == 200
    assert refused(lambda: call("/oauth/token", refresh_token=first)) == "invalid_grant"
    assert not works(program)
    second = program.token["refresh_token"]
    assert refused(lambda: call("/oauth/token", refresh_token=second)) == "invalid_grant"


def test_a_client_gives_tokens_back(browser: TestClient) -> None:
    """An access token by itself; with a refresh token all (RFC 7009); others' are none of its."""
    one, two = register(browser)(), register(browser, key="l")()
    for number, program in enumerate((one, two)):
        let(browser, program, key=f"let{number}")
    access, refresh = one.token["access_token"], one.token["refresh_token"]
    for token in (access, refresh, "none"):
        assert two.revoke_token("/oauth/revoke", token=token).status_code == 200
    assert works(one)
    assert one.revoke_token("/oauth/revoke", token=access).status_code == 200
    assert not works(one)
    one.refresh_token("/oauth/token")
    assert works(one)
    one.revoke_token("/oauth/revoke", token=one.token["refresh_token"])
    assert not works(one)
    assert works(two)


def test_a_client_that_acts_by_itself(browser: TestClient) -> None:
    """As what its owner lends it, and as long; no other client does."""
    program = register(browser, "read", by_itself="owner@city")()
    token = program.fetch_token("/oauth/token", grant_type="client_credentials")
    assert (token["scope"], "refresh_token" in token) == ("read", False)
    assert program.get("/api/me").json()["person"] == "owner"
    other = register(browser, key="other")()
    call = other.fetch_token
    grant = "client_credentials"
    assert refused(lambda: call("/oauth/token", grant_type=grant)) == "unauthorized_client"
    wide = program.fetch_token
    told = refused(lambda: wide("/oauth/token", grant_type=grant, scope="money"))
    assert told == "invalid_scope"
    mine = browser.get("/account/clients").text
    assert "acts by itself" in mine
    ends = re.search(r"/account/clients/[\w-]+/end", mine)
    assert ends
    browser.post(ends[0], data={"key": "end"})
    assert not works(program)
    assert refused(lambda: call("/oauth/token", grant_type=grant)) == "unauthorized_client"


def test_a_token_ends_with_client_role_and_session(browser: TestClient, city: SmallCity) -> None:
    """With the next request: of the client, and of whoever let it."""
    made = register(browser)
    program = let(browser, made())
    console = city.engine.acting(CONSOLE)
    assert program.get("/api/merchants/a/orders").status_code == 200
    done(giving.take_role(console, city.key(), "li", COOK, "left"))
    assert program.get("/api/merchants/a/orders").status_code == 404
    assert works(program)
    # What is given later was not lent.
    done(giving.give_role(console, city.key(), "li", Grant(Role.COOK, "b"), "new"))
    assert program.get("/api/merchants/b/orders").status_code == 404
    done(giving.sign_out(console, city.key(), "li"))
    assert not works(program)
    let(browser, program, key="anew")
    browser.post("/sign-out", data={"key": "out"})
    assert works(program)
    let(browser, program, key="once more")
    this = browser.get("/api/me/sessions").json()[0]["id"]
    browser.post(f"/account/sessions/{this}/end", data={"key": "lost"})
    assert not works(program)
    let(browser, program, key="last")
    enter(browser, "owner")
    path = re.search(r"/settings/clients/[\w-]+/revoke", browser.get("/settings/clients").text)
    assert path
    assert browser.post(path[0], data={"key": "revoke"}).status_code == 303
    assert not works(program)
    assert refused(lambda: program.refresh_token("/oauth/token")) == "invalid_client"
    assert ask(browser, made())[0].status_code == 404


def test_a_secret_is_renewed_and_the_one_before_is_over(browser: TestClient) -> None:
    """Shown once; tokens that were given go on."""
    program = let(browser, register(browser)())
    enter(browser, "owner")
    path = re.search(r"/settings/clients/[\w-]+/secret", browser.get("/settings/clients").text)
    assert path
    page = browser.post(path[0], data={"key": "renew"})
    secret = SECRET.findall(page.text)[1]
    assert secret not in browser.get("/settings/clients").text
    assert browser.post(path[0], data={"key": "renew"}).status_code == 409
    assert works(program)
    assert refused(lambda: program.refresh_token("/oauth/token")) == "invalid_client"
    program.client_secret = secret
    program.refresh_token("/oauth/token")
    assert works(program)


def test_who_asks_too_often_is_told_when_to_come_again(browser: TestClient) -> None:
    """For all its tokens together; and where tokens are given, by itself."""
    program = let(browser, register(browser)())
    answers = (program.get("/api/now") for _ in range(3000))
    late = next(answer for answer in answers if answer.status_code != 200)
    assert (late.status_code, late.json()["title"]) == (429, "asked_too_much")
    assert int(late.headers["retry-after"]) >= 1
    asked = {"auth": (program.client_id, program.client_secret), "withhold_token": True}
    given = (
        program.request("POST", "/oauth/token", data={"grant_type": "x"}, **asked)
        for _ in range(3000)
    )
    assert next(given).json() == {"error": "unsupported_grant_type"}
    late = next(answer for answer in given if answer.status_code != 400)
    assert (late.status_code, late.json()["error"]) == (429, "temporarily_unavailable")
    assert int(late.headers["retry-after"]) >= 1


def test_only_owners_register_and_only_what_is_sound(browser: TestClient) -> None:
    """What was typed stands there again, with what is wrong."""
    form: dict[str, Any] = {
        "name": "App", "redirects": BACK, "scopes": ("read",), "by_itself": "", "key": "a",
    }  # fmt: skip
    for wrong in (
        {"name": " "},
        {"redirects": ""},
        {"redirects": "http://app.example.org/back"},
        {"redirects": "https://app.example.org/back#part"},
        {"redirects": "https://*.example.org/back"},
        {"redirects": f"{BACK}\n{BACK}"},
        {"scopes": ()},
        {"kind": "public", "by_itself": "owner@city"},
    ):
        page = browser.post("/settings/clients", data={**form, **wrong, "key": str(wrong)[:99]})
        assert page.status_code in (409, 422), wrong
        assert 'role="alert"' in page.text
        assert str({**form, **wrong}["redirects"]).splitlines() == (
            page.text.split("<textarea")[1]
            # A browser drops the end of line that a text begins with.
            .partition(">")[2].partition("</textarea>")[0].removeprefix("\n").splitlines()
        )  # fmt: skip
    assert "There are no clients." in browser.get("/settings/clients").text
    enter(browser, "li")
    assert browser.get("/settings/clients").status_code == 403
    assert browser.post("/settings/clients", data=form).status_code == 403


def test_what_is_published_is_sound(browser: TestClient) -> None:
    """As authlib reads it, all of RFC 8414."""
    told = browser.get("/.well-known/oauth-authorization-server").json()
    read = AuthorizationServerMetadata({**told, **{
        name: value.replace("http:", "https:") for name, value in told.items()
        if isinstance(value, str)
    }})  # fmt: skip
    read.validate()
    assert told["code_challenge_methods_supported"] == ["S256"]


def test_a_client_shows_who_it_is_in_one_way(browser: TestClient) -> None:
    """With the right secret; else it is told by which scheme."""
    program = register(browser)()
    asked = {"withhold_token": True, "data": {"grant_type": "client_credentials"}}
    wrong = program.request("POST", "/oauth/token", auth=(program.client_id, "x"), **asked)
    assert (wrong.status_code, wrong.json()) == (401, {"error": "invalid_client"})
    assert wrong.headers["www-authenticate"].startswith("Basic")
    assert wrong.headers["cache-control"] == "no-store"
    both = {"client_id": program.client_id, "client_secret": program.client_secret}
    asked["data"] = {**asked["data"], **both}  # type: ignore[dict-item]
    auth = (program.client_id, program.client_secret)
    twice = program.request("POST", "/oauth/token", auth=auth, **asked)
    assert (twice.status_code, twice.json()) == (400, {"error": "invalid_request"})
    silent = program.request("POST", "/oauth/token", withhold_token=True, data={})
    assert silent.status_code == 401


def test_whose_roles_ask_for_a_second_factor_lends_them_after_using_one(
    browser: TestClient, city: SmallCity
) -> None:
    """Without one they lend none of those; a city of one's own asks, a made-up one does not."""
    program = let(browser, register(browser)())
    city.open_up()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
        person = work.persons.must("li")
        work.persons.put(replace(person, grants=(*person.grants, Grant(Role.OFFICIAL, CITY))))
    assert works(program)
    page, _ = ask(browser, program)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    fields = {name: value.replace("&amp;", "&") for name, value in fields.items()}
    answer = browser.post(
        "/oauth/authorize", data={**fields, "grants": "official@city", "key": "official"}
    )
    assert answer.status_code == 403
    answer = browser.post("/oauth/authorize", data={**fields, "grants": "cook@a", "key": "cook"})
    assert answer.headers["location"].startswith(BACK)
