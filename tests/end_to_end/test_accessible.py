"""No page has a serious violation of what axe-core knows, nor on a phone what a finger may miss.

The browser is a real one; what it asks for is answered by the application itself, within the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Route as Asked

from tests.builders import SmallCity
from tests.end_to_end.server import ARGUMENTS, CHROMIUM
from tests.end_to_end.targets import small_targets
from tests.web.busy import busy
from tests.web.everybody import be_everybody
from tests.web.routes import Route, choices, routes_of
from tests.web.test_api import client_of
from tests.web.test_hostile import sample

HOST = "http://testserver.local"
# What is no page of ours: files, data and streams.
NO_PAGE = (
    "/api",
    "/live",
    # Whoever opens it sits down there from then on.
    "/tables/",
    "/static",
    "/tiles",
    "/healthz",
    "/readyz",
    "/metrics",
    "/style",
)
SERIOUS = ("serious", "critical")
DESKTOP = 760

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
    pytest.mark.timeout(600),
]

# The page on which somebody is asked whether a client may act for them (tests/web/busy.py has it).
ASKED = "/oauth/authorize?" + urlencode({
    "response_type": "code", "client_id": "client",
    "redirect_uri": "https://app.example.org/back", "code_challenge": "x" * 43,
    "code_challenge_method": "S256",
})  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def city() -> tuple[TestClient, dict[str, str]]:
    """The small city in the middle of everything, open to somebody with every role."""
    small = SmallCity().open_up().settle_in()
    ids = busy(small)
    client = client_of(small)
    be_everybody(client, small.store)
    return client, ids


def pages_of(client: TestClient, ids: dict[str, str]) -> Iterator[str]:
    """The address of each page."""
    for route in routes_of(client.app):  # type: ignore[arg-type]
        if route.method != "GET" or route.path.startswith(NO_PAGE):
            continue
        for path in _filled(route, ids):
            answer = client.get(path, follow_redirects=False)
            kind = answer.headers.get("content-type", "")
            whole = kind.startswith("text/html") and "<!doctype html>" in answer.text.lower()
            if answer.status_code == 200 and whole:
                yield path
    yield ASKED


def _filled(route: Route, ids: dict[str, str]) -> list[str]:
    paths = [route.path]
    for one in route.inputs:
        if one.where == "path":
            told = choices(one.told) or [str(sample(one.told.annotation, one.name, ids))]
            values = choices(one.told) or [ids.get(one.name, told[0])]
            paths = [
                path.replace(f"{{{one.name}}}", quote(value, safe=""))
                for path in paths for value in values
            ]  # fmt: skip
    return paths


def shown(browser: Browser, client: TestClient, width: int, language: str) -> Page:
    """A page of that width whose every request is answered by the application."""
    page = browser.new_context(
        viewport={"width": width, "height": 900}, locale=language, reduced_motion="reduce",
        color_scheme="dark" if language == "en" else "light",
    ).new_page()  # fmt: skip

    def answer(asked: Asked) -> None:
        url = urlsplit(asked.request.url)
        if asked.request.method != "GET" or url.path == "/live":
            asked.abort()
            return
        got = client.get(
            url.path + (f"?{url.query}" if url.query else ""),
            headers={"accept-language": language, "accept-encoding": "identity"},
            follow_redirects=False,
        )  # fmt: skip
        asked.fulfill(status=got.status_code, headers=dict(got.headers), body=got.content)

    page.route("**/*", answer)
    return page


def faults_on(page: Page, path: str, width: int) -> list[str]:
    """Each serious violation on the page, and on a phone each small target, with where it is."""
    page.goto(HOST + path, wait_until="load")
    small = [f"{path}: target: {one}" for one in small_targets(page) if width < DESKTOP]
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return small + [
        f"{path}: {one['id']}: {node['target'][0]}: {node['failureSummary']}"
        for one in found if one["impact"] in SERIOUS for node in one["nodes"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "width"),
    [("zh", 390), pytest.param("en", 1280, marks=pytest.mark.slow)],
)  # fmt: skip
def test_no_page_has_a_serious_violation(
    browser: Browser, city: tuple[TestClient, dict[str, str]], language: str, width: int
) -> None:
    """On a phone by day and on a desktop by night; each page that there is."""
    client, ids = city
    page = shown(browser, client, width, language)
    paths = list(pages_of(client, ids))
    assert len(paths) > 40
    faults = [fault for path in paths for fault in faults_on(page, path, width)]
    client.get(f"/tables/{ids['table']}")
    seated = ["/table", "/table/paying", "/stalls/a"]
    faults += [fault for path in seated for fault in faults_on(page, path, width)]
    client.post("/table/leave", data={"key": "k"})
    assert not faults, "\n".join(faults)
