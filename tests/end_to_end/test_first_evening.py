"""The first evening of a city of one's own, in real time, each person on a device of their own.

An owner sets the city up in the browser and invites an operator, two stalls, two couriers and an
official; a customer orders from both stalls; all do their part, and a second visitor sees none of
it. Links come as they do where no mail is set: on the console of whoever started the server.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.end_to_end.server import ARGUMENTS, CHROMIUM, free_port, short_folder
from yeshi.adapters.clocks import wall_time

PASSWORD = "four lanterns over the river"
ZONE = ZoneInfo("Asia/Shanghai")
PATIENCE_S = 180.0
STALLS = {
    "li-ji": ("李记", "Li's", "臭豆腐 / Stinky tofu 12"),
    "he-ji": ("何记", "He's", "口味虾 / Crayfish 68"),
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]


def until(true: Callable[[], bool]) -> None:
    """Wait until it is true; a failure when it does not come."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.5)


class Evening:
    """`yeshi serve` on an empty folder, and a browser for whoever comes."""

    def __init__(self, home: Path, browser: Browser, port: int = 0, **more: str) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._said = home / "said"
        self._browser = browser
        environment = {
            **os.environ, "YESHI_HOME": str(home), "YESHI_PORT": str(self.port), "YESHI_LOG": "json",
            **more,
        }  # fmt: skip
        environment.pop("YESHI_DATABASE_URL", None)
        with self._said.open("wb") as said, (home / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "yeshi", "serve"], env=environment, stdout=said, stderr=log
            )

    def said(self) -> str:
        """What the console showed so far."""
        return self._said.read_text("utf-8")

    def device(self) -> Page:
        """A page on a phone that nobody has used."""
        context: BrowserContext = self._browser.new_context(
            viewport={"width": 390, "height": 844}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        return context.new_page()

    def go(self, page: Page, path: str) -> None:
        """Go there, and find a page."""
        answer = page.goto(self.url + path)
        assert answer is not None
        assert answer.ok, (path, answer.status)

    def link_for(self, name: str) -> str:
        """The newest link of an invitation that was told to that name."""
        links: list[str] = []

        def found() -> bool:
            links[:] = re.findall(
                rf"{name}[^\n]*(?:\n[^\n]+)*?\s(http\S+/come-in/\S+)", self.said()
            )
            return bool(links)

        until(found)
        return links[-1].rstrip("。.，,")


@pytest.fixture
def evening() -> Iterator[Evening]:
    """A server without a city."""
    home = short_folder()
    home.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        one = Evening(home, browser)
        until(lambda: "?code=" in one.said())
        yield one
        browser.close()
        one.process.send_signal(signal.SIGTERM)
        one.process.wait(30)
    shutil.rmtree(home, ignore_errors=True)


def set_up(
    evening: Evening, stalls: Mapping[str, tuple[str, str, str]] = STALLS, day_turns: str = ""
) -> Page:
    """The city, opened step by step by its owner, who is signed in with an authenticator."""
    page = evening.device()
    code = re.findall(r"code=(\S+)", evening.said())[-1]
    evening.go(page, f"/?code={code}")
    page.click("button.main")
    _fill(page, name_zh="醴陵", name_en="Liling", y="27.65", x="113.49")
    page.click("button.main")
    page.click("a.button.main")
    if day_turns:
        _fill(page, day_turns=day_turns)
    page.click("button.main")
    page.click("button.main")
    _fill(page, name_zh="渌江桥夜市", name_en="Lu Bridge")
    page.click("form[action='/opening/markets'] button:not([type=button]) >> nth=0")
    for zh, en, dishes in stalls.values():
        form = page.locator("form:has(textarea)")
        if not form.is_visible():
            page.click("details:has(textarea) > summary")
        for name, typed in {
            "name_zh": zh,
            "name_en": en,
            "opens": "00:00",
            "closes": "00:00",
        }.items():
            form.locator(f"[name={name}]").fill(typed)
        form.locator("textarea").fill(dishes)
        form.locator("button:not([type=button])").click()
    page.click("a.button.main")
    _fill(page, name="何玉", id="he-yu", password=PASSWORD, again=PASSWORD)
    page.click("button.main")
    page.wait_for_url(re.compile("/sign-in"), timeout=60_000)
    page.fill("form[action='/sign-in'] [name=id]", "he-yu")
    page.fill("form[action='/sign-in'] [name=password]", PASSWORD)
    page.click("form[action='/sign-in'] button")
    _enrol(page)
    return page


def _fill(page: Page, **typed: str) -> None:
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)


def _enrol(page: Page) -> None:
    """Set an authenticator up, as whoever decides must."""
    page.wait_for_url(re.compile("authenticator"))
    secret = re.search(r"secret=([A-Z2-7]+)", page.content())
    assert secret
    page.fill("[name=code]", pyotp.TOTP(secret[1]).now())
    page.click("button.main")
    expect(page.locator("ol.codes li")).to_have_count(10)
    page.click("a.button.main")


def invite(evening: Evening, by: Page, name: str, role: str, where: str = "") -> None:
    """Invite somebody by mail to one role."""
    evening.go(by, "/settings/people")
    form = by.locator("form[action='/settings/people/invite']")
    form.locator("[name=name]").fill(name)
    form.locator("[name=contact]").fill(f"{role}-{where or 'city'}@example.org")
    form.locator("[name=role]").select_option(role)
    form.locator("[name=where]").fill(where)
    form.locator("[name=why]").fill("first evening")
    form.locator("button.main").click()
    expect(by.locator("main")).to_contain_text(name)


