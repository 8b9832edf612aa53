"""Cookies are shut off from scripts and other sites, and behind HTTPS from neighbouring hosts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import enter_everybody, sign_in_as
from tests.web.test_api import desk_of
from yeshi.web.app import create_app
from yeshi.web.frame.sign_in import COOKIE
from yeshi.web.frame.site import Site


def client_at(address: str) -> TestClient:
    """A client of a small city that is found there; everybody is known in it."""
    city = SmallCity()
    enter_everybody(city.store)
    desk = replace(desk_of(city), site=Site(address))
    return TestClient(create_app(desk), address, follow_redirects=False)


@pytest.fixture(params=["http://localhost:8000", "https://market.example.org"])
def client(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    """Of a city without HTTPS, and of one behind it."""
    with client_at(request.param) as client:
        yield client


def test_each_cookie_has_all_flags(client: TestClient) -> None:
    """Whatever its route said of it."""
    is_secure = client.base_url.scheme == "https"
    for path in ("/language/en", "/api/customers"):
        answer = client.get(path) if path.startswith("/l") else client.post(path)
        for cookie in answer.headers.get_list("set-cookie"):
            _, *flags = cookie.split("; ")
            assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(flags)
            assert not any(flag.startswith("Domain") for flag in flags)
            assert cookie.startswith("__Host-") is is_secure
            assert ("Secure" in flags) is is_secure
    assert len(client.cookies) == 2


def test_a_cookie_is_known_again(client: TestClient) -> None:
    """By the name under which it was sent."""
    assert client.get("/language/zh").is_redirect
    assert client.get("/", headers={"Accept-Language": "en"}).text.count('lang="zh-CN"')


def test_a_neighbours_cookie_is_none_of_ours() -> None:
    """Behind HTTPS a plain name could have been set by any host beside ours."""
    with client_at("https://market.example.org") as client:
        desk = client.app.state.desk  # type: ignore[attr-defined]
        sign_in_as(client, desk, enter_everybody(desk.engine.store))
        value = client.cookies[COOKIE]
        client.cookies.clear()
        for name, status in ((COOKIE, 303), (f"__Host-{COOKIE}", 200)):
            answer = client.get("/control", headers={"Cookie": f"{name}={value}"})
            assert answer.status_code == status
