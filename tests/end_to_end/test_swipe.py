"""An order is taken on in one swipe of its card, and in none that goes elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import Told, enter, told
from yeshi.orders.lifecycle import TicketState

__all__ = ["told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]


@pytest.fixture
def touched(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that is held in the hand."""
    made = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en-US", has_touch=True, is_mobile=True
    )
    yield made
    made.close()


def swipe(page: Page, selector: str, across: int, along: int) -> None:
    """A finger goes from the head of what is there so many points across and along."""
    box = page.locator(f"{selector} h3").bounding_box()
    assert box is not None
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict[str, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    for part in range(1, 11):
        touch("touchMove", {"x": x + across * part / 10, "y": y + along * part / 10})
    touch("touchEnd")


@pytest.mark.parametrize("where", ["#waits-", "#job-"])
def test_a_swipe_takes_the_order_on(touched: BrowserContext, told: Told, where: str) -> None:
    """On the notice and on the board; too short, down or to the left it does nothing."""
    page = enter(touched, told)
    order = told.order()
    card = where + order
    expect(page.locator(f"#waits-{order}")).to_be_visible()
    expect(page.locator(f"{card} .by-touch")).to_have_count(1)
    if where == "#job-":
        page.click("#waits-open")
        expect(page.locator("#waits")).to_be_hidden()
    page.wait_for_timeout(700)
    for across, along in ((60, 0), (20, 160), (-10, 0)):
        swipe(page, card, across, along)
        page.wait_for_timeout(200)
        assert told.city.order(order).tickets[0].state is TicketState.PLACED
        expect(page.locator(".swiped")).to_have_count(0)
        page.evaluate("scrollTo(0, 0)")
    with page.expect_response("**/accept"):
        swipe(page, card, 220, 5)
    ticket = told.city.order(order).tickets[0]
    assert ticket.state is TicketState.ACCEPTED
    assert ticket.ready_at is not None
