"""A heart marks a stall or a dish, and what is liked is found again on its page and the first."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.test_api import client_of
from yeshi.flow.stalls import dishes, listing


@pytest.fixture
def city() -> SmallCity:
    """The small city."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> TestClient:
    """A browser that was never here, in English."""
    client = client_of(city, signed_in=False)
    client.headers["accept-language"] = "en"
    client.follow_redirects = False
    return client


def pressed(page: str) -> list[str]:
    """What is marked with a heart."""
    found = re.findall(r'aria-label="Keep ([^"]*) among my favourites" aria-pressed="true"', page)
    return list(map(str, found))


def tap(client: TestClient, merchant: str, item: str = "", likes: bool = True) -> str:
    """Where one is led by a tap on a heart."""
    back = f"/stalls/{merchant}" + (f"#{item}" if item else "")
    said = {
        "key": f"{merchant}{item}{likes}", "merchant": merchant, "dish": item,
        "likes": str(likes).lower(), "back": back,
    }  # fmt: skip
    answer = client.post("/favourites", data=said)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_heart_is_filled_by_whoever_likes_it(client: TestClient) -> None:
    """And emptied by who does no longer; one stays where one is."""
    assert pressed(client.get("/stalls/a").text) == []
    assert tap(client, "a") == "/stalls/a"
    assert tap(client, "a", "a2") == "/stalls/a#a2"
    assert pressed(client.get("/stalls/a").text) == ["a", "a2"]
    assert pressed(client.get("/stalls/a/part").text) == ["a2"]
    tap(client, "a", likes=False)
    assert pressed(client.get("/stalls/a").text) == ["a2"]


def test_what_is_liked_has_a_page(city: SmallCity, client: TestClient) -> None:
    """What can be had first, what cannot with why, and what is gone by its name."""
    assert "tap the heart" in client.get("/favourites").text
    for merchant, item in (("a", ""), ("b", ""), ("a", "a1"), ("b", "b1"), ("a", "a2")):
        tap(client, merchant, item)
    done(listing.restock(city.engine, city.key(), "b", "b1", 0))
    done(dishes.end_dish(city.engine, city.key(), "a", "a2"))
    with city.store.begin() as work:
        work.merchants.must_lock("a")
    done(listing.take_orders(city.engine, city.key(), "a", False))
    page = client.get("/favourites").text
    assert page.index('href="/stalls/b"') < page.index('href="/stalls/a"')
    assert "sold out" in page
    assert "taking a break" in page
    assert "a2 is sold no more." in page
    said = {"key": "out", "merchant": "a", "dish": "a2", "likes": "false"}
    assert client.post("/favourites", data=said).headers["location"] == "/favourites"
    assert "a2 is sold no more." not in client.get("/favourites").text
    assert "已不再售卖" not in client.get("/favourites", headers={"accept-language": "zh"}).text


def test_the_first_page_has_a_row_of_what_can_be_had(city: SmallCity, client: TestClient) -> None:
    """None where nothing is liked; and where nothing can be had now, it says so."""
    assert "/favourites" not in client.get("/").text
    tap(client, "a", "a1")
    tap(client, "b")
    row = client.get("/").text.partition('id="liked"')[2].partition("</section>")[0]
    assert 'href="/stalls/a#a1"' in row
    assert 'href="/stalls/b"' in row
    city.wait(12 * 60)
    row = client.get("/").text.partition('id="liked"')[2].partition("</section>")[0]
    assert "None of them can be had right now." in row
    assert "#a1" not in row


def test_another_sees_nothing_of_it(client: TestClient) -> None:
    """Whoever has no cookie of theirs."""
    tap(client, "a")
    client.cookies.clear()
    assert pressed(client.get("/stalls/a").text) == []
    client.post("/api/customers")
    assert "tap the heart" in client.get("/favourites").text


def test_what_is_not_there_is_refused_in_a_sentence(client: TestClient) -> None:
    """And leads back."""
    said = {"key": "k", "merchant": "none", "likes": "true", "back": "/stalls/a"}
    answer = client.post("/favourites", data=said)
    assert answer.status_code == 404
    assert "There is no stall none." in answer.text
