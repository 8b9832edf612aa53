"""Charts in a real browser: drawn by the city, in the page's light, and in a place that stays."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from tests.builders import SmallCity
from tests.end_to_end.server import CHROMIUM, free_port
from tests.web.test_api import desk_of
from yeshi.base.refused import Refused
from yeshi.web.app import create_app
from yeshi.web.frame.desk import PartMissing
from yeshi.web.frame.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
    pytest.mark.xdist_group("browser"),
]

CHART = "[data-chart]"
DRAWN = f"{CHART} > svg .role-mark"


def served(lacks_painter: bool) -> Iterator[str]:
    """The address of a small city with an order."""
    city = SmallCity().settle_in()
    city.fill()
    city.place({"a1": 1})
    address = f"http://localhost:{(port := free_port())}"
    desk = replace(desk_of(city), site=Site(address))
    if lacks_painter:
        desk = replace(desk, painter=lambda *_: Refused(PartMissing("city")))
    config = uvicorn.Config(create_app(desk), host="127.0.0.1", port=port, log_config=None)
    server = uvicorn.Server(config)
    serving = threading.Thread(target=server.run)
    serving.start()
    while not server.started:
        time.sleep(0.05)
    yield address
    server.should_exit = True
    serving.join(10)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A city that draws."""
    yield from served(lacks_painter=False)


@pytest.fixture
def lacking() -> Iterator[str]:
    """A city where the part is missing that draws."""
    yield from served(lacks_painter=True)


def context_of(browser: Browser, light: str = "dark", scripts: bool = True) -> BrowserContext:
    """A browser on a phone."""
    return browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en-US", has_touch=True,
        color_scheme="light" if light == "light" else "dark", java_script_enabled=scripts,
        service_workers="block",
    )  # fmt: skip


def colour(page: Page) -> str:
    """What the bars are filled with."""
    told: str = page.locator(f"{DRAWN} path").first.evaluate("one => getComputedStyle(one).fill")
    return told


def test_a_chart_comes_light_into_a_place_that_stays_and_tells_of_its_parts(
    browser: Browser, address: str
) -> None:
    """No library is fetched for it; a finger near a bar is told what it is."""
    page = context_of(browser).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/city")
    high = page.locator(CHART).evaluate("one => one.getBoundingClientRect().height")
    page.locator(CHART).scroll_into_view_if_needed()
    page.wait_for_selector(DRAWN, state="attached")
    assert page.locator(CHART).evaluate("one => one.getBoundingClientRect().height") == high
    assert [one for one in asked if "vendor/vega" in one] == []
    bar = page.locator(f"{DRAWN} path[aria-label*='Orders: 1;']").first
    # Drawn anew as its place is measured.
    bar.wait_for(state="visible")
    box = bar.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + 8, box["y"] + 3)
    assert "Orders: 1" in page.locator(".chart-said").inner_text()
    page.get_by_role("heading", name="Orders by hour").tap()
    assert not page.locator(".chart-said").is_visible()
    # What it tells stands as numbers too.
    page.get_by_text("Orders by hour, in numbers").click()
    assert page.get_by_role("row").filter(has_text="20").count() > 0


def test_its_colours_are_of_the_light_it_is_read_by(browser: Browser, address: str) -> None:
    """Also where the system's changes while it is shown; on paper they tell two series apart."""
    page = context_of(browser).new_page()
    page.goto(f"{address}/city")
    page.locator(CHART).scroll_into_view_if_needed()
    page.wait_for_selector(DRAWN, state="attached")
    night = colour(page)
    page.emulate_media(color_scheme="light")
    day = colour(page)
    assert night != day
    page.emulate_media(color_scheme="dark", media="print")
    fills = page.locator(f"{DRAWN} path").evaluate_all(
        "all => [...new Set(all.map((one) => getComputedStyle(one).fill))]"
    )
    assert len(fills) == 2


def test_without_scripts_it_is_a_picture(browser: Browser, address: str) -> None:
    """In the size of a phone's page."""
    page = context_of(browser, scripts=False).new_page()
    page.goto(f"{address}/city")
    page.locator(f"{CHART} img").scroll_into_view_if_needed()
    shown = page.locator(f"{CHART} img")
    page.wait_for_load_state("networkidle")
    assert shown.is_visible()
    assert (shown.bounding_box() or {"height": 0})["height"] > 200


def test_where_the_city_cannot_draw_the_browser_does(browser: Browser, lacking: str) -> None:
    """With the library, fetched for that."""
    page = context_of(browser).new_page()
    page.goto(f"{lacking}/city")
    page.locator(CHART).scroll_into_view_if_needed()
    page.wait_for_selector(DRAWN, state="attached")
    assert "vega-embed" in (page.get_attribute(CHART, "class") or "")
