"""A page is in one language: no Latin word in a Chinese one, no Chinese character in an English one.

But for what is called so in both: names that people, things and programs have, formats, units.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.flow.city.sheets.builders import prepared
from tests.web.busy import PEOPLE, busy
from tests.web.everybody import be_everybody
from tests.web.routes import routes_of
from tests.web.test_api import client_of
from tests.web.test_reading import ENDLESS, addresses
from yeshi.web.frame.language import COOKIE

# Formats, units, programs and methods are called so everywhere; `name` is what a file's field is.
KEPT = set(re.findall(r"\S+", """
CSV CAMT Stripe IBAN BIC XLSX XLS ODS JSON PDF PNG SVG JPEG WebP HEIC Parquet GeoJSON iCalendar IATI Giving OAuth HTTPS http https KB MB CNY
Aegis FreeOTP Google Bruneau Lin PELT English YESHI_TILES YESHI_OIDC kB
yeshi backup books Beancount import panel district year people zone person name zh en product.md
"""))  # fmt: skip
# What people typed, and what things of the small city are called, in tests/web/busy.py.
TYPED = set(re.findall(r"\S+", """
Everybody everybody app app.example.org example.org back alibaba hunan city console owner cook
cooperation crisp rural-teachers decided step train register plan.txt marked-asks marked-contact marked-paper
marked-holder marked-host marked-complaint marked-answer marked-appeal marked-written marked-title marked marked-word mail.org marked-invited marked-newcomer marked-says none fund callback coded
"""))  # fmt: skip
TYPED |= {"Stinky", "tofu"}
PEOPLE_CALLED = {word for one in PEOPLE for word in re.findall("[a-z]+", f"{one.id} {one.name}")}
# Made of letters and digits, as no word is.
IDS = re.compile(
    r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b|\b(?:[a-z]{2}-)?(?=\w*\d)(?=\w*[A-Za-z])\w{5,}\b|\b[a-z]{2}-[a-z0-9]{16}\b|\b[A-Z2-7]{5}\b"
)
LATIN = re.compile(r"[A-Za-z][A-Za-z_'.-]*[A-Za-z]")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
EMPTY = {"input", "br", "img", "meta", "link", "hr", "source", "wbr", "col"}
UNREAD = {"script", "style", "code", "pre", "head"}
READ_OUT = ("placeholder", "aria-label", "alt", "title")


class Seen(HTMLParser):
    """Collects what a page says in its own language, also to who reads by ear."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._language = language
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what is read out of it."""
        told = dict(attrs)
        foreign = not (told.get("lang") or self._language).startswith(self._language)
        if tag not in EMPTY:
            self._open.append((tag, tag in UNREAD or foreign))
        if not foreign and self._is_read:
            self.said += [told[name] or "" for name in READ_OUT if told.get(name)]

    def handle_endtag(self, tag: str) -> None:
        """Go on with what is around it."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take what is seen."""
        if self._is_read and data.strip():
            self.said.append(data)

    @property
    def _is_read(self) -> bool:
        return not any(unread for _, unread in self._open)


def titles(drawing: Any) -> Iterator[str]:
    """All titles of a drawing: of its axes, legends and parts."""
    if isinstance(drawing, dict):
        for name, value in drawing.items():
            if name == "title" and isinstance(value, str):
                yield value
            yield from titles(value)
    elif isinstance(drawing, list):
        for one in drawing:
            yield from titles(one)


def said_by(answer: Any, language: str) -> list[str]:
    """What a page or a drawing says."""
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html"):
        seen = Seen(language)
        seen.feed(answer.text)
        return seen.said
    if kind.startswith("application/json") and '"$schema"' in answer.text:
        return list(titles(json.loads(answer.text)))
    return []


@pytest.fixture
def walked(tmp_path: Path) -> tuple[TestClient, list[str]]:
    """The small city in the middle of everything, for somebody with every role, and its pages."""
    city = SmallCity().open_up().settle_in()
    ids = busy(city)
    client = client_of(city, sheets=prepared(city, tmp_path))
    be_everybody(client, city.store)
    client.follow_redirects = False
    ids |= {"token": "none", "address": "none"}
    paths = [
        address
        for route in routes_of(client.app)  # type: ignore[arg-type]
        if route.method == "GET" and route.path not in ENDLESS
        if not route.path.startswith(("/api", "/static", "/language", "/theme"))
        for address in addresses(route, ids)
        if not address.endswith((".png", ".svg", ".pdf", ".csv", ".parquet"))
    ]
    return client, paths


def foreign(client: TestClient, paths: list[str], language: str) -> Iterator[str]:
    """Each word of another language on the pages, with where it is."""
    kept = KEPT | TYPED | PEOPLE_CALLED
    for path in paths:
        answer = client.get(path, headers={"accept-language": language})
        for said in said_by(answer, language):
            plain = IDS.sub("", said)
            words = (LATIN if language == "zh" else CHINESE).findall(plain)
            for word in words:
                if word not in kept and word.strip("'.-") not in kept:
                    yield f"{path}: {word}: {said.strip()[:80]}"


# Languages are called as they call themselves, so that who reads no other finds theirs; and a form
# shows how both names are typed in one line.
OWN = ("中文", "臭豆腐")


@pytest.mark.timeout(300)
def test_no_page_speaks_two_languages(walked: tuple[TestClient, list[str]]) -> None:
    """Each page and each drawing, in both."""
    client, paths = walked
    assert COOKIE not in client.cookies
    assert len(paths) > 80
    found = list(foreign(client, paths, "zh"))
    assert not found, "\n".join(dict.fromkeys(found))
    found = [one for one in foreign(client, paths, "en") if one.split(": ")[1] not in OWN]
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/basket", {"item": "a1", "quantity": "51"}),
        ("/kitchen/a/x/accept", {"key": "1", "minutes": "abc"}),
        ("/kitchen/a/stock", {"key": "1", "item": "a1", "left": "abc"}),
        ("/kitchen/a/hours", {"key": "1", "opens": "x", "closes": "y"}),
        ("/kitchen/a/dishes", {"key": "", "zh": "x" * 300}),
        ("/settings/zones", {"key": "1", "name_zh": "", "why": ""}),
        ("/join", {"key": "1", "kind": "other"}),
        ("/sign-in", {"id": "x" * 200}),
    ],
)
def test_what_is_wrong_is_told_in_chinese(path: str, said: dict[str, str]) -> None:
    """Also by what reads a form before a business does."""
    city = SmallCity().settle_in()
    client = client_of(city)
    be_everybody(client, city.store)
    answer = client.post(path, data=said, headers={"accept-language": "zh"})
    assert answer.status_code in (404, 409, 422)
    told = re.findall(r'id="said"[^>]*>([^<]*)<', answer.text)
    assert told
    assert CHINESE.search(told[0])
    assert not LATIN.findall(told[0]), told
