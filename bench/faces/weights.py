"""What the first screen of every page weighs, and how soon it is there: python -m bench.faces.weights.

Each page of the demo city is opened on a phone of 390 points with nothing kept: bytes as they come
over the wire, compressed; requests; then once more on slow 3G (400 kbit/s, 400 ms) until the
largest thing of the first screen is painted, without the map. What breaks a bar is marked.
"""

from __future__ import annotations

import argparse
import shutil
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench.faces.looking import chromium, opened_as
from bench.faces.walking import FoundPage, Walk, walk
from tests.end_to_end.server import Server, short_folder

WIDTH = 390
KB_MAX, KB_WITH_MAP_MAX, SECONDS_MAX = 150, 450, 4.0
SLOW_3G = {
    "offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000,
}  # fmt: skip
# What comes after the page is there comes within that time.
SETTLE_MS = 1500
_LARGEST = """() => new Promise((done) => {
  let at = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) at = one.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done(at), 200);
})"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A page with its kilobytes, requests, and seconds on slow 3G; `drawn`: it has a map."""

    page: FoundPage
    kilobytes: float
    requests: int
    seconds: float
    drawn: bool

    @property
    def breaks(self) -> str:
        """Which bars it breaks, in words."""
        most = KB_WITH_MAP_MAX if self.drawn else KB_MAX
        told = [f"{most} kB"] if self.kilobytes > most else []
        return ", ".join([*told, *([f"{SECONDS_MAX:.0f} s"] if self.seconds > SECONDS_MAX else [])])


def weighed(browser: Browser, found: Walk, page: FoundPage, url: str) -> Weight:
    """The page, opened twice: for what it weighs, and for how soon it is there."""
    with opened_as(browser, found, page.person, WIDTH) as context:
        shown = context.new_page()
        session = context.new_cdp_session(shown)
        loaded = _heard(session)
        shown.goto(url + page.address, wait_until="load")
        shown.wait_for_timeout(SETTLE_MS)
        drawn = shown.locator("[data-map],[data-pin],[data-draw]").count() > 0
        kilobytes, requests = sum(loaded.values()) / 1000, len(loaded)
    return Weight(
        page=page,
        kilobytes=kilobytes,
        requests=requests,
        seconds=_slowly(browser, found, page, url),
        drawn=drawn,
    )


def _heard(session: CDPSession) -> dict[str, float]:
    """By request, the bytes that came of it; news that never ends is left out."""
    loaded: dict[str, float] = {}

    def came(told: dict[str, Any]) -> None:
        loaded[told["requestId"]] = told["encodedDataLength"]

    session.on("Network.loadingFinished", came)
    session.send("Network.enable")
    return loaded


def _slowly(browser: Browser, found: Walk, page: FoundPage, url: str) -> float:
    with opened_as(browser, found, page.person, WIDTH) as context:
        shown: Page = context.new_page()
        session = context.new_cdp_session(shown)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_3G)
        shown.goto(url + page.address, wait_until="domcontentloaded", timeout=90_000)
        shown.wait_for_timeout(SETTLE_MS)
        return float(shown.evaluate(_LARGEST)) / 1000


def told(weights: list[Weight]) -> str:
    """The table, what breaks a bar first and then the heaviest."""
    rows = ["| page | kB | requests | slow 3G, s | breaks |", "| --- | ---: | ---: | ---: | --- |"]
    for one in sorted(weights, key=lambda one: (not one.breaks, one.drawn, -one.kilobytes)):
        name = f"`{one.page.route}`{' (map)' if one.drawn else ''}"
        rows.append(
            f"| {name} | {one.kilobytes:.0f} | {one.requests} | {one.seconds:.1f} | {one.breaks} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Weigh all pages, or those whose route has one of `--only` in it, and print the table."""
    asked = argparse.ArgumentParser(prog="python -m bench.faces.weights")
    asked.add_argument("--only", nargs="+", default=[""], metavar="PART", help="as /city /docs/try")
    only = asked.parse_args().only
    home = short_folder()
    server = Server(home)
    server.start()
    try:
        found = walk(server)
        pages = [one for one in found.pages.values() if any(part in one.route for part in only)]
        with chromium() as browser:
            weights = []
            for number, page in enumerate(pages, 1):
                weights.append(weighed(browser, found, page, server.url))
                print(f"{number}/{len(pages)} {page.route}", flush=True)
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
    print(told(weights))
    print(f"{len(weights)} pages; {sum(bool(one.breaks) for one in weights)} break a bar")


if __name__ == "__main__":
    main()
