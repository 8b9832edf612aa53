"""On a phone: what was ordered is ordered again and changed, and what is liked is found again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import SmallCity
from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import Told, told

__all__ = ["told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
PHONE = {"width": 390, "height": 844}


def test_order_again_change_and_like(browser: Browser, told: Told) -> None:
    """Hearts fill where they are tapped; a price that changed is read before the basket is full."""
    context = browser.new_context(viewport=PHONE, locale="en")
    page = context.new_page()
    page.goto(f"{told.url}/stalls/a")
    heart = page.locator("#a1 form.heart button")
    box = heart.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    _tap(page, "#a1", "true")
    _tap(page, ".titled", "true")
    page.reload()
    expect(heart).to_have_attribute("aria-pressed", "true")
    _tap(page, ".titled", "false")
    order = _ordered(told.city, page.evaluate(_CUSTOMER))
    with told.city.store.begin() as work:
        item = work.items.must_lock("a1")
        work.items.put(replace(item, price=item.price + told.city.money(100)))
    page.goto(f"{told.url}/mine")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.click(f"form[action='/orders/{order}/again'] button")
    expect(page.locator("main")).to_contain_text("each, was")
    page.click("main button.main")
    page.wait_for_url("**/basket")
    expect(page.locator("[id='line-a1'] .step b")).to_have_text("2")
    page.click("[id='line-a1'] .step button[value^='-']")
    expect(page.locator("[id='line-a1'] .step b")).to_have_text("1")
    page.goto(f"{told.url}/favourites")
    expect(page.locator(".card h3")).to_have_text(["a1"])
    page.goto(f"{told.url}/orders/{order}/receipt")
    expect(page.locator(".bill .total")).to_be_visible()
    context.close()


# Who the browser is, as the interface says it.
_CUSTOMER = """async () => {
  const answer = await fetch("/api/customers", { method: "POST" });
  return (await answer.json()).customer;
}"""


def _tap(page: Page, at: str, likes: str) -> None:
    """A tap on the heart there, which is kept."""
    heart = page.locator(f"{at} form.heart button")
    with page.expect_response("**/favourites") as kept:
        heart.click()
    assert kept.value.status == 303
    expect(heart).to_have_attribute("aria-pressed", likes)


def _ordered(city: SmallCity, customer: str) -> str:
    """An order of that customer that was called off."""
    city.fill(customer)
    placed = city.place({"a1": 2}, customer)
    city.call_off(placed, customer)
    return placed
