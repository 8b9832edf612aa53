"""On a phone: a missing dish is reported with a photo, given back in a tap, and told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import Response
from playwright.sync_api import Browser, BrowserContext, expect

from tests.builders import SmallCity, done
from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import Told, told
from tests.flow.orders.complaints import HOLDER
from tests.web.stall.test_pictures_pages import jpeg
from yeshi.flow.people import entering
from yeshi.ledger import accounts
from yeshi.web.frame.sign_in import COOKIE

__all__ = ["told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
PHONE = {"width": 390, "height": 844}
# Who the browser is, as the interface says it.
CUSTOMER = """async () => {
  const answer = await fetch("/api/customers", { method: "POST" });
  return (await answer.json()).customer;
}"""


def test_a_missing_dish_is_refunded(browser: Browser, told: Told, tmp_path: Path) -> None:
    """Five taps of its customer and one of the stall; the wallet has it, to the fen."""
    photo = tmp_path / "bag.jpg"
    photo.write_bytes(jpeg())
    context = browser.new_context(viewport=PHONE, locale="en")
    page = context.new_page()
    page.goto(told.url)
    customer = page.evaluate(CUSTOMER)
    order = _received(told.city, customer)
    page.goto(f"{told.url}/orders/{order}")
    page.click("#complaints a.button")
    page.check("input[name='line-0']")
    page.check("input[value='missing']")
    page.set_input_files("input[name='photos']", photo)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.click("form.card button.main")
    expect(page.locator("#complaints")).to_contain_text("waits for the stall")
    expect(page.locator("#complaints img")).to_be_visible()
    before = told.city.balance(accounts.wallet(customer))
    stall = _at_till(browser, told)
    tapping = stall.new_page()
    tapping.goto(f"{told.url}/kitchen/a/complaints")
    expect(tapping.locator(".complaint img")).to_be_visible()
    tapping.click(".complaint button.main")
    expect(tapping.locator(".complaint")).to_contain_text("You bear ¥16.50")
    page.reload()
    expect(page.locator("#complaints")).to_contain_text("¥16.50 was given back to your wallet.")
    assert told.city.balance(accounts.wallet(customer)) - before == 1650
    stall.close()
    context.close()


def _received(city: SmallCity, customer: str) -> str:
    """An order of that customer that was brought."""
    city.fill(customer)
    order = city.place({"a1": 1}, customer)
    city.cook(order)
    city.bring(order)
    return order


def _at_till(browser: Browser, told: Told) -> BrowserContext:
    """The browser of the holder of stall a, who has signed in."""
    done(entering.enter_person(told.city.engine, told.city.key(), HOLDER))
    response = Response()
    told.desk.sign_in.keep(HOLDER, response)
    cookie = response.headers["set-cookie"].split(";")[0].removeprefix(f"{COOKIE}=")
    context = browser.new_context(viewport=PHONE, locale="en")
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": told.url}])
    return context
