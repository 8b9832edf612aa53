"""A secretary and a party keep an accord by its page, and an official enters a shock."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.end_to_end.server import CHROMIUM, Server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
ACCORD = "/accords/cooperation-2015"


def _as(browser: Browser, server: Server, person: str) -> Page:
    """A desk of that person, signed in."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US").new_page()
    page.goto(f"{server.url}/sign-in")
    page.click(f"form:has(input[value='{person}']) button")
    return page


def test_an_accord_is_kept_by_its_page(server: Server, browser: Browser, tmp_path: Path) -> None:
    """Commit, plan, move, finish, meet, add a file; the quarter's account tells of it."""
    page = _as(browser, server, "demo-secretary")
    page.goto(server.url + ACCORD)
    page.click("summary:has-text('Add a commitment')")
    page.fill("form[action$='/commitments'] input[name=text]", "Open the night buses")
    page.click("form[action$='/commitments'] button")
    card = page.locator("#commitments .card", has_text="Open the night buses")
    card.locator("summary:has-text('Add a milestone')").click()
    form = card.locator("form[action$='/milestones']")
    form.locator("input[name=text]").fill("First line runs")
    form.locator("input[name=owner]").fill("Transit")
    form.locator("input[name=due_on]").fill("2031-05-01")
    form.locator("button").click()
    step = page.locator("#commitments li", has_text="First line runs")
    step.locator("summary").click()
    step.locator("form[action$='/move'] input[name=on]").fill("2031-06-01")
    step.locator("form[action$='/move'] input[name=why]").fill("drivers first")
    step.locator("form[action$='/move'] button").click()
    assert "2031-06-01" in page.locator("#commitments li", has_text="First line runs").inner_text()
    step = page.locator("#commitments li", has_text="First line runs")
    step.locator("summary").click()
    step.locator("form[action$='/finish'] input[name=why]").fill("the timetable")
    step.locator("form[action$='/finish'] button").click()
    assert "done" in page.locator("#commitments li", has_text="First line runs").inner_text()
    page.click("summary:has-text('Enter a meeting')")
    page.fill("input[name=title]", "Spring meeting")
    page.fill("textarea[name=minutes]", "All were there.")
    page.fill("textarea[name=decisions]", "Run a second line")
    page.click("form[action$='/meetings'] button")
    assert "parties only" in page.locator("#meetings").inner_text()
    kept = tmp_path / "计划.txt"
    kept.write_text("plan", encoding="utf-8")
    page.set_input_files("input[type=file]", kept)
    page.check("form[action$='/files'] input[name=public]")
    page.click("form[action$='/files'] button")
    with page.expect_download() as loading:
        page.click("#files a")
    assert Path(loading.value.path()).read_text(encoding="utf-8") == "plan"
    page.click("a[href*='/quarters/']:not([href$='.pdf'])")
    assert "First line runs" in page.inner_text("main")
    public = browser.new_context(locale="en-US").new_page()
    public.goto(server.url + ACCORD)
    assert "Spring meeting" not in public.inner_text("main")
    assert public.locator("form[action*='/milestones/']").count() == 0


def test_a_party_acts_for_itself_only(server: Server, browser: Browser) -> None:
    """The forms of others are not there."""
    page = _as(browser, server, "demo-party")
    page.goto(server.url + ACCORD)
    cards = page.locator("#commitments .card")
    own = cards.filter(has_text="Train local operators")
    assert own.locator("form[action*='/milestones/']").count() > 0
    assert cards.filter(has_text="Night figures").locator("form").count() == 0


def test_an_official_enters_a_shock(server: Server, browser: Browser) -> None:
    """It is listed at once; what the data say of it comes, or why not."""
    page = _as(browser, server, "demo-official")
    page.goto(server.url + "/city/recovery")
    page.fill("input[name=en]", "River flood")
    page.select_option("select[name=kind]", "flood")
    page.fill("input[name=began_on]", "2026-07-01")
    page.click("form[action$='/shocks'] button")
    assert "River flood" in page.inner_text("#shocks")
    assert page.locator("#shocks .tag").first.inner_text() == "flood"
