"""All pages of the demo city, found by following links as each kind of person does.

A page is a route that answers with a whole page; one address of each is enough. What nobody comes
to by a link, and what is linked and not there, is told.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from fastapi.routing import APIRoute

from tests.end_to_end.server import Server
from yeshi.web.app import ROUTERS

# Nobody, who orders; then one of each kind of people of the demo city (yeshi/files/changsha).
PEOPLE = (
    "", "demo-noodle-dawn", "demo-rider-20", "demo-operator", "demo-owner", "demo-official",
    "demo-foundation", "demo-approver-1", "demo-reader-1", "demo-secretary", "demo-party",
)  # fmt: skip
STARTS = (
    "/", "/design", "/basket", "/sign-in", "/join", "/account", "/settings", "/control", "/kitchen",
    "/courier", "/campaigns", "/programmes", "/accords", "/offline",
)  # fmt: skip
# What is no page, or leads away from what one sees.
NO_PAGE = (
    "/api", "/static", "/style", "/live", "/tiles", "/healthz", "/readyz", "/metrics", "/language/",
    "/theme/", "/sign-out", "/favicon", "/pictures/", "/.well-known", "/map-settings",
)  # fmt: skip
# Files to keep, which are no pages either.
FILE = re.compile(r"\.(csv|parquet|png|svg|pdf|json|xlsx|ics|xml|geojson)(\?|$)|[?&]as=")
# Of links to the same route so many are tried, as some lead to what is answered in another way.
TRIES = 3
# So long the city lives before it is looked at: orders come, are cooked and are under way.
SETTLE_S = 12.0
ORDERED = "noodle-dawn.beef-noodles"
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"')
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page by the path of its route, an address of it, and who may look at it."""

    route: str
    address: str
    person: str


@dataclass(slots=True)
class Walk:
    """What was found: pages by route, links that lead nowhere with where they stood, cookies."""

    pages: dict[str, FoundPage] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    cookies: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def unseen(self) -> list[str]:
        """Routes for reading that no link leads to."""
        told = {one.path for one in _routes()}
        return sorted(told - set(self.pages) - self._others)

    _others: set[str] = field(default_factory=set)


def walk(server: Server) -> Walk:
    """All that can be come to in the city of `server`, which has lived for a while."""
    time.sleep(SETTLE_S)
    found = Walk()
    for person in PEOPLE:
        with httpx.Client(
            base_url=server.url, headers={"Accept-Language": "zh"}, timeout=60
        ) as client:
            if person:
                client.post("/api/sign-in", json={"id": person}).raise_for_status()
            starts = STARTS if person else (*STARTS, _order(client))
            _follow(client, person, starts, found)
            found.cookies[person] = [
                {"name": one.name, "value": one.value or "", "url": server.url}
                for one in client.cookies.jar
            ]
    return found


def _order(client: httpx.Client) -> str:
    """Have something in the basket; where it is paid."""
    token = _TOKEN.search(client.get("/stalls/noodle-dawn").text)
    said = {
        "form_token": token[1] if token else "", "item": ORDERED, "quantity": "1",
        "back": "/basket",
    }  # fmt: skip
    origin = {"Origin": str(client.base_url).rstrip("/")}
    client.post("/basket", data=said, headers=origin, follow_redirects=True).raise_for_status()
    return "/basket"


def _follow(client: httpx.Client, person: str, starts: Sequence[str], found: Walk) -> None:
    waiting = deque((one, "") for one in starts)
    # What others have found leads on from there for this person too: to be looked at once.
    seen, tried = set(starts), dict.fromkeys(found.pages, TRIES - 1)
    while waiting:
        address, of = waiting.popleft()
        route = _route_of(address)
        if address not in starts and tried.get(route, 0) >= TRIES:
            continue
        tried[route] = tried.get(route, 0) + 1
        answer = client.get(address, follow_redirects=False)
        # Where one may not go is no page of this person's; where one is led on to may be.
        if answer.is_redirect and answer.headers["location"] not in seen:
            seen.add(answer.headers["location"])
            waiting.append((answer.headers["location"], address))
        if answer.status_code == 404 and of:
            found.dead.append(f"{address} on {of}, for {person or 'a visitor'}")
        if answer.status_code != 200:
            continue
        if not _is_whole(answer):
            found._others.add(route)
            continue
        if route not in found.pages:
            found.pages[route] = FoundPage(route, address, person)
            tried[route] = TRIES
        for link in _links_on(answer.text, address):
            if link not in seen:
                seen.add(link)
                waiting.append((link, address))


def _is_whole(answer: httpx.Response) -> bool:
    kind = answer.headers.get("content-type", "")
    return kind.startswith("text/html") and "<!doctype html>" in answer.text[:200].lower()


def _links_on(html: str, address: str) -> list[str]:
    links = []
    for written in _LINK.findall(html):
        link = unescape(written)
        parts = urlsplit(urljoin(address, link))
        if parts.scheme or parts.netloc or parts.path.startswith(NO_PAGE) or FILE.search(link):
            continue
        links.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return links


def _routes() -> list[APIRoute]:
    return [
        one for router in ROUTERS for one in router.routes
        if isinstance(one, APIRoute) and "GET" in (one.methods or ())
        if not one.path.startswith(NO_PAGE)
    ]  # fmt: skip


def _route_of(address: str) -> str:
    path = urlsplit(address).path
    return next((one.path for one in _routes() if one.path_regex.match(path)), path)
