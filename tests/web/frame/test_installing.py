"""A browser is given all that it needs to keep the city as an application."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import CHARTER, SmallCity
from tests.web.test_api import client_of
from yeshi.web.frame.installing import NIGHT
from yeshi.web.frame.style_sheets import sheet_of


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A visitor's browser in the small city."""
    with client_of(SmallCity().open_up().settle_in(), signed_in=False) as client:
        yield client


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_manifest_calls_the_city_by_its_name(client: TestClient, language: str) -> None:
    """In the reader's language; pages lead to it, with their cookies."""
    told = {"Accept-Language": language}
    manifest = client.get("/manifest.webmanifest", headers=told)
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    assert manifest.json()["name"] == CHARTER.name.in_language(language)
    page = client.get("/", headers=told).text
    assert (
        '<link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials">' in page
    )


def test_icons_are_as_large_as_the_manifest_says(client: TestClient) -> None:
    """Each is there; a browser would leave out one of another size."""
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert {one.get("purpose") for one in icons} == {None, "any", "maskable"}
    for one in icons:
        answer = client.get(one["src"])
        assert answer.status_code == 200
        if one["type"] == "image/png":
            wide, high = struct.unpack(">II", answer.content[16:24])
            assert one["sizes"] == f"{wide}x{high}"
            assert len(answer.content) < 60_000


def test_the_bar_has_the_colour_of_the_night() -> None:
    """As the sheet has it."""
    assert f"--night: {NIGHT};" in (sheet_of("shop") or "")


def test_the_worker_is_a_script_of_the_whole_city_and_asked_for_again(client: TestClient) -> None:
    """From its address it may look after all pages; an old one would keep what it should not."""
    answer = client.get("/worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-store"
    assert "worker-src 'self'" in answer.headers["content-security-policy"]


def test_the_last_page_speaks_the_language_it_is_asked_in(client: TestClient) -> None:
    """It is kept for whoever is without a connection, and tells of nobody."""
    for language, said in (("en", "No connection"), ("zh", "没有网络")):
        answer = client.get("/offline", headers={"Accept-Language": language})
        assert said in answer.text
        # By it the worker knows in which language pages are read.
        assert answer.headers["content-language"] == language
