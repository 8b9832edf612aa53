"""No order is missed: a notice covers each page of the stall, and its bell rings, until then."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.builders import done
from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import BOARD, Told, context, enter, opened, told
from tests.web.test_api import desk_of
from yeshi.flow.orders import calling_off, cooking
from yeshi.web.frame.site import Site

__all__ = ["context", "told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
FIGURES = "/kitchen/a/figures"
# What is back within this is on the page in time.
WITHIN_MS = 2000
# Counts what sounds, shakes, and keeps the screen on.
WATCHED = """
window.sounding = new Set(); window.struck = 0; window.shaken = 0; window.awake = [];
const { start, stop } = AudioScheduledSourceNode.prototype;
AudioBufferSourceNode.prototype.start = function (...all) {
  if (this.loop) window.sounding.add(this);
  else window.struck += 1;
  return start.apply(this, all);
};
AudioBufferSourceNode.prototype.stop = function (...all) {
  window.sounding.delete(this);
  return stop.apply(this, all);
};
navigator.vibrate = (how) => { if (how) window.shaken += 1; return true; };
navigator.wakeLock.request = async () => {
  const held = { released: false };
  window.awake.push(held);
  return held;
};
"""

# On a machine that is full a page takes its time.
PATIENCE_S = 30


def sounding(*pages: Page) -> int:
    """In how many of these tabs the bell rings."""
    return sum(page.evaluate("window.sounding.size") for page in pages)


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure where that does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def accept(told: Told, order: str) -> None:
    """Answer the order elsewhere, as on another device."""
    engine = told.city.engine
    done(cooking.accept(engine, told.city.key(), "a", order, told.city.clock.now()))
    told.tell()


def test_all_below_the_bar_on_top_is_as_wide_as_the_board(
    context: BrowserContext, told: Told
) -> None:
    """The line of the bell and the foot stood further in; on a narrow page all are narrow."""
    page = enter(context, told, BOARD)
    page.set_viewport_size({"width": 1280, "height": 900})
    for path, width in ((BOARD, 1280), (FIGURES, 1100)):
        page.goto(told.url + path)
        expect(page.locator("#bell")).to_be_visible()
        boxes = [page.locator(one).bounding_box() for one in ("#bell", "main", "footer")]
        assert [box and box["width"] for box in boxes] == [width] * 3


def test_the_notice_covers_the_page_and_leaves_what_was_typed(
    context: BrowserContext, told: Told
) -> None:
    """What somebody goes on typing answers nothing; after the answer they go on where they were."""
    page = enter(context, told, FIGURES)
    name = page.title()
    page.evaluate("window.stayed = true")
    dish = page.locator("input[name=zh]")
    dish.fill("new dish")
    dish.evaluate("one => one.setSelectionRange(3, 5)")
    order = told.order("no coriander!")
    notice = page.locator("#waits")
    expect(notice).to_be_visible()
    box = notice.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (390, 844)
    expect(notice).to_contain_text("no coriander!")
    until(lambda: told.city.order(order).tickets[0].seen_at is not None)
    assert page.title() == f"(1) {name}"
    for key in ("x", "Space", "Enter", "Escape", "Escape"):
        page.keyboard.press(key)
    expect(notice).to_be_visible()
    assert told.city.order(order).tickets[0].ready_at is None
    page.select_option(f"#waits-{order} select", "15")
    with page.expect_response("**/accept"):
        page.click(f"#waits-{order} button.main")
    told.tell()
    expect(notice).to_be_hidden()
    expect(dish).to_be_focused()
    expect(dish).to_have_value("new dish")
    assert dish.evaluate("one => [one.selectionStart, one.selectionEnd]") == [3, 5]
    assert page.evaluate("window.stayed")
    assert page.title() == name
    assert told.city.order(order).tickets[0].ready_at is not None


def test_it_is_there_for_who_comes_later_and_goes_when_it_is_opened(
    context: BrowserContext, told: Told
) -> None:
    """Also after a reload; opened in one tab it is in all, and the next order calls again."""
    order = told.order()
    page, other = enter(context, told), enter(context, told, FIGURES)
    expect(page.locator(f"#waits-{order}")).to_be_visible()
    page.reload()
    expect(page.locator(f"#waits-{order}")).to_be_visible()
    opened(page)
    expect(other.locator("#waits")).to_be_hidden()
    page.reload()
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    expect(page.locator("#waits")).to_be_hidden()
    later = told.order()
    for one in (page, other):
        expect(one.locator(f"#waits-{later}")).to_be_visible()
        expect(one).to_have_title(re.compile(r"^\(2\) "))


def test_what_was_typed_stays_when_the_board_is_opened(context: BrowserContext, told: Told) -> None:
    """The board comes in a tab of its own then, and else in this one."""
    page = enter(context, told, FIGURES)
    page.fill("input[name=zh]", "new dish")
    told.order()
    with context.expect_page() as board:
        page.click("#waits-open")
    assert board.value.url.endswith(BOARD)
    expect(page.locator("#waits")).to_be_hidden()
    expect(page.locator("input[name=zh]")).to_have_value("new dish")
    page.fill("input[name=zh]", "")
    told.order()
    page.click("#waits-open")
    page.wait_for_url(f"**{BOARD}")


def test_one_tab_rings_until_it_is_answered(context: BrowserContext, told: Told) -> None:
    """After one tap, which is remembered; the tab that rings may be closed."""
    context.add_init_script(WATCHED)
    page = enter(context, told)
    expect(page.locator("[data-bell=off]")).to_be_visible()
    page.click("[data-bell=off] button")
    expect(page.locator("[data-bell=on]")).to_be_visible()
    other = enter(context, told, FIGURES)
    other.mouse.click(5, 400)
    expect(other.locator("[data-bell=on]")).to_be_visible()
    first = told.order()
    until(lambda: sounding(page, other) == 1)
    page.wait_for_timeout(500)
    assert sounding(page, other) == 1
    assert page.evaluate("window.shaken")
    (page if sounding(page) else other).close()
    left = other if page.is_closed() else page
    until(lambda: sounding(left) == 1)
    accept(told, first)
    until(lambda: sounding(left) == 0)
    left.click("[data-rings=off]")
    told.order()
    expect(left.locator("#waits")).to_be_visible()
    assert not sounding(left)


def test_what_is_taken_on_by_itself_is_heard_once(context: BrowserContext, told: Told) -> None:
    """In one tab, and no notice covers the page; the card says that nobody took it on."""
    context.add_init_script(WATCHED)
    with told.city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), answers_itself=True))
    pages = [enter(context, told), enter(context, told, FIGURES)]
    pages[0].click("[data-bell=off] button")
    # The other tab hears of it by itself; it may sound after a tap anywhere.
    pages[1].mouse.click(5, 400)
    for page in pages:
        expect(page.locator("[data-bell=on]")).to_be_visible()

    def struck() -> int:
        return sum(int(page.evaluate("window.struck")) for page in pages)

    allowed = struck()
    order = told.order()
    expect(pages[0].locator(f"#job-{order}")).to_contain_text("by itself")
    until(lambda: struck() == allowed + 1)
    heard = pages[1].evaluate("window.struck")
    pages[0].reload()
    expect(pages[0].locator(f"#job-{order}")).to_be_visible()
    pages[0].wait_for_timeout(500)
    assert [page.evaluate("window.struck") for page in pages] == [0, heard]
    assert not sounding(*pages)
    expect(pages[0].locator("#waits")).to_be_hidden()


def test_a_browser_that_keeps_silent_says_so(context: BrowserContext, told: Told) -> None:
    """Without a tap it may not ring; the next tap anywhere lets it."""
    context.add_init_script(WATCHED + "localStorage.setItem('yeshi-bell', 'on');")
    page = enter(context, told)
    expect(page.locator("[data-bell=blocked]")).to_be_visible()
    told.order()
    expect(page.locator("#waits")).to_be_visible()
    assert not sounding(page)
    page.mouse.click(200, 5)
    until(lambda: sounding(page) == 1)


def test_the_board_keeps_the_screen_on(context: BrowserContext, told: Told) -> None:
    """Also when it is looked at again; other pages do not."""
    context.add_init_script(WATCHED)
    page = enter(context, told)
    until(lambda: page.evaluate("window.awake.length") == 1)
    page.evaluate("window.awake[0].released = true")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(lambda: page.evaluate("window.awake.length") == 2)
    page.goto(told.url + FIGURES)
    page.wait_for_selector("#bell:not([hidden])")
    assert not page.evaluate("window.awake.length")


def test_nothing_moves_for_who_wants_it_still(context: BrowserContext, told: Told) -> None:
    """The notice pulses, unless the reader's system asks for less motion."""
    page = enter(context, told)
    told.order()
    notice = page.locator("#waits")
    expect(notice).to_be_visible()
    moves = "one => getComputedStyle(one).animationName"
    assert notice.evaluate(moves) == "waits"
    page.emulate_media(reduced_motion="reduce")
    assert notice.evaluate(moves) == "none"


