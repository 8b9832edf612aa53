"""A zone's outline is drawn on a map in a real browser: by taps, by the keyboard, or typed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import uvicorn
from fastapi import Response
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.builders import SmallCity
from tests.end_to_end.server import CHROMIUM, free_port
from tests.web.everybody import enter_everybody
from tests.web.test_api import desk_of
from yeshi.flow.city.zoning import zones_seen
from yeshi.geo.zones import Zone
from yeshi.web.app import create_app
from yeshi.web.frame.sign_in import COOKIE
from yeshi.web.frame.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
    pytest.mark.xdist_group("browser"),
]

NEW = "/settings/zones/new"
MAP = "[data-draw]"


class Served:
    """The small city in memory, with its owner signed in at each browser."""

    def __init__(self, browser: Browser) -> None:
        self.city = SmallCity().open_up().settle_in()
        port = free_port()
        self.address = f"http://localhost:{port}"
        desk = replace(desk_of(self.city), site=Site(self.address))
        kept = Response()
        desk.sign_in.keep(enter_everybody(self.city.store), kept)
        self._cookie = kept.headers["set-cookie"].split(";")[0].removeprefix(f"{COOKIE}=")
        self._browser = browser
        config = uvicorn.Config(create_app(desk), host="127.0.0.1", port=port, log_config=None)
        self.server = uvicorn.Server(config)

    def context(self, scripts: bool = True) -> BrowserContext:
        """A browser on a phone."""
        context = self._browser.new_context(
            viewport={"width": 390, "height": 844}, locale="en-US", java_script_enabled=scripts,
            has_touch=True, service_workers="block",
        )  # fmt: skip
        context.add_cookies([{"name": COOKIE, "value": self._cookie, "url": self.address}])
        return context

    def kept(self, id_: str) -> Zone:
        """The zone as it is in force."""
        return next(one.zone for one in zones_seen(self.city.engine) if one.zone.id == id_)


@pytest.fixture(scope="module")
def served(browser: Browser) -> Iterator[Served]:
    """Served for the tests of this file."""
    served = Served(browser)
    serving = threading.Thread(target=served.server.run)
    serving.start()
    while not served.server.started:
        time.sleep(0.05)
    yield served
    served.server.should_exit = True
    serving.join(10)


def counted(page: Page, corners: int) -> None:
    """Wait until the map has so many corners."""
    page.wait_for_selector(f"{MAP}[data-corners='{corners}']")


def send(page: Page, name: str) -> None:
    """Fill in the rest, and send it."""
    page.fill("input[name=name_en]", name)
    page.fill("input[name=why]", "drawn")
    page.click("main form button.main")


@pytest.mark.slow
def test_an_outline_is_drawn_by_taps(served: Served) -> None:
    """The last is taken back, one is put by the keyboard, the first ends it; then it is kept."""
    page = served.context().new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(served.address + NEW)
    page.wait_for_selector(f"{MAP}[data-ready]")
    for number, (x, y) in enumerate(((60, 80), (280, 90), (280, 300), (150, 320)), 1):
        page.tap(MAP, position={"x": x, "y": y})
        counted(page, number)
    page.click("[data-draw-undo]")
    counted(page, 3)
    page.focus(f"{MAP} canvas")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(500)
    page.focus("[data-draw-put]")
    page.keyboard.press("Enter")
    counted(page, 4)
    page.click(f"{MAP} .corner.first")
    assert "closed" in page.inner_text("[data-draw-told]")
    page.tap(MAP, position={"x": 30, "y": 30})
    counted(page, 4)
    send(page, "Riverside")
    page.wait_for_url("**/settings/zones")
    page.wait_for_selector("[data-map][data-ready]")
    kept = served.kept("riverside")
    assert len(kept.outline) == 4
    page.goto(f"{served.address}/settings/zones/riverside")
    counted(page, 4)
    page.click("[data-draw-clear]")
    counted(page, 0)
    assert page.input_value("textarea[name=outline]") == ""
    assert not faults


def place_of(page: Page) -> dict[str, float]:
    """Where the first field below the map stands."""
    told: dict[str, float] = page.locator("textarea[name=outline]").evaluate(
        "one => { const { top, height } = one.getBoundingClientRect(); return { top, height }; }"
    )
    return told


def test_the_form_is_there_before_its_map_and_nothing_moves_when_it_comes(served: Served) -> None:
    """What is typed meanwhile is on the map then; the hand stays where it was."""
    page = served.context().new_page()
    waiting: list[Route] = []
    page.route("**/ground.js", lambda route: waiting.append(route))
    page.goto(served.address + NEW)
    page.get_by_text("The map is coming").first.wait_for()
    outline = page.locator("textarea[name=outline]")
    page.fill("input[name=name_en]", "Early")
    outline.fill("28.20, 112.90\n28.30, 113.00\n28.20, 113.00")
    before = place_of(page)
    for one in waiting:
        one.continue_()
    counted(page, 3)
    assert place_of(page) == before
    assert page.evaluate("document.activeElement.name") == "outline"
    assert page.input_value("input[name=name_en]") == "Early"


@pytest.mark.parametrize("lost", ["**/maplibre-gl.mjs", "**/maplibre-gl.css", "**/map-settings"])
def test_where_the_map_does_not_come_the_form_works_without_it(served: Served, lost: str) -> None:
    """It says so in the map's place, and nothing moves."""
    page = served.context().new_page()
    page.route(lost, lambda route: route.abort())
    page.goto(served.address + NEW)
    before = place_of(page)
    page.get_by_text("could not be loaded").first.wait_for()
    assert place_of(page) == before
    name = lost.split("/")[-1].replace(".", "-")
    page.fill("textarea[name=outline]", "28.20, 112.90\n28.30, 113.00\n28.20, 113.00")
    send(page, name)
    page.wait_for_url("**/settings/zones")
    assert len(served.kept(name).outline) == 3


