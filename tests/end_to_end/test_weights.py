"""The first screen of each page is light enough for a slow way: what it is sent, and what it names.

Charts, and pictures farther down, are fetched once they are about to be seen: they are not of it.
`python -m bench.faces.weights` weighs the pages of the demo city in a browser, and times them.
"""

from __future__ import annotations

import gzip
import re
from urllib.parse import urljoin

from fastapi.testclient import TestClient

from tests.end_to_end.test_accessible import city, pages_of

__all__ = ["city"]

BYTES_MAX, WITH_MAP_MAX = 150_000, 450_000
NAMED = re.compile(
    r'<link rel="stylesheet" href="([^"]+)"|<script[^>]*\ssrc="([^"]+)"'
    r'|<img(?![^>]*loading="lazy")[^>]*\ssrc="([^"]+)"'
)
# What a module fetches at once, and the worker of maps, which is named by its address.
FETCHED = re.compile(r'\bfrom\s*"(\./[^"]+)"|new URL\("(\./vendor/maplibre[^"]+)"')
WITH_MAP = re.compile(r"data-(map|pin|draw)=")


def sizes_of(client: TestClient, address: str, known: dict[str, int]) -> dict[str, int]:
    """The bytes of what is found there, as it is sent, and of all that it fetches at once."""
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200, address
    if answer.headers.get("content-encoding") == "br" or len(answer.content) < 1000:
        known[address] = int(answer.headers["content-length"])
    else:
        known[address] = len(gzip.compress(answer.content, 5))
    if "javascript" in answer.headers["content-type"] and "/vendor/" not in address:
        for names in FETCHED.findall(answer.text):
            within = urljoin(address, "".join(names))
            if within not in known:
                sizes_of(client, within, known)
    return known


def test_no_first_screen_is_heavier_than_its_bar(city: tuple[TestClient, dict[str, str]]) -> None:
    """150 kB without a map, 450 kB with one; compressed, with nothing kept before."""
    client, ids = city
    sheets: dict[str, dict[str, int]] = {}
    heavy, count = [], 0
    for path in pages_of(client, ids):
        html = client.get(path).text
        found = {path: len(gzip.compress(html.encode(), 5))}
        for names in NAMED.findall(html):
            named = "".join(names)
            if named.startswith("/"):
                found |= sheets.setdefault(named, sizes_of(client, named, {}))
        bytes_max = WITH_MAP_MAX if WITH_MAP.search(html) else BYTES_MAX
        count += 1
        if sum(found.values()) > bytes_max:
            heavy.append((path, sum(found.values()), found))
    assert count > 40
    assert heavy == []
