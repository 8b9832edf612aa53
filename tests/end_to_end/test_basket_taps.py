"""What is tapped into the basket: each tap counts, once, over a slow way and a busy city too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.builders import done
from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import Told, context, enter, told
from yeshi.flow.stalls import listing

__all__ = ["context", "told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]


def test_quick_taps_add_up(context: BrowserContext, told: Told) -> None:
    """Three of them were one; what is asked for meanwhile is not lost without a way to the city."""
    page = enter(context, told, "/stalls/a")
    row = page.locator("#a1 .step")
    more, fewer = row.locator("button[value='1']"), row.locator("button[value='-1']")
    for _ in range(5):
        more.click(delay=0, no_wait_after=True)
    assert row.inner_text().split() == ["−", "5", "+"]
    page.wait_for_selector("a.button[href='/basket']:has-text('5')")
    context.set_offline(True)
    for _ in range(2):
        fewer.click(no_wait_after=True)
    page.wait_for_timeout(300)
    context.set_offline(False)
    page.wait_for_selector("a.button[href='/basket']:has-text('3')")
    # Who goes on at once finds what they tapped.
    more.click(no_wait_after=True)
    page.click("a.button[href='/basket']")
    page.wait_for_url("**/basket")
    assert page.inner_text(".step b") == "4"
    for _ in range(4):
        page.click(".step button[value^='-']", no_wait_after=True)
    page.wait_for_selector("main a[href='/']")
    assert not page.query_selector(".step")


def test_a_tap_is_sent_again_where_the_city_is_too_busy(
    context: BrowserContext, told: Told
) -> None:
    """What it says then is of no basket, and is not shown."""
    page = enter(context, told, "/stalls/a")
    page.evaluate(
        """() => {
          const ask = window.fetch;
          window.busy = 2;
          window.fetch = (url, how) =>
            url === "/basket" && window.busy-- > 0
              ? Promise.resolve(new Response("<p>Busy", { status: 503 }))
              : ask(url, how);
        }"""
    )
    page.click("#a1 .step button[value='1']", no_wait_after=True)
    page.wait_for_selector("a.button[href='/basket']:has-text('1')")
    assert page.evaluate("window.busy") < 0


def test_a_tap_that_nobody_answers_is_sent_again(context: BrowserContext, told: Told) -> None:
    """A way that leads there and not back holds up nothing for ever."""
    page = enter(context, told, "/stalls/a")
    page.evaluate(
        """() => {
          const ask = window.fetch;
          window.lost = 1;
          window.fetch = (url, how) =>
            url === "/basket" && window.lost-- > 0
              ? new Promise((_, fail) => how.signal?.addEventListener("abort", () => fail(how.signal.reason)))
              : ask(url, how);
        }"""
    )
    page.click("#a1 .step button[value='1']", no_wait_after=True)
    page.wait_for_selector("a.button[href='/basket']:has-text('1')", timeout=30_000)


def test_what_was_asked_for_before_a_tap_is_not_shown_after_it(
    context: BrowserContext, told: Told
) -> None:
    """The menu that was on its way knows nothing of what was put into the basket meanwhile."""
    page = enter(context, told, "/stalls/a")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """() => {
          const ask = window.fetch;
          window.held = [];
          window.fetch = async (url, how) => {
            const answer = await ask(url, how);
            if (url.endsWith("/part") && window.held)
              await new Promise((done) => {
                window.held.push(done);
                document.body.held = true;
              });
            return answer;
          };
        }"""
    )
    told.order()
    expect(page.locator("body")).to_have_js_property("held", True)
    page.click("#a1 .step button[value='1']", no_wait_after=True)
    page.wait_for_selector("a.button[href='/basket']:has-text('1')")
    page.evaluate("() => { window.held.forEach((done) => done()); window.held = null; }")
    page.wait_for_timeout(300)
    assert page.inner_text("#a1 .step b") == "1"


def test_no_more_is_taken_than_there_is(browser: Browser, told: Told) -> None:
    """And without script each tap is a form of its own."""
    with told.city.store.begin() as work:
        work.items.put(replace(work.items.must("a1"), left=2))
    plain = browser.new_context(java_script_enabled=False, locale="en-US")
    for made in (browser.new_context(locale="en-US"), plain):
        page = enter(made, told, "/stalls/a")
        row = page.locator("#a1 .step")
        for count in ("1", "2"):
            row.locator("button[value='1']").click()
            page.wait_for_selector(f"#a1 .step b:text-is('{count}')")
            page.wait_for_selector(f"a.button[href='/basket']:has-text('{count}')")
        assert row.locator("button[value='1']").is_disabled()
        made.close()


def test_a_dish_that_sells_out_meanwhile_is_told_at_once(
    context: BrowserContext, told: Told
) -> None:
    """On the menu and in the basket that somebody looks at."""
    menu = enter(context, told, "/stalls/a")
    menu.click("#a1 form:last-child button")
    menu.wait_for_selector("a[href='/basket'].main")
    basket = context.new_page()
    basket.goto(told.url + "/basket")
    assert not basket.query_selector(".sold")
    done(listing.restock(told.city.engine, told.city.key(), "a", "a1", 0))
    told.tell()
    menu.wait_for_selector("#a1.sold")
    basket.wait_for_selector("#line-a1.sold")
    basket.click("#line-a1 button")
    basket.wait_for_selector("#line-a1", state="detached")
