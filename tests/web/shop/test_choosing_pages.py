"""Stalls are chosen on the pages of the shop without any script, and it is said in words by what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.stalls.test_finding import named
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.market.catalogue import Allergen, Offered
from yeshi.market.facts import StallFacts
from yeshi.market.hours import Hours

ZH = {"Accept-Language": "zh"}


@pytest.fixture
def city() -> SmallCity:
    """Stall a is hot and has seats, b is closed, r sells for little."""
    city = named(MemoryStore("CNY"))
    with city.store.begin() as work:
        for id_ in ("a1", "a2"):
            hot = Offered(spice=2, allergens=(Allergen.PEANUT,))
            work.items.put(replace(work.items.must(id_), offered=hot))
        work.items.put(replace(work.items.must("r1"), price=city.money(500)))
        work.merchants.put(replace(work.merchants.must("b"), taking=False))
        work.stall_facts.add(StallFacts(id="a", seats=True))
    return city


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """A visitor's browser, whose script does nothing."""
    with client_of(city, signed_in=False) as client:
        yield client


def placed(client: TestClient) -> TestClient:
    """The same, who said where they are: a few metres from the stalls."""
    client.post("/api/customers")
    home = {"key": "1", "name": "home", "address": "3 Lane", "door_note": "", "phone": ""}
    kept = client.post("/addresses", data=home | {"x": "0", "y": "2.5", "near": "", "back": "/"})
    assert kept.status_code == 200, kept.text
    return client


def stalls(html: str) -> list[str]:
    """The stalls on the page, in order."""
    return re.findall(r'href="/stalls/(\w+)"', html)


def chip(html: str, words: str) -> str:
    """Where the chip of those words leads."""
    found = re.search(rf'<a class="chip" href="([^"]+)"[^>]*>\s*{words}\s*<', html)
    assert found, words
    return unescape(found[1])


def test_chips_add_up_and_each_is_taken_off_in_one_tap(client: TestClient) -> None:
    """On the first page; what was wanted is told in a sentence."""
    page = client.get("/").text
    assert stalls(page) == ["a", "b", "r"]
    mild = client.get(chip(page, "not hot")).text
    assert stalls(mild) == ["r", "b"]
    assert "2 stalls: not hot" in mild
    both = client.get(chip(mild, "open now")).text
    assert stalls(both) == ["r"]
    assert "1 stall: open now, not hot" in both
    assert both.count('aria-current="true"') + both.count("aria-current=true") >= 2
    off = client.get(chip(both, "not hot")).text
    assert stalls(off) == ["a", "r"]
    assert stalls(client.get(chip(off, "open now")).text) == ["a", "b", "r"]


def test_it_is_said_in_both_languages(client: TestClient) -> None:
    """As people say it there."""
    page = client.get("/?open_now=true&spice=0&without=peanut&price=10", headers=ZH).text
    assert "1 家：营业中、单品不超过 ¥10.00、不辣、不含花生" in page
    assert "以摊主填写的信息为准" in page
    assert "with seats" not in page


def test_where_nothing_is_left_it_is_said_what_to_take_off(client: TestClient) -> None:
    """With how many that gives; a tap on it goes there."""
    page = client.get("/?seats=true&spice=0").text
    assert "No stall is all of this: with seats, not hot." in page
    ways = re.findall(r'<a href="([^"]+)">\s*Take off “([^”]+)”: (\d+) found', page)
    assert [(words, count) for _, words, count in ways] == [("with seats", "2"), ("not hot", "1")]
    assert stalls(client.get(unescape(ways[0][0])).text) == ["r", "b"]
    everything = client.get("/?seats=true&price=1&market=-").text
    assert "Take all of it off: 3 found" in everything


