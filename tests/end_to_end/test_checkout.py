"""On a phone: one page to pay on, with script and without; what changes meanwhile is said on it."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.builders import done
from tests.end_to_end.server import CHROMIUM, Server
from tests.end_to_end.targets import small_targets
from tests.end_to_end.test_live_parts import Told, told
from yeshi.flow.stalls import listing, running

__all__ = ["told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
PHONE = {"width": 390, "height": 844}
# From the first page to the order; one more where something changed while one was reading.
TAPS_MAX = 15
ORDERED_OR_TOLD = """() =>
  location.pathname.startsWith("/orders/") || document.querySelector("#changed")"""


class Finger:
    """Taps, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, where: str) -> None:
        """One tap on the first of those."""
        self.page.locator(where).first.click()
        self.taps += 1


def test_a_newcomer_has_ordered_of_two_stalls_in_few_taps(server: Server, browser: Browser) -> None:
    """From the first page on, with options at a dish of each, and one press to pay."""
    page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    finger = Finger(page)
    page.goto(server.url)
    for stall in ("noodle-dawn", "liu-tofu"):
        finger.tap(f"a[href='/stalls/{stall}']")
        finger.tap(f"a[href^='/stalls/{stall}/dishes/']")
        for group in page.locator("main form fieldset").all():
            if group.locator("input:checked").count() == 0:
                group.locator("input").first.check()
                finger.taps += 1
        finger.tap("main form button.main")
        if stall == "noodle-dawn":
            page.goto(server.url)
            finger.taps += 1
    finger.tap("a[href='/basket'].main")
    expect(page.locator("#promise")).to_be_visible()
    expect(page.locator("#lines section")).to_have_count(2)
    finger.tap("#pay")
    page.wait_for_function(ORDERED_OR_TOLD)
    if page.locator("#changed").count():
        # The city goes on while one reads: what has changed was said, and one presses again.
        finger.tap("#pay")
    page.wait_for_url("**/orders/*", wait_until="commit")
    assert finger.taps <= TAPS_MAX, finger.taps
    page.context.close()


def into_the_basket(page: Page, told: Told, *dishes: str) -> None:
    """One of each dish of stall a, and the page to pay on."""
    page.goto(f"{told.url}/stalls/a")
    for dish in dishes:
        page.click(f"#{dish} form:last-child button")
    page.wait_for_selector(f"a[href='/basket'].main:has-text('{len(dishes)}')")
    page.goto(f"{told.url}/basket")


def test_what_is_chosen_is_worked_out_in_place(browser: Browser, told: Told) -> None:
    """What was typed stays; what sells out is struck through, and exchanged in one tap."""
    page = browser.new_context(viewport=PHONE, locale="en").new_page()
    into_the_basket(page, told, "a1")
    page.fill("[name='note:a']", "no chilli")
    before = page.inner_text("#total")
    page.check("[name=tip][value='5']")
    expect(page.locator("#total")).not_to_have_text(before)
    tipped = page.inner_text("#total")
    expect(page.locator("#pay")).to_contain_text(tipped)
    page.click("#lines button[value^='+']")
    expect(page.locator("#total")).not_to_have_text(tipped)
    page.check("[name=by][value=pick_up]")
    expect(page.locator("#bill")).not_to_contain_text("Delivery")
    expect(page.locator("[name=tip]")).to_have_count(0)
    page.check("[name=by][value=delivery]")
    expect(page.locator("#bill")).to_contain_text("Delivery")
    done(listing.restock(told.city.engine, told.city.key(), "a", "a1", 0))
    told.tell()
    page.wait_for_selector("#line-a1.sold")
    expect(page.locator("[name='note:a']")).to_have_value("no chilli")
    page.click("#instead-a1 button")
    page.wait_for_selector("#line-a2:not(.sold)")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator("#pay")).to_be_enabled()
    page.click("#pay")
    page.wait_for_url("**/orders/*")
    expect(page.locator("main")).to_contain_text("no chilli")
    page.context.close()


@pytest.mark.parametrize(("language", "scheme"), [("zh-CN", "light"), ("en", "dark")])
def test_nothing_on_it_is_missed_or_out_of_reach(
    browser: Browser, told: Told, language: str, scheme: Literal["light", "dark"]
) -> None:
    """With the sheet of a new address and all choices open, down to the narrowest phone."""
    context = browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)
    page = context.new_page()
    into_the_basket(page, told, "a1")
    page.click("#reckoned summary")
    page.check("[name=tip][value=own]")
    page.check("[name=to][value=new]")
    expect(page.locator("#unsaid")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    assert small_targets(page) == []
    found = Axe().run(page).response["violations"]
    serious = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
    assert serious == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_price_that_changed_unseen_is_not_paid(browser: Browser, told: Told) -> None:
    """One reads what one cost and costs, and presses again."""
    page = browser.new_context(viewport=PHONE, locale="en").new_page()
    into_the_basket(page, told, "a1")
    expect(page.locator("#pay")).to_be_enabled()
    done(running.reprice(told.city.engine, told.city.key(), "a", "a1", told.city.money(1800)))
    page.click("#pay")
    expect(page.locator("#changed")).to_contain_text("Nothing was charged")
    expect(page.locator("#line-a1 .mend")).to_contain_text("¥19.00")
    page.click("#pay")
    page.wait_for_url("**/orders/*")
    page.context.close()


def test_it_works_without_script(browser: Browser, told: Told) -> None:
    """Steps, the tip, a note: each press shows the page anew with all that was filled in."""
    context = browser.new_context(viewport=PHONE, locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{told.url}/stalls/a")
    page.click("#a1 form:last-child button")
    page.goto(f"{told.url}/basket")
    page.fill("[name='note:a']", "no chilli")
    page.check("[name=tip][value='2']")
    page.click("#lines button[value^='+']")
    expect(page.locator("#lines .step b")).to_have_text("2")
    expect(page.locator("#bill")).to_contain_text("Tip for the courier")
    page.fill("[name=note]", "ring twice")
    # Enter in a field works the sum out, and pays nothing.
    page.press("[name=note]", "Enter")
    expect(page.locator("[name='note:a']")).to_have_value("no chilli")
    expect(page.locator("[name=note]")).to_have_value("ring twice")
    page.click("#pay")
    page.wait_for_url("**/orders/*")
    expect(page.locator("main")).to_contain_text("ring twice")
    context.close()
