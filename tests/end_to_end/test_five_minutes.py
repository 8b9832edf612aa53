"""From nothing to online in five minutes: a stall, a paper menu, a phone, at a person's speed.

Somebody asks for a stall, is taken on and comes in by the link; a photo of the paper menu becomes
dishes, what has to be shown is entered, hours are kept. Then customers order. How long a person
would need is reckoned (`hands.py`); what the operator does meanwhile is not the stall's time.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, expect

from tests.end_to_end.hands import Hands
from tests.end_to_end.server import CHROMIUM, Server, short_folder

pytest.importorskip("cv2")
pytest.importorskip("rapidocr")

from bench.menus.papers import FONTS, Row
from bench.menus.photos import make_photo

# A paper of fifteen dishes, one of whose names is not read surely.
PAPER = 5
LIMIT_S = 300.0
# A photo is read in 4 to 10 s where nothing else is done (bench/RESULTS.md).
READ_S = 20.0
NAME = "胡姐甜汤"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
    pytest.mark.skipif(
        not Path(FONTS[PAPER][0]).is_file(), reason="no font here: see bench/menus/papers.py"
    ),
]


@pytest.fixture
def unhurried() -> Iterator[Server]:
    """The demo city in real time, so that no night passes meanwhile."""
    home = short_folder()
    running = Server(home, speed=1)
    running.start()
    yield running
    running.stop()
    shutil.rmtree(home, ignore_errors=True)


def phone(browser: Browser) -> BrowserContext:
    """A phone that nobody has used."""
    return browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )


def ask_for_a_stall(hands: Hands, url: str) -> None:
    """The form at the door, to the page that says that one has to wait."""
    hands.go(url + "/")
    hands.press("footer a[href='/join']", "**/join")
    hands.press("a[href='/join?kind=stall']", "**/join?kind=stall")
    hands.type("[name=name]", "胡丽")
    hands.type("[name=contact]", "hu@example.org")
    hands.type("[name=name_zh]", NAME)
    hands.press("form[action='/join'] button.main", "**/join/*")


def take_on(browser: Browser, server: Server) -> str:
    """The operator takes the stall on; the link that its owner is sent."""
    operator = phone(browser).new_page()
    operator.request.post(server.url + "/api/sign-in", data={"id": "demo-operator"})
    operator.goto(server.url + "/control/applications")
    card = operator.locator(".newcomer", has_text=NAME)
    card.locator("[name=why]").fill("摊位已看过")
    card.locator("form button").first.click()
    expect(operator.locator("main")).to_contain_text("hu")
    for _ in range(100):
        links = re.findall(r"http\S+/come-in/[\w.\-]+", server.said())
        if links:
            return links[-1].rstrip(".")
        operator.wait_for_timeout(200)
    raise AssertionError("nobody was invited")


def confirm(browser: Browser, server: Server, stall: str) -> None:
    """The operator has seen that it is so."""
    operator = phone(browser).new_page()
    operator.request.post(server.url + "/api/sign-in", data={"id": "demo-operator"})
    operator.goto(f"{server.url}/kitchen/{stall}/facts")
    form = operator.locator(f"form[action='/kitchen/{stall}/facts/confirm']")
    form.locator("[name=why]").fill("看过执照和门脸")
    form.locator("button").click()
    expect(operator.locator("main .notice").first).to_be_visible()


def bring_menu(hands: Hands, photo: Path, rows: tuple[Row, ...]) -> None:
    """The photo becomes a table; what is doubtful in it is looked at, and what is wrong mended."""
    page = hands.page
    hands.press("#beginning a[href$='/menu']", "**/menu")
    hands.photograph("[name=file]", photo)
    hands.press("form[enctype] button.main", "**/menu/read/*")
    hands.wait_for(".menu-photo img", READ_S)
    hands.read(len(rows))
    assert page.locator("input.doubtful").count() > 0
    assert page.locator(".menu-part:not(:last-of-type) .menu-row").count() == len(rows)
    for line in page.locator(".menu-row:has(input.doubtful)").all():
        name, price = line.locator(".menu-name"), line.locator(".menu-price")
        # A person sees on the photo which line it is: the rows stand in the order of the paper.
        paper = rows[int((name.get_attribute("name") or "").removeprefix("name-"))]
        hands.read(1)
        if name.input_value() != paper.name:
            hands.type(name, paper.name)
        if price.input_value() != f"{paper.fen / 100:g}":
            hands.type(price, f"{paper.fen / 100:g}")
    hands.press("form:not([enctype]) button.main", re.compile(r"/menu\?new="))
    expect(page.locator("main p[role=status].notice")).to_contain_text(str(len(rows)))


def show_facts(hands: Hands, front: Path) -> None:
    """What has to be shown, with a photo of the front."""
    hands.press("#beginning a[href$='/facts']", "**/facts")
    hands.type("[name=sign]", NAME)
    hands.type("[name=licence]", "JY24301020031415")
    hands.type("[name=licence_until]", "2029-06-30")
    hands.type("[name=address]", "太平街 12 号")
    hands.choose("[name=seats]", "no")
    hands.press("form[action$='/facts'] button.main")
    hands.press("a[href$='/pictures#front']", "**/pictures#front")
    hands.photograph("#front [name=photo]", front)
    hands.press("#front form[enctype] button")
    expect(hands.page.locator("#front img")).to_be_visible()


def keep_hours(hands: Hands, url: str) -> None:
    """Other hours than those one begins with, found from the steps of the board."""
    hands.go(url)
    hands.press("#beginning a[href$='#hours']", "**/figures#hours")
    hands.type("[name=opens]", "00:00")
    hands.type("[name=closes]", "00:00")
    hands.press("form[action$='/hours'] button")


def name_payee(hands: Hands, url: str) -> None:
    """Whom to pay, from the steps of the board."""
    hands.go(url)
    hands.press("#beginning a[href$='/money#payee']", "**/money#payee")
    hands.type("[name=holder]", "胡丽")
    hands.type("[name=bank]", "长沙银行")
    hands.type("[name=account_number]", "6222021234567890128")
    hands.press("form[action$='/money/payee'] button.main")
    expect(hands.page.locator("main")).to_contain_text("0128")


def test_a_stall_is_online_in_five_minutes_and_sells(
    unhurried: Server, browser: Browser, tmp_path: Path
) -> None:
    """The application, the photo with its doubtful cells, facts, hours, payee, a look, the order."""
    made = make_photo(PAPER)
    photo, front = tmp_path / "menu.jpg", tmp_path / "front.jpg"
    photo.write_bytes(made.jpeg)
    Image.new("RGB", (1200, 900), "#b5452c").save(front)
    url = unhurried.url
    hands = Hands(phone(browser).new_page())
    ask_for_a_stall(hands, url)
    hands.go(take_on(browser, unhurried))
    hands.type("[name=id]", "hu-jie")
    hands.type("[name=password]", "sweet soup after ten")
    hands.press("form[action^='/come-in/'] button.main", "**/kitchen/*")
    stall = hands.page.url.rsplit("/", 1)[-1]
    bring_menu(hands, photo, made.rows)
    show_facts(hands, front)
    keep_hours(hands, f"{url}/kitchen/{stall}")
    name_payee(hands, f"{url}/kitchen/{stall}")
    hands.go(f"{url}/stalls/{stall}")
    hands.read(10)
    assert hands.took_s < LIMIT_S, (hands.needed_s, hands.answered_s)
    print(f"{hands.needed_s:.0f} s of the person, {hands.answered_s:.0f} s of the city")
    confirm(browser, unhurried, stall)
    hands.page.goto(f"{url}/kitchen/{stall}")
    expect(hands.page.locator("#beginning")).to_have_count(0)

    customer = phone(browser).new_page()
    customer.goto(f"{url}/stalls/{stall}")
    first = made.rows[0]
    dish = customer.locator(".dish", has_text=first.name)
    expect(dish).to_contain_text(f"¥{first.fen / 100:.2f}")
    dish.locator("button[value='1']").click()
    customer.click("a[href='/basket'].button")
    customer.fill("input[name=words]", "二楼")
    customer.click("#pay")
    customer.wait_for_url("**/orders/*")
    notice = hands.page.locator("#waits")
    expect(notice).to_be_visible(timeout=15_000)
    expect(notice).to_contain_text(first.name)