def test_why_an_answer_came_to_nothing_is_read_on_the_page(
    context: BrowserContext, told: Told
) -> None:
    """An order that its customer called off meanwhile goes with the notice."""
    page = enter(context, told, FIGURES)
    order = told.order()
    expect(page.locator(f"#waits-{order}")).to_be_visible()
    done(calling_off.call_off_order(told.city.engine, told.city.key(), "c", order))
    page.click(f"#waits-{order} button.main")
    expect(page.locator("#waits #said")).to_be_visible()
    told.tell()
    expect(page.locator("#waits")).to_be_hidden()
    expect(page.locator("main #said")).to_be_visible()


def test_an_order_of_the_gap_is_there_when_the_connection_is(
    context: BrowserContext, told: Told
) -> None:
    """Each time within two seconds."""
    page = enter(context, told)
    page.wait_for_selector("#bell:not([hidden])")
    for gap_ms in (300, 1700, 2600):
        context.set_offline(True)
        order = told.order()
        page.wait_for_timeout(gap_ms)
        expect(page.locator(f"#waits-{order}")).to_have_count(0)
        context.set_offline(False)
        expect(page.locator(f"#waits-{order}")).to_be_visible(timeout=WITHIN_MS)


def test_an_order_of_the_gap_is_there_when_the_city_is(context: BrowserContext, told: Told) -> None:
    """The city is started anew, with an order that nobody's stream was told of."""
    page = enter(context, told)
    page.wait_for_selector("#bell:not([hidden])")
    told.stop()
    order = told.order()
    page.wait_for_timeout(1500)
    told.desk = replace(desk_of(told.city), site=Site(told.url))
    told.start()
    expect(page.locator(f"#waits-{order}")).to_be_visible(timeout=WITHIN_MS)
    # And what comes afterwards is told again.
    later = told.order()
    expect(page.locator(f"#waits-{later}")).to_be_visible(timeout=WITHIN_MS)