def test_a_map_that_is_not_in_sight_is_not_fetched(served: Served) -> None:
    """The pin of a zone's middle stands in a fold: it comes when that is opened."""
    page = served.context().new_page()
    page.route("**/ground.js", lambda route: route.abort())
    page.goto(served.address + "/join?kind=stall")
    assert page.locator("[data-pin]").count() == 1
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(500)
    assert not [one for one in asked if "ground.js" in one]
    with page.expect_request("**/ground.js"):
        page.locator("details summary").first.click()
        page.locator("[data-pin]").scroll_into_view_if_needed()


def test_an_address_is_entered_before_the_map_is_there(served: Served) -> None:
    """By the list, which the map takes up when it comes; the fold of typed numbers stays as it is."""
    page = served.context().new_page()
    waiting: list[Route] = []
    page.route("**/ground.js", lambda route: waiting.append(route))
    page.goto(served.address + "/addresses/new?back=/basket")
    page.get_by_text("The map is coming").first.wait_for()
    page.locator("details summary").filter(has_text="Degrees").or_(
        page.locator("form details summary")
    ).first.click()
    page.fill("input[name=y]", "28.20")
    page.fill("input[name=x]", "112.90")
    top = page.locator("input[name=x]").bounding_box()
    for one in waiting:
        one.continue_()
    page.wait_for_selector("[data-pin][data-ready]")
    assert page.locator("input[name=x]").bounding_box() == top
    assert page.evaluate("document.activeElement.name") == "x"


def test_without_a_script_the_corners_are_typed(served: Served) -> None:
    """What is wrong is said above what was typed."""
    page = served.context(scripts=False).new_page()
    page.goto(served.address + NEW)
    assert not page.is_visible(MAP)
    lines = ["28.20, 112.90", "28.30, 113.00", "28.20, 113.00", "28.30, 112.90"]
    page.fill("textarea[name=outline]", "\n".join(lines))
    send(page, "Hill")
    assert "crosses or touches itself" in page.inner_text("[role=alert]")
    assert page.input_value("textarea[name=outline]").split("\n") == lines
    page.fill("textarea[name=outline]", "\n".join((lines[0], lines[2], lines[1], lines[3])))
    send(page, "Hill")
    assert page.url.endswith("/settings/zones")
    assert len(served.kept("hill").outline) == 4
