"""A student applies on a phone, is read, selected and paid: each step by its own people."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.end_to_end.server import CHROMIUM, Server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
PROGRAMME = "/programmes/rural-teachers"


def _as(browser: Browser, server: Server, person: str | None) -> Page:
    """A phone of that person, signed in."""
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN").new_page()
    if person is not None:
        page.goto(f"{server.url}/sign-in")
        page.click(f"form:has(input[value='{person}']) button")
    return page


def _read_all(page: Page, server: Server) -> None:
    page.goto(server.url + PROGRAMME + "/reading")
    while page.locator("input[name^='points-']").count():
        for field in page.locator("input[name^='points-']").all():
            field.fill("4")
        page.click("form button.main")


def test_from_the_phone_to_the_stipend(server: Server, browser: Browser) -> None:
    """Apply, read, select, confirm, approve twice; the applicant's page tells the way."""
    applicant = _as(browser, server, None)
    applicant.goto(server.url + PROGRAMME)
    applicant.click("a[href$='/apply']")
    for field, text in (("name", "罗小满"), ("contact", "138"), ("home", "桑植县")):
        applicant.fill(f"input[name={field}]", text)
    for number in range(3):
        applicant.fill(f"textarea[name=answer-{number}]", "我是罗小满，想教书。")
    applicant.dblclick("form button.main")
    applicant.wait_for_url("**/applications/*")
    assert "正在评审" in applicant.inner_text("main")
    for number in (1, 2, 3):
        page = _as(browser, server, f"demo-reader-{number}")
        page.goto(server.url + PROGRAMME + "/reading")
        assert "罗小满" not in page.inner_text("main")
        _read_all(page, server)
    for number in (1, 2, 3):
        _read_all(_as(browser, server, f"demo-reader-{number}"), server)
    foundation = _as(browser, server, "demo-foundation")
    foundation.goto(server.url + PROGRAMME + "/desk")
    foundation.click("form[action$='/select'] button")
    applicant.reload()
    assert "已入选" in applicant.inner_text(".eta")
    card = foundation.locator("#students details", has_text="罗小满")
    card.locator("summary").click()
    card.locator("input[name=evidence]").fill("注册名单")
    card.locator("form[action$='/confirm'] button").click()
    for number in (1, 2):
        approver = _as(browser, server, f"demo-approver-{number}")
        approver.goto(server.url + PROGRAMME + "/desk")
        pay = approver.locator("#payments .card", has_text="罗小满")
        pay.locator("form[action$='/approve'] button").click()
    assert approver.locator("#payments .card", has_text="罗小满").count() == 0
    applicant.reload()
    assert applicant.locator("li .tag.go").count() == 1
    applicant.goto(server.url + PROGRAMME)
    assert "罗小满" not in applicant.inner_text("main"), "nobody is named unasked"


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.slow)])
def test_every_page_of_a_programme_fits(server: Server, browser: Browser, width: int) -> None:
    """Nothing scrolls sideways, and no script fails."""
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    for person, path in (
        ("demo-foundation", "/programmes"), ("demo-foundation", PROGRAMME),
        ("demo-foundation", PROGRAMME + "/desk"), ("demo-reader-1", PROGRAMME + "/reading"),
        ("demo-approver-1", PROGRAMME + "/desk"), ("demo-approver-1", PROGRAMME + "/apply"),
    ):  # fmt: skip
        page.goto(f"{server.url}/sign-in")
        page.click(f"form:has(input[value='{person}']) button")
        page.goto(server.url + path)
        if path == PROGRAMME:
            page.locator(".chart").first.scroll_into_view_if_needed()
            page.wait_for_selector(".chart svg")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert faults == []
