"""What was seen can be read again without a connection, by nobody but who saw it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import BOARD, Told, context, enter, told

__all__ = ["context", "told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
STALL = "/stalls/a"
# What is kept, by the addresses of the pages.
KEPT = """async () => {
  const names = (await caches.keys()).filter((one) => one.startsWith("seen-"));
  const all = await Promise.all(names.map(async (one) => (await caches.open(one)).keys()));
  return all.flat().map((one) => new URL(one.url).pathname);
}"""

# Which worker stands between the page and the city, and whether another one is on its way.
WORKER = """async () => {
  const { active, installing, waiting } = await navigator.serviceWorker.ready;
  return [active.scriptURL, installing, waiting];
}"""


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure where that does not come."""
    ends = time.monotonic() + 15
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.1)


@pytest.fixture
def page(context: BrowserContext, told: Told) -> Iterator[Page]:
    """A page of somebody with every role, which the worker keeps; no policy is broken on it."""
    page = enter(context, told)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    until(lambda: BOARD in kept(page))
    yield page
    assert [fault for fault in faults if "Content Security Policy" in fault] == []


def kept(page: Page) -> set[str]:
    """The pages that are kept."""
    return set(page.evaluate(KEPT))


def test_what_was_seen_is_there_without_a_connection_and_says_so(page: Page, told: Told) -> None:
    """The page that was open before there was a worker too; what was never seen is not made up."""
    page.goto(told.url + STALL)
    name = page.inner_text("h1")
    away = page.locator("[data-away]")
    expect(away).to_be_hidden()
    told.stop()
    page.reload()
    assert page.inner_text("h1") == name
    expect(away).to_be_visible()
    page.goto(told.url + BOARD)
    expect(away).to_be_visible()
    page.goto(told.url + "/settings")
    expect(page.locator("h1")).to_have_text("No connection")
    seen = page.locator("[data-seen] a")
    expect(seen).to_have_count(2)
    page.click(f"[data-seen] a[href='{STALL}']")
    assert page.inner_text("h1") == name
    told.start()
    page.reload()
    expect(away).to_be_hidden()


def test_one_worker_speaks_the_language_that_is_read(page: Page, told: Told) -> None:
    """Another one for each language would take its place while a page is asked for."""
    page.goto(told.url + STALL)
    begun = page.evaluate(WORKER)
    page.click("a[lang=zh-CN]")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.wait_for_load_state("load")
    assert page.evaluate(WORKER) == begun
    told.stop()
    page.goto(told.url + "/settings")
    expect(page.locator("h1")).to_have_text("没有网络")
    told.start()


def test_a_form_is_not_sent_without_a_connection(
    page: Page, context: BrowserContext, told: Told
) -> None:
    """It stays as it was typed; where only the city is away, a page says that nothing was sent."""
    page.goto(told.url + "/design")
    dish = page.locator("form[action='/design'] input[name=dish]")
    dish.fill("Noodles of dawn")
    context.set_offline(True)
    dish.press("Enter")
    expect(page.locator("[data-away]")).to_be_visible()
    expect(dish).to_have_value("Noodles of dawn")
    context.set_offline(False)
    expect(page.locator("[data-away]")).to_be_hidden()
    told.stop()
    dish.press("Enter")
    expect(page.locator("h1")).to_have_text("No connection")
    expect(page.locator("main")).to_contain_text("it has not gone out")


def test_nothing_is_left_of_who_signs_out(page: Page, told: Told) -> None:
    """Neither of what they saw, nor of what was under way meanwhile."""
    page.goto(told.url + STALL)
    assert {BOARD, STALL} <= kept(page)
    page.click("form[action='/sign-out'] button")
    page.wait_for_load_state()
    assert BOARD not in kept(page)
    told.stop()
    page.goto(told.url + BOARD)
    expect(page.locator("h1")).to_have_text("No connection")
    assert "stall a" not in page.content().lower()


def test_neither_forms_nor_secrets_are_kept(page: Page, told: Told) -> None:
    """Whatever was sent, and pages of an account, of the door and of settings."""
    for path in ("/account", "/account/keys", "/settings", "/addresses/new", "/privacy"):
        page.goto(told.url + path)
    page.goto(told.url + STALL)
    page.locator(".dish .step button").last.click()
    page.wait_for_load_state()
    for path in kept(page):
        assert path in {BOARD, STALL, "/"}, json.dumps(sorted(kept(page)))


def test_the_door_forgets_what_was_seen(page: Page, told: Told) -> None:
    """Who comes to sign in may be somebody else, whose session was over by itself."""
    opened_at = kept(page)
    assert BOARD in opened_at
    page.goto(told.url + "/sign-in")
    assert kept(page) == set()


def test_who_goes_back_to_the_answer_to_a_form_is_at_its_page(page: Page, told: Told) -> None:
    """No cache has it: where there is a connection, nobody is told that there is none."""
    page.goto(told.url + BOARD + "/dishes/new")
    page.eval_on_selector_all("form", "all => all.forEach((one) => (one.noValidate = true))")
    page.fill("[name=name_zh]", "面")
    page.click("main form button.main")
    expect(page.locator("#mend-price")).to_be_visible()
    page.goto(told.url + STALL)
    page.go_back()
    expect(page.locator("[name=name_zh]")).to_be_visible()
