"""Live parts under the hand: what somebody does in them stays, and what is new still arrives."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import uvicorn
from fastapi import Response
from playwright.sync_api import Browser, BrowserContext, Page

from tests.builders import SmallCity, done
from tests.end_to_end.server import CHROMIUM, free_port
from tests.web.everybody import enter_everybody
from tests.web.test_api import desk_of
from yeshi.flow.orders import cooking, ordering
from yeshi.flow.ports import News, Tidemark
from yeshi.orders.notes import OrderNotes
from yeshi.web.app import create_app
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
BOARD = "/kitchen/a"


@dataclass
class Told:
    """The small city behind a server, which tells its pages what happened."""

    city: SmallCity
    desk: Desk
    url: str
    mark: int = 0
    serving: tuple[uvicorn.Server, threading.Thread] | None = None

    def start(self) -> None:
        """Serve it, until `stop`."""
        port = int(self.url.rsplit(":", 1)[1])
        app = create_app(self.desk)
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        self.serving = server, thread

    def stop(self) -> None:
        """Leave off."""
        if self.serving is not None:
            self.desk.broadcast.close()
            self.serving[0].should_exit = True
            self.serving[1].join(10)
            self.serving = None

    def tell(self) -> None:
        """Tell what is new, as the relay does."""
        with self.city.store.read() as work:
            new = work.events.after(self.mark, 1000)
        since, self.mark = self.mark, new[-1].seq
        events = [(one.seq, one.event.concerns) for one in new]
        marks = Tidemark(since, 0), Tidemark(self.mark, 0)
        self.desk.broadcast.tell(News(since=marks[0], until=marks[1], events=events, moved=()))

    def order(self, note: str = "") -> str:
        """An order of stall a, of which its board is told."""
        quote = self.city.quote({"a1": 1})
        placed = ordering.place(
            self.city.engine, self.city.key(), "c", quote, OrderNotes(to_stalls={"a": note})
        )
        self.tell()
        return str(done(placed)["order"])


@pytest.fixture
def told() -> Iterator[Told]:
    """The small city served to a browser."""
    city = SmallCity().open_up().settle_in()
    city.fill()
    url = f"http://localhost:{free_port()}"
    made = Told(city, replace(desk_of(city), site=Site(url)), url)
    made.start()
    made.tell()
    yield made
    made.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone in English."""
    made = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    yield made
    made.close()


def enter(context: BrowserContext, told: Told, path: str = BOARD) -> Page:
    """A page of somebody with every role."""
    kept = Response()
    told.desk.sign_in.keep(enter_everybody(told.city.store), kept)
    name, _, value = kept.headers["set-cookie"].split(";")[0].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": told.url}])
    page = context.new_page()
    page.goto(told.url + path)
    return page


def opened(page: Page) -> None:
    """Press on what covers the page of a stall while orders wait, so that the board is seen."""
    page.click("#waits-open")
    page.wait_for_selector("#waits", state="hidden")


def test_what_is_typed_opened_and_in_focus_stays_while_new_orders_come(
    context: BrowserContext, told: Told
) -> None:
    """The board is not frozen by a field that has the focus, and loses nothing of it."""
    first = told.order()
    page = enter(context, told)
    opened(page)
    page.click(f"#no-{first} summary")
    reason = page.locator(f"#no-{first} input[type=text][name=why]")
    reason.fill("no more tofu")
    reason.evaluate("one => one.setSelectionRange(3, 7)")
    page.evaluate("window.scrollTo(0, 120)")
    second = told.order()
    page.wait_for_selector(f"#job-{second}")
    opened(page)
    assert reason.input_value() == "no more tofu"
    assert reason.evaluate("one => [one.selectionStart, one.selectionEnd]") == [3, 7]
    assert reason.evaluate("one => one === document.activeElement")
    assert page.evaluate(f"document.querySelector('#no-{first}').open")
    assert page.evaluate("window.scrollY") == 120


def test_a_slow_press_is_counted_though_news_comes_meanwhile(
    context: BrowserContext, told: Told
) -> None:
    """Nothing moves under a finger, and what waited for it comes after."""
    order = told.order()
    page = enter(context, told)
    opened(page)
    box = page.locator(f"#job-{order} button.main").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    later = told.order()
    page.wait_for_timeout(1200)
    assert not page.query_selector(f"#job-{later}")
    with page.expect_response("**/accept"):
        page.mouse.up()
    page.wait_for_selector(f"#job-{order} form[action$=ready]")
    assert told.city.order(order).tickets[0].ready_at is not None
    page.wait_for_selector(f"#job-{later}")


def test_a_press_beside_everything_holds_nothing_up_for_long(
    context: BrowserContext, told: Told
) -> None:
    """What is new comes when the finger is lifted, and a finger that rests holds up nothing."""
    told.order()
    page = enter(context, told)
    opened(page)
    heading = page.locator("h1").first.bounding_box()
    assert heading is not None
    page.mouse.move(heading["x"] + 5, heading["y"] + 5)
    page.mouse.down()
    later = told.order()
    page.wait_for_timeout(800)
    assert not page.query_selector(f"#job-{later}")
    page.mouse.up()
    page.wait_for_selector(f"#job-{later}", timeout=3000)


def test_the_cooks_note_stays_until_the_hand_over(context: BrowserContext, told: Told) -> None:
    """It was lost when the order was accepted."""
    order = told.order("no coriander!")
    page = enter(context, told)
    assert "no coriander!" in page.inner_text(f"#job-{order}")
    ready_at = told.city.clock.now()
    engine = told.city.engine
    done(cooking.accept(engine, told.city.key(), "a", order, ready_at))
    told.tell()
    page.wait_for_selector(f"#job-{order} form[action$=ready]")
    assert "no coriander!" in page.inner_text(f"#job-{order}")
    done(cooking.ready(engine, told.city.key(), "a", order))
    told.tell()
    page.wait_for_selector(f"li#job-{order}")
    assert "no coriander!" in page.inner_text(f"#job-{order}")


def test_eight_tabs_share_one_stream(context: BrowserContext, told: Told) -> None:
    """Seven live pages blocked the eighth; the tab that listened may be closed."""
    pages = [enter(context, told) for _ in range(8)]
    deadline = time.monotonic() + 20
    while len(told.desk.broadcast) != 1:
        assert time.monotonic() < deadline, len(told.desk.broadcast)
        time.sleep(0.1)
    order = told.order()
    for page in pages:
        page.wait_for_selector(f"#job-{order}")
    pages[0].close()
    again = told.order()
    for page in pages[1:]:
        page.wait_for_selector(f"#job-{again}")
    # A tab of somebody else's matters is told of these by the same stream.
    control = enter(context, told, "/control")
    later = told.order()
    control.wait_for_selector(f"#order-{later}")
    assert len(told.desk.broadcast) == 1


def test_a_tab_that_sleeps_gives_up_the_stream(context: BrowserContext, told: Told) -> None:
    """As where a phone puts what is not looked at to sleep: who is looked at listens itself."""
    asleep = enter(context, told)
    # It leads before there is another.
    asleep.wait_for_function("navigator.locks.query().then(all => all.held.length === 1)")
    awake = enter(context, told)
    session = context.new_cdp_session(asleep)
    session.send("Page.enable")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    awake.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    awake.wait_for_timeout(2500)
    order = told.order()
    awake.wait_for_selector(f"#job-{order}", timeout=5000)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    asleep.wait_for_selector(f"#job-{order}")
    later = told.order()
    for page in (asleep, awake):
        page.wait_for_selector(f"#job-{later}")
