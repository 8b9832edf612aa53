"""A picture of every page: python -m bench.faces.pictures DIR, or `make pictures`.

Each page of the demo city at 390 and 1280 points, in both languages and themes, and an index to look
through them. What fails is named, and makes the command fail: a page that does not open or breaks
off, that is wider than its screen, or meets an error; a link that leads nowhere.
"""

from __future__ import annotations

import argparse
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, product
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page

from bench.faces.looking import HEIGHTS, chromium, opened_as
from bench.faces.walking import FoundPage, Walk, walk
from tests.end_to_end.server import Server, short_folder

LANGUAGES, THEMES = ("zh-CN", "en"), ("night", "day")
# Longer than that a page is cut: what stands so far down is more of the same.
HEIGHT_MAX = 6000
SETTLE_MS, DRAWN_MS_MAX, PAGE_MS_MAX = 150, 2500, 20_000
MINUTES_MAX = 40
_THERE = """() =>
  !document.querySelector("[data-map]:not([data-ready])") &&
  [...document.querySelectorAll("[data-chart]")].every(
    (one) => one.querySelector("svg") || one.getBoundingClientRect().top > innerHeight
      || !one.offsetParent) &&
  [...document.images].every(
    (one) => one.complete || (one.loading === "lazy" && one.getBoundingClientRect().top > innerHeight))"""


def file_of(page: FoundPage) -> str:
    """The name of its pictures: its route in letters."""
    return re.sub(r"\W+", "-", page.route).strip("-") or "front"


@dataclass(frozen=True, slots=True)
class Look:
    """How pages are looked at: so wide, in that language and theme."""

    width: int
    language: str
    theme: str

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.width}-{self.language[:2]}-{self.theme}"


def pictured(
    browser: Browser, found: Walk, pages: Sequence[FoundPage], url: str, look: Look, folder: Path
) -> Iterator[list[str]]:
    """After each page's picture in the folder, what is wrong with it, in words."""
    for person, of_person in groupby(pages, lambda one: one.person):
        with opened_as(browser, found, person, look.width, look.language, look.theme) as context:
            for page in of_person:
                path = folder / look.name / f"{file_of(page)}.png"
                faults = _shot(context, url + page.address, look.width, path)
                yield [f"{page.address} {look.name}: {one}" for one in faults]


def _shot(context: BrowserContext, address: str, width: int, path: Path) -> list[str]:
    shown = context.new_page()
    shown.set_default_timeout(PAGE_MS_MAX)
    met: list[str] = []
    shown.on("pageerror", lambda fault: met.append(str(fault)))
    try:
        answer = shown.goto(address, wait_until="load")
        _drawn(shown)
        wide, high = shown.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        clip = {"x": 0, "y": 0, "width": width, "height": min(high, HEIGHT_MAX)}
        # Typed by its library as a mapping of its own.
        shown.screenshot(path=path, full_page=True, clip=clip, animations="disabled")  # type: ignore[arg-type]
        if answer is None or answer.status != 200:
            met.append(f"answers {answer.status if answer else 'nothing'}")
        if wide > width:
            met.append(f"is {wide} points wide")
    except Error as fault:
        met.append(fault.message.splitlines()[0])
    shown.close()
    return met


def _drawn(shown: Page) -> None:
    """Wait until maps, charts in sight and pictures are there, and not for long."""
    for _ in range(DRAWN_MS_MAX // SETTLE_MS):
        shown.wait_for_timeout(SETTLE_MS)
        if shown.evaluate(_THERE):
            return


def index_of(pages: Sequence[FoundPage], looks: Sequence[Look]) -> str:
    """A page to look through them all."""
    rows = []
    for page in pages:
        shown = "".join(
            f'<a href="{look.name}/{file_of(page)}.png"><img loading="lazy" alt="{look.name}"'
            f' title="{look.name}" height="420" src="{look.name}/{file_of(page)}.png"></a>'
            for look in looks
        )
        who = page.person or "a visitor"
        rows.append(f"<h2>{escape(page.route)}</h2><p>{escape(page.address)}, {who}</p>{shown}")
    style = "body{font:16px sans-serif;background:#777}img{margin:4px}"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures of every page</title>'
        f"<style>{style}</style><h1>{len(pages)} pages</h1>{''.join(rows)}</html>"
    )


def main() -> None:
    """Make them all, or those whose route has `--only` in it; exit code 1 where anything fails."""
    asked = argparse.ArgumentParser(prog="python -m bench.faces.pictures")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--only", default="")
    asked.add_argument("--look", default="", help="as 390-zh-night, or a part of it")
    given = asked.parse_args()
    looks = [Look(*one) for one in product(HEIGHTS, LANGUAGES, THEMES)]
    looks = [one for one in looks if given.look in one.name]
    begun, home = time.monotonic(), short_folder()
    server = Server(home)
    server.start()
    try:
        found = walk(server)
        pages = [one for one in found.pages.values() if given.only in one.route]
        faults = [f"leads nowhere: {one}" for one in found.dead]
        with chromium() as browser:
            for look in looks:
                (given.folder / look.name).mkdir(parents=True, exist_ok=True)
                shots = pictured(browser, found, pages, server.url, look, given.folder)
                for number, wrong in enumerate(shots, 1):
                    faults += wrong
                    _progress(look, number, len(pages))
                    if time.monotonic() - begun > MINUTES_MAX * 60:
                        raise SystemExit(f"not done after {MINUTES_MAX} minutes: {look.name}")
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
    (given.folder / "index.html").write_text(index_of(pages, looks), encoding="utf-8")
    for one in found.unseen():
        print(f"no link leads to {one}")
    for one in faults:
        print(f"FAILS {one}")
    minutes = (time.monotonic() - begun) / 60
    print(f"{len(pages)} pages in {minutes:.1f} minutes: {given.folder / 'index.html'}")
    raise SystemExit(1 if faults else 0)


def _progress(look: Look, number: int, count: int) -> None:
    print(f"\r{look.name} {number}/{count}", end="\n" if number == count else "", flush=True)


if __name__ == "__main__":
    main()
