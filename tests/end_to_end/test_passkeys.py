"""Passkeys in a real browser, with an authenticator that it makes up: registered, used, removed."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page

from tests.builders import SmallCity, done
from tests.end_to_end.server import CHROMIUM, free_port
from tests.passwords import quick
from tests.web.test_api import desk_of
from yeshi.flow.people import entering
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.web.app import create_app
from yeshi.web.frame.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]

WORD = "correct horse battery"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A city of one's own with an owner, in memory, found at this machine's name."""
    city = SmallCity().open_up().settle_in()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    owner = Person("li", "Li", (Grant(Role.OWNER, CITY),), quick().make(WORD))
    done(entering.enter_person(city.engine, city.key(), owner))
    port = free_port()
    app = create_app(replace(desk_of(city), site=Site(f"http://localhost:{port}")))
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None)
    server = uvicorn.Server(config)
    serving = threading.Thread(target=server.run)
    serving.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://localhost:{port}"
    server.should_exit = True
    serving.join(10)


def with_authenticator(browser: Browser) -> tuple[BrowserContext, Page, list[str]]:
    """A page of a browser whose user is there, and what faults it meets."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made_up = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": made_up})
    return context, page, faults


def give_password(page: Page, address: str) -> None:
    """Give one's password at the door."""
    page.goto(f"{address}/sign-in")
    page.fill("form[action='/sign-in'] input[name=id]", "li")
    page.fill("form[action='/sign-in'] input[name=password]", WORD)
    page.click("form[action='/sign-in'] button")


def test_a_passkey_is_registered_lets_in_and_is_removed(browser: Browser, address: str) -> None:
    """It does for what an owner has to have; it lets in alone, and after a password."""
    context, page, faults = with_authenticator(browser)
    give_password(page, address)
    page.wait_for_url("**/sign-in/authenticator**")
    page.fill("form[data-passkey] input[name=name]", "my phone")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/settings")
    page.goto(f"{address}/account")
    assert "my phone" in page.inner_text("main")
    assert "by passkey" in page.inner_text("main")
    page.click("header form.who button")
    page.goto(f"{address}/sign-in?back=/account")
    page.click("form[data-passkey] button")
    page.wait_for_url(re.compile(r"\d/account$"))
    assert "last used" in page.inner_text("main")
    page.click("header form.who button")
    give_password(page, address)
    page.wait_for_url("**/sign-in/code**")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/settings")
    # The last factor of somebody who has to have one stays.
    page.goto(f"{address}/account")
    page.click("li details summary")
    page.fill("form[action$='/remove'] input[name=password]", WORD)
    page.click("form[action$='/remove'] button")
    assert "can be replaced, not turned off" in page.inner_text("#said")
    page.goto(f"{address}/account")
    page.locator("#passkeys ~ details summary").last.click()
    page.locator("form[data-passkey] input[name=name]").fill("same phone")
    page.locator("form[data-passkey] input[name=password]").fill("wrong password")
    page.click("form[data-passkey] button")
    said = page.locator("form[data-passkey] [role=alert]")
    said.filter(has_text=re.compile("no such account")).wait_for()
    # The device has a passkey of this account already, and says so.
    page.locator("form[data-passkey] input[name=password]").fill(WORD)
    page.click("form[data-passkey] button")
    said.filter(has_text=re.compile("gave no passkey")).wait_for()
    assert faults == []
    context.close()


def test_who_has_no_passkey_is_told_so(browser: Browser, address: str) -> None:
    """The page stays, and the password does as before; by a number there are no passkeys."""
    context, page, _ = with_authenticator(browser)
    page.goto(f"{address}/sign-in")
    page.click("form[data-passkey] button")
    page.locator("form[data-passkey] [role=alert]", has_text="gave no passkey").wait_for()
    page.goto(address.replace("localhost", "127.0.0.1") + "/sign-in")
    assert page.locator("form[data-passkey]").count() == 0
    context.close()