def come_in(evening: Evening, name: str, id_: str, decides: bool = False) -> Page:
    """Follow the link on a device of one's own, and be who one was invited as."""
    page = evening.device()
    page.goto(evening.link_for(name))
    form = page.locator("form[action^='/come-in/']")
    form.locator("[name=id]").fill(id_)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button.main").click()
    if decides:
        _enrol(page)
    return page


def enter_courier(evening: Evening, operator: Page, zh: str) -> str:
    """A courier with a shift from now on; their id."""
    evening.go(operator, "/settings/couriers/new")
    _fill(operator, name_zh=zh, name_en=zh, y="27.651", x="113.491")
    operator.click("form[action='/settings/couriers'] button.main")
    operator.wait_for_url(re.compile(r"/settings/couriers/(?!new)"))
    now = wall_time().astimezone(ZONE)
    operator.fill("[name=day]", f"{now:%Y-%m-%d}")
    operator.fill("[name=from]", f"{now + timedelta(minutes=1):%H:%M}")
    operator.fill("[name=until]", f"{now + timedelta(hours=3):%H:%M}")
    operator.locator("form[action$='/shifts'] button").click()
    return operator.url.split("?")[0].rsplit("/", 1)[-1]


def order(evening: Evening, customer: Page, stalls: list[str]) -> str:
    """An order from both stalls to a door nearby, to be paid in cash; its path."""
    for stall in stalls:
        evening.go(customer, f"/stalls/{stall}")
        customer.locator(".dish button[value='1']").first.click()
    say_where(evening, customer)
    customer.click("#pay")
    customer.wait_for_url(re.compile("/orders/"))
    return customer.url.removeprefix(evening.url)


def say_where(evening: Evening, customer: Page) -> None:
    """A door nearby, with a telephone; back to the basket."""
    evening.go(customer, "/addresses/new?back=/basket")
    if not customer.is_visible("[name=y]"):
        customer.click("details:has([name=y]) > summary")
    _fill(customer, name="家", y="27.655", x="113.495", address="滨河路 5 号", phone="13800138000")
    customer.click("main form button.main")
    customer.wait_for_url(re.compile("/basket"))


def test_a_first_evening(evening: Evening) -> None:
    """From nothing to an order that is paid, brought, and in the figures."""
    owner = set_up(evening)
    invite(evening, owner, "李调度", "operator", "city")
    operator = come_in(evening, "李调度", "li-op", decides=True)
    evening.go(operator, "/settings/stalls")
    stalls = [
        href.rsplit("/", 1)[-1]
        for href in operator.eval_on_selector_all(
            "main ul.list a", "all => all.map(one => one.getAttribute('href'))"
        )
    ]
    assert len(stalls) == 2
    cooks = []
    for number, stall in enumerate(stalls):
        invite(evening, operator, f"摊主{number}", "stallholder", stall)
        cooks.append(come_in(evening, f"摊主{number}", f"stall-{number}"))
    riders = {}
    for number in range(2):
        courier = enter_courier(evening, operator, f"骑手{number}")
        invite(evening, operator, f"骑手{number}", "courier", courier)
        riders[courier] = come_in(evening, f"骑手{number}", f"rider-{number}")
    invite(evening, owner, "王官员", "official", "city")
    official = come_in(evening, "王官员", "wang", decides=True)

    customer = evening.device()
    path = order(evening, customer, stalls)
    for stall, cook in zip(stalls, cooks, strict=True):
        evening.go(cook, f"/kitchen/{stall}")
        cook.click("form[action$='/accept'] button.main")
        cook.click("form[action$='/ready'] button.main")
    bring(evening, riders)
    evening.go(customer, path)
    expect(customer.locator("main")).to_contain_text("已送达")

    evening.go(official, "/city")
    expect(official.locator("main")).to_contain_text("80.00")
    evening.go(operator, "/control/cash")
    expect(operator.locator("main")).to_contain_text(re.compile("骑手[01]"))
    _sees_nothing(evening, path, stalls)


def bring(evening: Evening, riders: dict[str, Page]) -> None:
    """Whichever courier is sent collects at the market, and is paid at the door."""
    sent: list[Page] = []

    def somebody() -> bool:
        for courier, rider in riders.items():
            evening.go(rider, f"/courier/{courier}")
            if rider.locator("form[action$='/collect'] button.main").count():
                sent.append(rider)
                return True
        return False

    until(somebody)
    rider = sent[0]
    rider.click("form[action$='/collect'] button.main:not([disabled])")
    expect(rider.locator("main")).to_contain_text("滨河路 5 号")
    rider.click("form[action$='/deliver'] button.main")


def _sees_nothing(evening: Evening, path: str, stalls: list[str]) -> None:
    """Somebody else finds no board and no control room; with the order's very link no door."""
    stranger = evening.device()
    for there in (path, path + "/map", path + "/part"):
        stranger.goto(evening.url + there)
        assert not any(told in stranger.content() for told in ("滨河路", "8000", "27.655"))
    for shut in ("/control", "/settings/people", f"/kitchen/{stalls[0]}", "/courier"):
        stranger.goto(evening.url + shut)
        assert "/sign-in" in stranger.url
    evening.go(stranger, "/addresses")
    assert "滨河路" not in stranger.content()
