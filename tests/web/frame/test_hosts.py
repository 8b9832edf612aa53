"""Of odd hosts no addresses are made, and who asks by one is told so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.test_api import client_of, desk_of
from yeshi.web.app import create_app
from yeshi.web.frame.hosts import is_host
from yeshi.web.frame.site import Site


@pytest.mark.parametrize(
    "host", [b"localhost", b"yeshi.example:8000", b"127.0.0.1:80", b"[::1]:8000", b"a_b.c-d"]
)
def test_names_and_addresses_are_hosts(host: bytes) -> None:
    """With a port or without."""
    assert is_host(host)


@pytest.mark.parametrize(
    "host", [b"", b"[::1", b"a b", b"a/b", b"a:b", b"a@b", b"a:1234567", b"\xff", b"a\x00"]
)
def test_what_is_no_host_is_refused_as_page_and_as_problem(host: bytes) -> None:
    """With a sentence, before a route is asked."""
    assert not is_host(host)
    with client_of(SmallCity(), signed_in=False) as client:
        for path, media in (("/", "text/html"), ("/api/now", "application/problem+json")):
            answer = client.get(path, headers=[(b"host", host), (b"accept-language", b"zh")])
            assert answer.status_code == 400
            assert answer.headers["content-type"].startswith(media)
            assert "主机名" in answer.text


@pytest.mark.parametrize("path", ["/", "/api/now", "/healthz", "/readyz", "/static/icon.svg"])
def test_who_asks_by_another_host_is_sent_away(path: str) -> None:
    """A name that somebody else has lead here, whatever is asked for."""
    with client_of(SmallCity()) as client:
        answer = client.get(path, headers={"Host": "evil.example", "Accept-Language": "zh"})
        assert answer.status_code == 421
        assert "网址" in answer.text
        assert client.get(path).status_code == 200


def test_links_begin_with_the_public_address() -> None:
    """By whatever host of ours somebody asked."""
    city = SmallCity().settle_in()
    desk = replace(desk_of(city), site=Site("https://market.example.org"))
    with TestClient(create_app(desk), "http://localhost:8000") as client:
        told = client.get("/programmes/rural-teachers/360giving.json")
        assert told.status_code == 200
        assert "https://market.example.org/" in told.text
        assert "localhost" not in told.text
