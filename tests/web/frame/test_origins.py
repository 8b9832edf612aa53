"""Nothing is changed by a page of another origin: whatever the route, with cookies or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from tests.builders import SmallCity
from tests.web.routes import routes_of
from tests.web.test_api import client_of
from yeshi.web.frame.origins import UNSAFE, is_foreign, is_surely_ours
from yeshi.web.frame.site import Site

SITE = Site("https://market.example.org")
OURS = "https://market.example.org"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Of a small city, by somebody who may do everything."""
    with client_of(SmallCity().settle_in()) as client:
        client.follow_redirects = False
        yield client


@pytest.mark.parametrize(
    ("headers", "foreign", "ours"),
    [
        ({}, False, False),
        ({"sec-fetch-site": "same-origin", "origin": OURS}, False, True),
        ({"sec-fetch-site": "none"}, False, False),
        ({"sec-fetch-site": "same-site", "origin": "https://shop.example.org"}, True, False),
        ({"sec-fetch-site": "cross-site", "origin": "https://evil.example"}, True, False),
        ({"sec-fetch-site": "cross-site"}, True, False),
        ({"sec-fetch-site": "anything"}, True, False),
        ({"origin": OURS}, False, True),
        ({"origin": "null"}, True, False),
        ({"origin": ""}, True, False),
        ({"origin": "https://evil.example"}, True, False),
        ({"origin": "http://market.example.org:80"}, True, False),
    ],
)  # fmt: skip
def test_browsers_say_where_a_page_is_from(
    headers: dict[str, str], foreign: bool, ours: bool
) -> None:
    """A program says nothing: it is no page of another, and none of ours for sure."""
    told = {"host": "market.example.org", **headers}
    raw = [(name.encode(), value.encode()) for name, value in told.items()]
    request = Request({"type": "http", "method": "POST", "headers": raw})
    assert (is_foreign(request, SITE), is_surely_ours(request, SITE)) == (foreign, ours)


def test_no_route_takes_a_change_from_elsewhere(client: TestClient) -> None:
    """Each that changes something, by either word of a browser, is refused before it is asked."""
    changing = [one for one in routes_of(client.app) if one.method in UNSAFE]  # type: ignore[arg-type]
    assert len(changing) > 80
    for route in changing:
        path = re.sub(r"\{\w+\}", "a", route.path)
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "same-site"}):
            answer = client.request(route.method, path, headers=headers)
            assert answer.status_code == 403, route
            assert "another site" in answer.text


def test_it_is_told_in_the_readers_language(client: TestClient) -> None:
    """As a problem to programs, as a page to people."""
    foreign = {"Origin": "null", "Accept-Language": "zh"}
    told = client.post("/api/customers", headers=foreign)
    assert told.json()["type"] == "urn:yeshi:foreign"
    assert "别的网站" in told.json()["detail"]
    assert "别的网站" in client.post("/basket", headers=foreign).text


def test_a_program_needs_no_origin(client: TestClient) -> None:
    """It says none, and is answered."""
    assert client.post("/api/customers").status_code == 200
    ours = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/customers", headers=ours).status_code == 200
