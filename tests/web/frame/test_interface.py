"""What programs may ask for is read on a light page, and tried in a viewer that is one tap away."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from fastapi.openapi.utils import get_openapi
from fastapi.testclient import TestClient
from markupsafe import escape

from tests.builders import SmallCity
from tests.web.test_api import client_of
from yeshi.web.frame.interface import VIEWER_KILOBYTES, ways_of_programs

# What a first screen may weigh beside its styles and scripts.
BYTES_MAX = 60_000


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A visitor's browser in the small city."""
    with client_of(SmallCity().settle_in(), signed_in=False) as client:
        yield client


def test_each_way_of_the_contract_stands_on_the_page(client: TestClient) -> None:
    """With what it does, and its place in the viewer; nothing of the viewer is loaded for it."""
    page = client.get("/docs").text
    contract = get_openapi(title="-", version="-", routes=client.app.routes)  # type: ignore[attr-defined]
    ways = [way for methods in contract["paths"].values() for way in methods.values()]
    assert len(ways) > 150
    for way in ways:
        anchor = f"/docs/try#/{way['tags'][0]}/{way['operationId']}"
        assert page.count(f'href="{anchor}"') == 1
        assert str(escape(way["summary"])) in page
    assert page.count('href="/docs/try#/') == len(ways)
    assert "swagger" not in page
    assert len(gzip.compress(page.encode(), 5)) < BYTES_MAX
    assert "swagger" in client.get("/docs/try").text
    assert 'src="/static/vendor/swagger' not in client.get("/docs/try").text


def test_a_way_says_what_its_query_may_say(client: TestClient) -> None:
    """By name; what is in its path is read in the path."""
    groups = ways_of_programs(client.app.routes)  # type: ignore[attr-defined]
    (figures,) = [way for way in groups["observing"] if way.path == "/api/figures"]
    assert (figures.method, figures.asks) == ("GET", ("day",))


def test_how_heavy_the_viewer_is_stands_where_it_is_opened(client: TestClient) -> None:
    """As it is sent, to a tenth, in both languages."""
    (library,) = re.findall(r'data-library="([^"]+)"', client.get("/docs/try").text)
    sent = 0
    for part in ("swagger-ui-bundle.js", "swagger-ui.css"):
        answer = client.get(f"{library}/{part}", headers={"Accept-Encoding": "br"})
        sent += int(answer.headers["content-length"])
    assert sent / 1000 == pytest.approx(VIEWER_KILOBYTES, rel=0.1)
    for language in ("zh", "en"):
        page = client.get("/docs/try", headers={"Accept-Language": language}).text
        assert page.count(f"{VIEWER_KILOBYTES} kB") == 2