def test_what_was_typed_stays_with_what_is_wanted(client: TestClient) -> None:
    """The chips keep what was typed, and the field what is wanted."""
    page = client.get("/search", params={"q": "choudoufu"}).text
    assert stalls(page) == ["a", "b"]
    mild = client.get(chip(page, "not hot")).text
    assert stalls(mild) == ["b"]
    assert 'value="choudoufu"' in mild
    assert '<input type="hidden" name="spice" value="0">' in mild
    # Nothing typed: all stalls of the city.
    assert stalls(client.get("/search?spice=0").text) == ["r", "b"]


def test_a_form_that_is_sent_says_what_it_leaves_empty(client: TestClient) -> None:
    """What is empty is not wanted."""
    sent = "/?open_now=true&price=&within=&spice=&market=m&sort=cheapest&diet=&q="
    assert client.get(sent.replace("&diet=", "")).status_code == 200
    page = client.get("/?price=20&within=&spice=&market=&sort=cheapest").text
    assert stalls(page) == ["r", "a", "b"]
    assert "1 stall: open now, m" in client.get("/?open_now=true&price=&market=m").text


def test_minutes_are_to_the_door_that_one_used_last(city: SmallCity) -> None:
    """With the fee; who said nothing is led to say it first."""
    with city.store.begin() as work:
        for id_ in ("a", "b"):
            stall = work.merchants.must(id_)
            work.merchants.put(replace(stall, cook_s=3000))
    with client_of(city, signed_in=False) as client:
        page = client.get("/?open_now=true").text
        assert chip(page, "within 30 minutes").startswith("/addresses/new?back=")
        assert stalls(client.get("/?within=30").text) == ["a", "r", "b"]
        page = placed(client).get("/?within=30").text
        assert stalls(page) == ["r"]
        assert "about 21 min to you" in page
        assert "¥3.00 to bring" in page
        assert stalls(client.get("/?sort=soonest").text) == ["r", "a", "b"]
        front = client.get("/").text
        assert "from 61 min to you" in front


def test_a_market_is_chosen_in_too(client: TestClient) -> None:
    """And restaurants; what cannot be asked for is said."""
    assert stalls(client.get("/markets/m?spice=0").text) == ["b"]
    assert stalls(client.get("/restaurants?spice=0").text) == ["r"]
    none = client.get("/markets/m?price=6").text
    # The last that is given up is the market itself: then one is on the first page.
    assert re.findall(r'<a href="([^"]+)">\s*Take off “this market”: 1 found', none) == [
        "/?price=6"
    ]
    assert client.get("/?market=gone").status_code == 404
    for wrong in ("within=4", "price=0", "spice=9", "sort=worst", "open_now=perhaps", "diet=air"):
        page = client.get(f"/?{wrong}")
        assert page.status_code == 422, wrong
        assert "cannot be used" in page.text


def test_markets_have_their_lights_on_until_the_last_closes(
    city: SmallCity, client: TestClient
) -> None:
    """Or off; who takes no orders is behind one line."""
    page = client.get("/").text
    assert 'class="card tile lit"' in page
    assert "open until 03:00" in page
    assert "1 stall takes no orders now" in page
    with city.store.begin() as work:
        work.merchants.put(
            replace(work.merchants.must("a"), hours=Hours(time(18), time(4)), cook_s=700)
        )
    city.wait(1)
    assert "open until 04:00" in client.get("/").text
    with city.store.begin() as work:
        work.merchants.put(
            replace(work.merchants.must("b"), hours=Hours(time(0), time(0)), taking=True)
        )
    city.wait(1)
    assert "open until 04:00, some all night" in client.get("/").text
    with city.store.begin() as work:
        for id_ in ("a", "b", "r"):
            work.merchants.put(replace(work.merchants.must(id_), taking=False))
    city.wait(1)
    dark = client.get("/", headers=ZH).text
    assert "现在没有营业" in dark
    assert 'class="card tile"' in dark


def test_a_card_says_what_a_dish_is_about(client: TestClient) -> None:
    """The mean of its menu."""
    assert "a dish is about ¥23" in client.get("/").text
