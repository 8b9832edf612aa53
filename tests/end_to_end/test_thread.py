"""On two phones: what one writes the other sees without loading anything, and what is read is read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import SmallCity, done
from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_complaint import CUSTOMER, PHONE, _at_till
from tests.end_to_end.test_live_parts import Told, told
from yeshi.flow.orders import cooking
from yeshi.orders.thread import Correspondent, ThreadSide

__all__ = ["told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
STALL = Correspondent(ThreadSide.STALL, "a")


def _order(city: SmallCity, customer: str) -> str:
    """An order that the stall has taken on: nothing covers its board."""
    city.fill(customer)
    order = city.place({"a1": 1}, customer)
    ready_at = city.clock.now() + timedelta(minutes=5)
    done(cooking.accept(city.engine, city.key(), "a", order, ready_at))
    return order


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"])


def test_what_is_written_arrives_and_is_read(browser: Browser, told: Told) -> None:
    """The board counts it at once; the stall answers with a tap, and the order's page tells it."""
    context = browser.new_context(viewport=PHONE, locale="en")
    page = context.new_page()
    page.goto(told.url)
    order = _order(told.city, page.evaluate(CUSTOMER))
    board = _at_till(browser, told).new_page()
    board.goto(f"{told.url}/kitchen/a")
    page.goto(f"{told.url}/orders/{order}/thread?addressee={STALL.name}")
    assert _fits(page)
    page.fill("#thread-words textarea", "the sauce apart, please")
    page.click("#thread-words > button")
    expect(page.locator(".thread")).to_contain_text("the sauce apart, please")
    told.tell()
    expect(board.locator(f"#new-{order}")).to_contain_text("the sauce apart, please")
    page.goto(f"{told.url}/orders/{order}")
    answering = board.context.new_page()
    # In sight it is read: the board has nothing new.
    with answering.expect_response("**/thread/read"):
        answering.goto(f"{told.url}/kitchen/a/{order}/thread")
    told.tell()
    expect(board.locator(f"#new-{order}")).to_have_count(0)
    answering.click("button[value='noted']")
    expect(answering.locator(".thread")).to_contain_text("Noted, we will do that.")
    told.tell()
    expect(page.locator(".to-thread")).to_contain_text("Noted, we will do that.")
    assert _fits(page)
    with page.expect_response("**/thread/read"):
        page.click(".to-thread a")
    expect(page.locator(".thread")).to_contain_text("Noted, we will do that.")
    page.goto(f"{told.url}/orders/{order}")
    expect(page.locator(".to-thread")).not_to_contain_text("new")
    context.close()
