"""What a form did is said once, whatever a browser does to look again."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import BOARD, Told, context, enter, told
from tests.end_to_end.test_offline import kept, until
from yeshi.web.frame.deeds import COOKIE, Deed

__all__ = ["context", "told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
FIGURES = BOARD + "/figures"


def test_it_is_said_once_and_not_to_who_looks_again_or_comes_back(
    context: BrowserContext, told: Told
) -> None:
    """In sight also where the page is led further down."""
    page = enter(context, told, FIGURES)
    said = page.locator("#done")
    form = f"form[action='{FIGURES.removesuffix('/figures')}/hours']"
    page.click(f"{form} button")
    expect(said).to_have_text("The hours are saved.")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(said).to_have_count(0)
    page.click(f"{form} button")
    expect(said).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(said).to_be_in_viewport()
    page.goto(told.url + "/stalls/a")
    page.go_back()
    expect(page.locator(form)).to_be_visible()
    expect(said).to_have_count(0)


def test_a_tap_on_a_part_says_it_above_the_page(context: BrowserContext, told: Told) -> None:
    """The page is not left, and what was said of the tap before is gone."""
    page = enter(context, told)
    page.evaluate("window.stayed = true")
    said = page.locator("#done")
    page.locator("details:has(form[action$='/stock'])").first.evaluate("one => (one.open = true)")
    count = page.locator("form[action$='/stock'] input[name=left]").first
    for _ in range(2):
        count.fill("7")
        count.press("Enter")
        expect(said).to_have_count(1)
        expect(said).to_have_text("The count is saved.")
    assert page.evaluate("window.stayed")


def test_a_page_that_is_kept_does_not_say_it(context: BrowserContext, told: Told) -> None:
    """What is shown without a connection was loaded once more."""
    page = enter(context, told)
    until(lambda: BOARD in kept(page))
    context.add_cookies([{"name": COOKIE, "value": Deed.HOURS, "url": told.url}])
    page.goto(told.url + BOARD)
    expect(page.locator("#done")).to_be_visible()
    page.wait_for_load_state("networkidle")
    told.stop()
    page.reload()
    expect(page.locator("[data-away]")).to_be_visible()
    expect(page.locator("#done")).to_have_count(0)
