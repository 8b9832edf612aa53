"""One pays on a phone through a provider: by its own form, which no other page may show."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.server import CHROMIUM, free_port
from tests.end_to_end.test_live_parts import Told
from tests.flow.payments.taker import PaidCity
from tests.web.test_api import desk_of
from yeshi.flow.ports.providers import ProviderForm
from yeshi.payments.intent import Handing
from yeshi.web.frame.site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]
# As the provider's own script does it: a form in the page's place, and what the card says.
SCRIPT = b"""
window.Stripe = (key, { locale }) => ({
  elements: ({ clientSecret }) => ({
    create: () => ({
      on: () => {},
      mount: (at) => {
        const field = document.createElement("input");
        field.ariaLabel = "card";
        at.append(field);
        document.body.dataset.asked = `${key} ${locale} ${clientSecret}`;
      },
    }),
  }),
  confirmPayment: async ({ confirmParams }) => {
    if (document.querySelector("[data-fields] input").value === "declined")
      return { error: { message: "Your card was declined." } };
    document.body.dataset.paid = confirmParams.return_url;
    return {};
  },
});
"""


class _Script(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(SCRIPT)

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def script() -> Iterator[str]:
    """Where the provider's script is found: at another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Script)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def city() -> PaidCity:
    """In which a provider takes money."""
    city = PaidCity()
    city.open_up().settle_in()
    return city


@pytest.fixture
def told(city: PaidCity) -> Iterator[Told]:
    """It, served to a browser."""
    url = f"http://localhost:{free_port()}"
    desk = replace(desk_of(city), site=Site(url), providers={"taker": city.taker})
    made = Told(city, desk, url)
    made.start()
    made.tell()
    yield made
    made.stop()


@pytest.fixture
def page(browser: Browser, told: Told) -> Iterator[Page]:
    """A phone, whose policy nothing breaks."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-US")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    yield page
    assert [one for one in faults if "Content Security Policy" in one] == []
    context.close()


def begin(page: Page, told: Told) -> str:
    """The address of the page to pay on, which one is led to."""
    page.goto(told.url + "/stalls/a")
    page.locator("button[aria-label^='one more']").first.click()
    page.wait_for_selector("a[href='/basket'].main:has-text('1')")
    page.goto(told.url + "/basket")
    page.locator("#pay").click()
    page.wait_for_url("**/pay/*")
    return page.url


def test_a_card_is_paid_by_the_providers_form(
    page: Page, told: Told, city: PaidCity, script: str
) -> None:
    """A declined one says so and may be mended; the paid one leads to the order."""
    city.taker.handing = Handing.FORM
    city.taker.form = ProviderForm(
        script=f"{script}/v3/", public_key="pk_test", allows={"script-src": script}
    )
    where = begin(page, told)
    expect(page.locator("#standing")).to_contain_text("Asking")
    city.go_on()
    told.tell()
    # The provider's script is the page's own: it comes with the page.
    page.click("#go")
    payment = where.rsplit("/", 1)[1]
    offer = city.intent(payment).offer
    assert offer is not None
    expect(page.locator("body")).to_have_attribute("data-asked", f"pk_test en {offer.value}")
    page.fill("[aria-label=card]", "declined")
    expect(page.get_by_role("button", name="Pay in another way")).to_be_visible()
    page.click("[data-provider] button")
    expect(page.locator("[data-why]")).to_have_text("Your card was declined.")
    page.fill("[aria-label=card]", "4242")
    page.click("[data-provider] button")
    expect(page.locator("body")).to_have_attribute("data-paid", where)
    city.taker.pay(payment)
    city.tell(payment)
    told.tell()
    expect(page.locator("#follow")).to_be_visible()
    expect(page.locator(".paying")).to_be_hidden()
    page.click("#follow")
    expect(page.locator("#way")).to_contain_text("Paid: Practice payment.")


def test_a_form_that_does_not_load_says_so(page: Page, told: Told, city: PaidCity) -> None:
    """Where the provider's script is not reached, the page is not silent; one may try again."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    city.taker.handing = Handing.FORM
    city.taker.form = ProviderForm(
        script=f"{nowhere}/v3/", public_key="pk_test", allows={"script-src": nowhere}
    )
    where = begin(page, told)
    city.go_on()
    told.tell()
    page.click("#go")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("did not load")
    expect(page.locator("[data-provider] button")).to_be_hidden()
    expect(notice.get_by_role("link")).to_have_attribute("href", where.removeprefix(told.url))


def test_what_becomes_of_it_arrives_on_the_page(page: Page, told: Told, city: PaidCity) -> None:
    """Without a reload: the way to pay, and that it was given up elsewhere."""
    where = begin(page, told)
    city.go_on()
    told.tell()
    expect(page.locator("#go")).to_be_visible()
    city.go_on(15 * 60 + 1)
    told.tell()
    expect(page.locator("#standing")).to_contain_text("not paid in time")
    page.click("a[href='/basket'].main")
    expect(page.locator("#pay")).to_be_enabled()
    assert where.endswith(city.intent(where.rsplit("/", 1)[1]).id)
