"""Each answer is guarded: of every route, of files, and where something went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity
from tests.web.routes import routes_of
from tests.web.test_api import client_of, desk_of
from tests.web.test_reading import ENDLESS
from yeshi.web.app import create_app
from yeshi.web.frame.headers import policy
from yeshi.web.frame.site import Site

FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Of a small city, by somebody who may do everything."""
    with client_of(SmallCity().settle_in()) as client:
        client.follow_redirects = False
        yield client


def guarded(answer: Response) -> bool:
    """Whether the answer has each header once, and the policy that its kind has."""
    headers = answer.headers
    fixed = all(headers.get_list(name) == [value] for name, value in FIXED.items())
    (told,) = headers.get_list("content-security-policy")
    carried_out = headers.get("content-type", "").startswith(("text/html", "text/javascript"))
    fits = told == policy(None) if carried_out else told.startswith("default-src 'none'; base-uri")
    return fixed and fits and "camera=()" in headers["permissions-policy"]


def test_every_route_is_guarded(client: TestClient) -> None:
    """Whether it finds what is asked for or not; and what belongs to somebody is kept by nobody."""
    routes = routes_of(client.app)  # type: ignore[arg-type]
    for route in routes:
        if route.path in ENDLESS:
            continue
        answer = client.request(route.method, re.sub(r"\{\w+\}", "a", route.path))
        assert guarded(answer), (route, answer.headers)
        if not route.path.startswith(("/style", "/favicon")):
            assert answer.headers.get_list("cache-control") == ["no-store"], route
    assert len(routes) > 150


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/docs", 200),
        ("GET", "/static/parts.js", 200),
        ("GET", "/static/vendor/maplibre-gl/maplibre-gl-worker.mjs", 200),
        ("GET", "/static/icon.svg", 200),
        ("GET", "/static/none", 404),
        ("GET", "/nothing-here", 404),
        ("DELETE", "/", 405),
        ("POST", "/api/orders", 422),
    ],
)  # fmt: skip
def test_files_and_faults_are_guarded(
    client: TestClient, method: str, path: str, status: int
) -> None:
    """As pages and data are."""
    answer = client.request(method, path)
    assert answer.status_code == status
    assert guarded(answer)


def test_what_nobody_foresaw_is_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was asked for by another's host."""
    client = client_of(SmallCity())
    broken = TestClient(client.app, raise_server_exceptions=False)
    monkeypatch.setattr("yeshi.web.frame.render.Renderer.page", None)
    answer = broken.get("/sign-in")
    assert answer.status_code == 500
    assert guarded(answer)
    assert guarded(client.get("/", headers={"Host": "evil.example"}))


def test_browsers_are_told_to_keep_to_https_where_it_is() -> None:
    """For a year, and not where there is none."""
    desk = desk_of(SmallCity())
    for address, told in (("https://a.example", ["max-age=31536000; includeSubDomains"]),
                          ("http://a.example", [])):  # fmt: skip
        app = create_app(replace(desk, site=Site(address)))
        answer = TestClient(app, address).get("/healthz")
        assert answer.headers.get_list("strict-transport-security") == told


@pytest.mark.parametrize(
    ("tiles", "host"),
    [
        (None, ""),
        ("/some/city.pmtiles", ""),
        ("https://tiles.example/{z}/{x}/{y}.png", " https://tiles.example"),
        ("https://{s}.tiles.example:8443/{z}/{x}/{y}.png", " https://*.tiles.example:8443"),
        ("https://a;script-src *@b/{z}", ""),
        ("javascript://a/{z}", ""),
        ("https://[x/{z}", ""),
    ],
)
def test_the_policy_lets_tiles_in_and_nothing_inline(tiles: str | None, host: str) -> None:
    """From their host alone."""
    told = policy(tiles)
    assert f"connect-src 'self'{host};" in told
    assert f"img-src 'self' data: blob:{host};" in told
    assert "unsafe" not in told
    assert "script-src 'self';" in told
