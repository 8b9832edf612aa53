"""A refusal in a browser: it stands where the tap was, with what was typed, and stays there."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.builders import done
from tests.end_to_end.server import CHROMIUM
from tests.end_to_end.test_live_parts import Told, context, enter, opened, told
from yeshi.flow.orders import calling_off

__all__ = ["context", "told"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]


def test_a_tap_that_is_refused_is_told_where_it_was(context: BrowserContext, told: Told) -> None:
    """The page is not left; what was typed is there, also when news comes, until it is mended."""
    page = enter(context, told)
    page.evaluate("window.stayed = true")
    page.click("#stock summary")
    left = page.locator("#stock-a1 input[name=left]")
    left.evaluate("one => { one.form.noValidate = true }")
    left.fill("123456")
    page.click("#stock-a1 button")
    said = page.locator("#stock-a1 #said")
    expect(said).to_contain_text("from 0 to 100000")
    expect(left).to_be_focused()
    assert left.get_attribute("aria-describedby") == "said"
    new = told.order()
    page.wait_for_selector(f"#job-{new}")
    opened(page)
    expect(said).to_be_visible()
    expect(left).to_have_value("123456")
    left.fill("7")
    page.click("#stock-a1 button")
    expect(said).to_have_count(0)
    assert page.evaluate("window.stayed")
    assert left_of_first(told) == 7


def left_of_first(told: Told) -> int | None:
    """How much is left of the first dish."""
    with told.city.store.read() as work:
        item = work.items.get("a1")
    return item.left if item else None


def test_a_tap_on_what_is_gone_says_so_above(context: BrowserContext, told: Told) -> None:
    """An order that its customer called off goes with its card; why, is read above the board."""
    order = told.order()
    page = enter(context, told)
    page.wait_for_selector(f"#job-{order}")
    opened(page)
    done(calling_off.call_off_order(told.city.engine, told.city.key(), "c", order))
    page.click(f"#job-{order} form button.main")
    expect(page.locator("#said")).to_be_visible()
    told.tell()
    expect(page.locator(f"#job-{order} form")).to_have_count(0)
    expect(page.locator("#said")).to_be_visible()


def test_a_form_that_is_sent_is_answered_on_its_page(context: BrowserContext, told: Told) -> None:
    """One is led to the field; looking again asks for the page, and sends nothing again."""
    page = enter(context, told, "/addresses/new?back=/basket")
    page.locator("form[action='/addresses'] input[name=address]").fill("   ")
    page.locator("form[action='/addresses'] input[name=phone]").fill("13800138000")
    page.locator("form[action='/addresses'] select[name=near]").select_option("m")
    page.locator("form[action='/addresses'] .dock button").click()
    address = page.locator("form[action='/addresses'] input[name=address]")
    expect(page.locator("label #said")).to_be_visible()
    expect(address).to_be_focused()
    assert page.locator("input[name=phone]").input_value() == "13800138000"
    # The place that was chosen by its name is a pin on the map by then.
    assert page.locator("input[name=x]").input_value() == "0.000000"
    expect(page).to_have_url(told.url + "/addresses/new?back=/basket")
