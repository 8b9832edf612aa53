"""What a form did: said on the page that follows, once, in words of ours."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.base.sentences import sentences
from yeshi.web.frame.deeds import COOKIE, ONCE, Deed

PAGE = "/kitchen/a/figures"
HOURS = {"opens": "17:00", "closes": "23:00"}


def said(page: str) -> list[str]:
    """What a page says was done."""
    return re.findall(r'<p class="notice done" id="done" role="status">(.*?)</p>', page)


def send(client: TestClient, path: str, form: dict[str, str]) -> Response:
    """The page after a form was sent."""
    return client.post(path, data={"key": "k", **form})


@pytest.fixture
def client() -> TestClient:
    """A client of everybody, in English."""
    client = client_of(SmallCity().settle_in())
    client.headers["Accept-Language"] = "en"
    return client


def test_what_was_done_is_said_once(client: TestClient) -> None:
    """Not when the page is loaded again, nor on another, nor while it is not there yet."""
    asked = client.post("/kitchen/a/hours", data={"key": "k", **HOURS}, follow_redirects=False)
    assert asked.status_code == 303
    part = client.get("/kitchen/a/part")
    assert part.status_code == 200
    assert said(part.text) == []
    page = client.get(asked.headers["location"])
    assert said(page.text) == ["The hours are saved."]
    assert page.headers[ONCE] == COOKIE
    again = client.get(PAGE)
    assert said(again.text) == []
    assert ONCE not in again.headers
    assert said(client.get("/kitchen/a").text) == []


def test_it_is_said_in_the_language_of_the_page(client: TestClient) -> None:
    """Which may be another by then."""
    client.headers["Accept-Language"] = "zh"
    assert said(send(client, "/kitchen/a/hours", HOURS).text) == ["营业时间已保存。"]


@pytest.mark.parametrize(
    ("path", "form", "told"),
    [
        ("/kitchen/a/prices/a1", {"amount": "11.50"}, "The price is saved."),
        ("/kitchen/a/stock", {"item": "a1", "left": "7"}, "The count is saved."),
        ("/account/name", {"name": "Somebody"}, "Your name is saved."),
    ],
)
def test_each_kind_of_thing_has_its_word(
    client: TestClient, path: str, form: dict[str, str], told: str
) -> None:
    """On the page to which its form leads."""
    assert said(send(client, path, form).text) == [told]


def test_what_is_refused_says_nothing_of_it(client: TestClient) -> None:
    """Neither on the form that comes back, nor later."""
    page = send(client, "/kitchen/a/hours", {"opens": "25:00", "closes": "23:00"})
    assert page.status_code == 422
    assert said(page.text) == []
    assert said(client.get(PAGE).text) == []


@pytest.mark.parametrize("kept", ["<b>paid</b>", "no-such", "", "Deed.SAVED"])
def test_a_cookie_of_another_making_says_nothing(client: TestClient, kept: str) -> None:
    """It is the name of a sentence of ours, or nothing."""
    client.cookies.set(COOKIE, kept)
    page = client.get(PAGE).text
    assert said(page) == []
    assert "paid</b>" not in page


def test_what_can_be_seen_is_not_said(client: TestClient) -> None:
    """A switch of the board is its own word."""
    assert said(send(client, "/kitchen/a/taking", {"on": "false"}).text) == []


def test_a_figure_that_others_embed_says_nothing_and_leaves_it_to_the_next(
    client: TestClient,
) -> None:
    """It is kept by anybody for a while."""
    client.cookies.set(COOKIE, Deed.HOURS.value)
    shown = client.get("/city/figures/orders/embed")
    assert "The hours" not in shown.text
    assert "set-cookie" not in shown.headers


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_has_its_sentence(language: str) -> None:
    """And no sentence is of none."""
    known = {one for one in sentences(language) if one.startswith("deed.")}
    assert known == {f"deed.{deed}" for deed in Deed}
