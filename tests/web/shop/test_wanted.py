"""What is wanted stands in the address of lists over JSON as it does in that of pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from tests.builders import SmallCity
from tests.flow.stalls.test_finding import named
from tests.market.test_choosing import WISHES
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.geo.point import Point
from yeshi.market.choosing import StallsWanted
from yeshi.web.shop.chooser import Chooser
from yeshi.web.shop.wanted import written


def ids(client: TestClient, path: str, **asked: Any) -> list[str]:
    """The stalls of the answer, in order."""
    answer = client.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    return [one["merchant"]["id"] for one in answer.json()]


def city() -> SmallCity:
    """The city of what is found, whose restaurant is a way off."""
    found = named(MemoryStore("CNY"))
    with found.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("r"), place=Point(0, 40)))
        work.items.put(replace(work.items.must("r1"), price=found.money(500)))
    return found


def test_merchants_are_those_that_are_wanted() -> None:
    """With the dishes that are; page after page by id."""
    with client_of(city(), signed_in=False) as client:
        assert ids(client, "/api/merchants") == ["a", "b", "r"]
        cheap = client.get("/api/merchants", params={"price": 10}).json()
        assert [[it["id"] for it in one["menu"]] for one in cheap] == [["r1"]]
        first = client.get("/api/merchants", params={"price": 20, "limit": 2})
        assert [one["merchant"]["id"] for one in first.json()] == ["a", "b"]
        assert "after=b" in first.headers["link"]
        assert "price=20" in first.headers["link"]
        assert ids(client, "/api/merchants", price=20, limit=2, after="b") == ["r"]
        assert cheap[0]["merchant"]["owner_woman"] is None
        assert client.get("/api/merchants", params={"market": "gone"}).status_code == 404


def test_what_is_searched_for_is_wanted_too() -> None:
    """In the order that is asked for."""
    with client_of(city(), signed_in=False) as client:
        assert ids(client, "/api/search", q="臭豆腐", market="m", sort="cheapest") == ["b", "a"]
        assert ids(client, "/api/search", q="臭豆腐", market="-") == []
        assert ids(client, "/api/search", q="臭豆腐", price=5) == []
        mean = client.get("/api/search", params={"q": "laowang"}).json()[0]["mean_price"]
        assert mean == {"fen": 1750, "currency": "CNY"}


def test_minutes_are_reckoned_to_the_place_that_is_given() -> None:
    """Refused where there is none, or half of one."""
    with client_of(city(), signed_in=False) as client:
        near = {"x": 0, "y": 40}
        # 1,200 s from the restaurant next door; a minute more from the market.
        assert ids(client, "/api/merchants", within=20, **near) == ["r"]
        assert ids(client, "/api/merchants", within=21, **near) == ["a", "b", "r"]
        assert ids(client, "/api/search", q="laowang", within=20, **near) == ["r"]
        for asked in ({"within": 30}, {"sort": "soonest"}, {"x": 1}, {"within": 30, "y": 1}):
            refused = client.get("/api/merchants", params=asked)
            assert refused.status_code == 409, asked
            assert refused.json()["field"] in ("x", "y")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(WISHES)
def test_an_address_means_what_was_wanted(wanted: StallsWanted) -> None:
    """As the page reads it, it would write it again."""
    with client_of(SmallCity().settle_in(), signed_in=False) as client:
        asked = urlencode(written(wanted if wanted.market != "n" else replace(wanted, market="m")))
        page = client.get(f"/search?q=x&{asked}")
    assert page.status_code == 200
    kept = Chooser(currency="CNY", path="/", wanted=wanted).kept
    for name, value in kept:
        value = "m" if (name, value) == ("market", "n") else value
        assert f'<input type="hidden" name="{name}" value="{value}">' in page.text
