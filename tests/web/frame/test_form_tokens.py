"""A form is taken from a page that this very browser was shown, and from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity
from tests.web.browsing import BrowsingClient
from tests.web.everybody import enter_everybody, sign_in_as
from tests.web.routes import routes_of
from tests.web.test_api import client_of, desk_of
from yeshi.web import app as application
from yeshi.web.app import create_app
from yeshi.web.frame.form_tokens import COOKIE, FIELD, HEADER
from yeshi.web.frame.origins import UNSAFE

FACES = Path(application.__file__).parent
# Where clients show what nobody else knows.
PROGRAMS = ("/oauth/token", "/oauth/revoke")
OURS = {"Sec-Fetch-Site": "same-origin"}
ADD = {"item": "a1", "quantity": "1", "back": "/stalls/a"}


@pytest.fixture(scope="module")
def city() -> SmallCity:
    """A small city."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A browser that was shown nothing yet."""
    with TestClient(create_app(desk_of(city)), headers={"Accept-Language": "en"}) as client:
        client.follow_redirects = False
        yield client


def token_in(page: Response) -> str:
    """That of the page's first form."""
    found = re.search(rf'name="{FIELD}" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def test_a_form_that_was_shown_is_taken(client: TestClient) -> None:
    """Also twice, and in another tab; each is written differently."""
    tokens = {token_in(client.get("/stalls/a")) for _ in range(3)}
    assert len(tokens) == 3
    for token in tokens:
        assert client.post("/basket", data={**ADD, FIELD: token}).status_code == 303
    assert client.post("/basket", data=ADD, headers={HEADER: tokens.pop()}).status_code == 303


def test_no_page_takes_what_no_form_sent(client: TestClient, city: SmallCity) -> None:
    """Without a token, with another browser's, or with one of before it signed in."""
    desk = desk_of(city)
    with TestClient(client.app) as another:  # type: ignore[arg-type]
        others = token_in(another.get("/stalls/a"))
    before = token_in(client.get("/stalls/a"))
    sign_in_as(client, desk, enter_everybody(city.store))
    pages = [
        one
        for one in routes_of(client.app)  # type: ignore[arg-type]
        if one.method in UNSAFE and not one.path.startswith(("/api", *PROGRAMS))
    ]
    assert len(pages) > 40
    for route in pages:
        path = re.sub(r"\{\w+\}", "a", route.path)
        for sent in ({}, {FIELD: others}, {FIELD: before}, {FIELD: "x"}, {FIELD: ""}):
            answer = client.request(route.method, path, data={**ADD, **sent})
            assert answer.status_code == 403, (route, sent)
            assert "out of date" in answer.text


def test_signing_in_and_out_begins_anew(city: SmallCity) -> None:
    """What was shown before is of no use after."""
    with client_of(city) as client:
        assert isinstance(client, BrowsingClient)
        client.follow_redirects = False
        page = client.get("/stalls/a")
        assert client.post("/sign-out").status_code == 303
        with TestClient(client.app, cookies=dict(client.cookies)) as signed_out:
            stale = signed_out.post("/basket", data={**ADD, FIELD: token_in(page)})
            assert stale.status_code == 403


def test_what_was_typed_is_not_lost(client: TestClient) -> None:
    """It can be looked over and sent once more; to a page of ours alone."""
    client.get("/stalls/a")
    stale = client.post("/basket", data={**ADD, FIELD: "stale"}, headers=OURS)
    assert stale.status_code == 403
    for name, value in ADD.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in stale.text
    assert 'action="/basket"' in stale.text
    again = client.post("/basket", data={**ADD, FIELD: token_in(stale)})
    assert (again.status_code, again.headers["location"]) == (303, "/stalls/a")
    silent = client.post("/basket", data=ADD)
    assert silent.status_code == 403
    assert 'action="/basket"' not in silent.text


@pytest.mark.parametrize("name", ["password", "item"])
def test_what_is_secret_or_garbled_is_not_shown_again(client: TestClient, name: str) -> None:
    """Nor what comes twice."""
    value = {"password": "sesame", "item": "a\0b"}[name]
    answer = client.post("/sign-in", data={"id": "x", name: value}, headers=OURS)
    assert answer.status_code == 403
    assert value not in answer.text
    assert 'action="/sign-in"' not in answer.text


def test_it_is_told_in_both_languages(client: TestClient) -> None:
    """In one sentence."""
    answer = client.post("/basket", data=ADD, headers={"Accept-Language": "zh"})
    assert "页面已经过时" in answer.text


def test_a_form_of_a_part_that_many_are_shown_is_of_the_one_who_is(city: SmallCity) -> None:
    """A stall's board is computed once: each reader's forms have tokens of their own."""
    with client_of(city) as client:
        shown = client.get("/kitchen/a/part")
        assert f'name="{FIELD}"' in shown.text
        assert "\0" not in shown.text
        assert COOKIE in client.cookies
        with TestClient(client.app, cookies=dict(client.cookies)) as browser:
            browser.follow_redirects = False
            on = {"on": "true", "key": "k", FIELD: token_in(shown)}
            assert browser.post("/kitchen/a/taking", data=on).status_code == 303


def test_each_form_of_each_template_has_a_token() -> None:
    """By its key, or by itself."""
    without = []
    for template in FACES.rglob("*.html"):
        forms = template.read_text(encoding="utf-8").split('<form method="post"')[1:]
        for form in forms:
            within = form.partition("</form>")[0]
            if not any(one in within for one in ("key()", "token()", "form_token()")):
                without.append(template)
    assert not without
