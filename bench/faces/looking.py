"""A browser in which pages of the demo city are opened, as who may look at them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.faces.walking import Walk
from tests.end_to_end.server import ARGUMENTS, CHROMIUM

HEIGHTS = {390: 844, 1280: 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; SystemExit where there is none."""
    if CHROMIUM is None:
        raise SystemExit("no Chromium here: install Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def opened_as(
    browser: Browser,
    walk: Walk,
    person: str,
    width: int,
    language: str = "zh-CN",
    theme: str = "night",
) -> BrowserContext:
    """A browser with nothing kept, of that width, language and theme, signed in as that person."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        locale=language,
        reduced_motion="reduce",
        color_scheme="dark" if theme == "night" else "light",
        service_workers="block",
    )
    # Typed by its library as a mapping of its own.
    context.add_cookies(walk.cookies[person])  # type: ignore[arg-type]
    return context
