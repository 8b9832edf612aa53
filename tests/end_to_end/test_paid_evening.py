"""An evening of a city of one's own that is paid by card, up to a day that closes at zero.

An owner connects a provider (localstripe, on this machine); a customer pays on a phone and one line
is called off; the stall sees what comes; a treasurer pays it out with a second person, reads in what
the provider and the bank state, and closes the day once it is over. The business day turns shortly
after the evening begins, so that the test waits for minutes and not for the morning.
"""

from __future__ import annotations

import csv
import re
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.adapters.payments.stripe_here import KEY, SIGNING, StripeHere, stripe_here
from tests.end_to_end.server import ARGUMENTS, CHROMIUM, free_port, short_folder
from tests.end_to_end.test_first_evening import (
    ZONE,
    Evening,
    bring,
    come_in,
    enter_courier,
    invite,
    say_where,
    set_up,
    until,
)
from tests.end_to_end.test_paying import SCRIPT
from yeshi.adapters.clocks import wall_time

STALL = {"li-ji": ("李记", "Li's", "口味虾 / Crayfish 68\n酸梅汤 / Plum juice 6")}
# All up to the turn of the day is done within that, on a machine that is busy too.
BEFORE_THE_TURN = timedelta(minutes=9)
KEPT_FEN = 250
PAYEE = {"holder": "李四", "bank": "醴陵农商行", "account_number": "6222021234567890128"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(1500),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium"),
]


@dataclass
class PaidEvening:
    """A city that takes cards, and who takes them for it."""

    evening: Evening
    stripe: StripeHere


@dataclass
class People:
    """Who works in the city, each on a page of their own; couriers by their ids."""

    stall: str
    cook: Page
    riders: dict[str, Page]
    treasurer: Page
    other: Page


@pytest.fixture
def paid() -> Iterator[PaidEvening]:
    """A server without a city, and a provider that tells it what is paid."""
    home = short_folder()
    home.mkdir(exist_ok=True)
    with stripe_here() as stripe, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        port = free_port()
        stripe.tell(f"http://127.0.0.1:{port}/api/payments/stripe/notice")
        evening = Evening(
            home, browser, port,
            YESHI_STRIPE_KEY=KEY, YESHI_STRIPE_SIGNING=SIGNING,
            YESHI_STRIPE_PUBLIC_KEY="pk_test_here", YESHI_STRIPE_ADDRESS=stripe.url,
        )  # fmt: skip
        until(lambda: "?code=" in evening.said())
        yield PaidEvening(evening, stripe)
        browser.close()
        evening.process.send_signal(signal.SIGTERM)
        evening.process.wait(30)
    shutil.rmtree(home, ignore_errors=True)


def pay(paid: PaidEvening, stall: str) -> tuple[BrowserContext, str]:
    """Two dishes, paid by card on a phone: whose phone it is, and the path of the order."""
    customer = paid.evening.device()
    paid.evening.go(customer, f"/stalls/{stall}")
    for number in (1, 2):
        customer.locator(f".dish >> nth={number - 1} >> button[value='1']").last.click()
        customer.wait_for_selector(f"a[href='/basket'].main:has-text('{number}')")
    say_where(paid.evening, customer)
    customer.click("#pay")
    customer.wait_for_url(re.compile("/pay/"))
    customer.wait_for_selector("#go")
    form = _with_its_script(customer)
    secret = form.evaluate("document.body.dataset.asked").split()[-1]
    form.fill("[aria-label=card]", "4242")
    form.click("[data-provider] button")
    paid.stripe.pay(secret.split("_secret")[0])
    form.click("#follow", timeout=90_000)
    form.wait_for_url(re.compile("/orders/"))
    return form.context, form.url.removeprefix(paid.evening.url)


def _with_its_script(customer: Page) -> Page:
    """The same phone where the provider's form is: a script in its place, as in `test_paying`."""
    browser = customer.context.browser
    assert browser is not None
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN",
        storage_state=customer.context.storage_state(), service_workers="block",
    )  # fmt: skip
    context.route(
        "**/js.stripe.com/**", lambda it: it.fulfill(content_type="text/javascript", body=SCRIPT)
    )
    page = context.new_page()
    page.goto(customer.url)
    page.wait_for_selector("[aria-label=card]")
    return page


def call_off_a_line(paid: PaidEvening, cook: Page, phone: Page, stall: str, order: str) -> None:
    """The stall has no plum juice; the customer agrees, and its price goes back to the card."""
    paid.evening.go(cook, f"/kitchen/{stall}")
    cook.click("form[action$='/accept'] button.main")
    card = cook.locator("main .card", has_text="酸梅汤").first
    card.get_by_text("少一样").click()
    card.locator("form", has=cook.get_by_role("button", name="问顾客")).last.locator(
        "button"
    ).click()
    expect(card).to_contain_text("等顾客答复")
    paid.evening.go(phone, order)
    phone.get_by_role("button", name="同意").click()
    expect(phone.locator("main")).to_contain_text("酸梅汤：未做")
    until(lambda: bool(_given_back(paid)))
    assert _given_back(paid) == [600]
    cook.click("form[action$='/ready'] button.main")


def _given_back(paid: PaidEvening) -> list[int]:
    return [one["amount"] for one in paid.stripe.front.told("/v1/refunds?limit=100")["data"]]


def pay_out(paid: PaidEvening, one: Page, other: Page) -> tuple[str, str]:
    """A list that two people look at, fetched and carried out; its line's reference and amount."""
    paid.evening.go(one, "/money")
    one.click("form[action='/money/runs'] button")
    one.wait_for_url(re.compile("/money/runs/"))
    run = one.url.removeprefix(paid.evening.url)
    one.get_by_role("button", name="核对无误").click()
    expect(one.locator("main")).to_contain_text("须由另一位")
    paid.evening.go(other, run)
    other.get_by_role("button", name="批准付款").click()
    with other.expect_download() as given:
        other.get_by_role("button", name="银行文件（CSV）").click()
    (line,) = csv.DictReader(given.value.path().read_text("utf-8-sig").splitlines())
    other.get_by_role("button", name="其余都已到账").click()
    expect(other.locator("main")).to_contain_text("已到账")
    return line["reference"], line["amount"]


def stated(paid: PaidEvening) -> tuple[str, int]:
    """What the provider states of the evening, as its report has it, and what it passes on."""
    rows, left = [], 0
    intents = [
        one for one in paid.stripe.customer.payment_intents.list().data if one.status == "succeeded"
    ]
    for one in intents:
        left += one.amount - KEPT_FEN
        rows.append(
            _row("charge", one.created, one.amount, KEPT_FEN, one.metadata["yeshi_payment"])
        )
    for one in paid.stripe.front.told("/v1/refunds?limit=100")["data"]:
        left -= one["amount"]
        rows.append(
            _row("refund", one["created"], -one["amount"], 0, "", one["metadata"]["yeshi_refund"])
        )
    rows.append(_row("payout", int(wall_time().timestamp()), -left, 0))
    head = (
        "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,"
        "payment_metadata[yeshi_payment],refund_metadata[yeshi_refund]\n"
    )
    return head + "".join(f"txn_{number},{row}" for number, row in enumerate(rows)), left


def _row(
    kind: str, created: int, gross: int, kept: int, payment: str = "", refund: str = ""
) -> str:
    at, net = datetime.fromtimestamp(created, UTC), gross - kept
    return (
        f"{at:%Y-%m-%d %H:%M:%S},cny,{gross / 100:.2f},{kept / 100:.2f},{net / 100:.2f},"
        f"{kind},{kind}_1,{payment},{refund}\n"
    )


def read_in(paid: PaidEvening, treasurer: Page, account: str, name: str, text: str) -> None:
    """Read the file in, of which each row finds its entry."""
    paid.evening.go(treasurer, f"/money/reconciliation?account={account}")
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    treasurer.set_input_files("[name=file]", file)  # type: ignore[arg-type]
    treasurer.click("main form[enctype] button.main")
    expect(treasurer.locator("main")).to_contain_text("账单上的款项都与账上相符")


def open_up(paid: PaidEvening, day_turns: str) -> People:
    """The city, its provider tried, and each of its people on a device of their own."""
    evening = paid.evening
    owner = set_up(evening, STALL, day_turns)
    evening.go(owner, "/money/providers")
    owner.click("main form button")
    expect(owner.locator("main")).to_contain_text("密钥有效")
    deciding = []
    for name, id_, role in (
        ("李调度", "li-op", "operator"), ("周司库", "zhou", "treasurer"), ("吴司库", "wu", "treasurer"),
    ):  # fmt: skip
        invite(evening, owner, name, role, "city")
        deciding.append(come_in(evening, name, id_, decides=True))
    operator, treasurer, other = deciding
    evening.go(operator, "/settings/stalls")
    href = operator.locator("main ul.list a").first.get_attribute("href") or ""
    stall = href.rsplit("/", 1)[-1]
    invite(evening, operator, "摊主", "stallholder", stall)
    cook = come_in(evening, "摊主", "li-ji")
    courier = enter_courier(evening, operator, "骑手")
    invite(evening, operator, "骑手", "courier", courier)
    riders = {courier: come_in(evening, "骑手", "rider-1")}
    evening.go(cook, f"/kitchen/{stall}/money")
    for field, typed in PAYEE.items():
        cook.fill(f"[name={field}]", typed)
    cook.click("form[action$='/money/payee'] button.main")
    return People(stall, cook, riders, treasurer, other)


def test_an_evening_that_is_paid_by_card_closes_at_zero(paid: PaidEvening) -> None:
    """From an empty folder to books that provider and bank bear out to the fen."""
    evening = paid.evening
    turn = (wall_time().astimezone(ZONE) + BEFORE_THE_TURN).replace(second=0, microsecond=0)
    all_ = open_up(paid, f"{turn:%H:%M}")
    context, order = pay(paid, all_.stall)
    call_off_a_line(paid, all_.cook, context.new_page(), all_.stall, order)
    bring(evening, all_.riders)
    evening.go(all_.cook, f"/kitchen/{all_.stall}/money")
    expect(all_.cook.locator("main")).to_contain_text("付出，预计")
    line, paid_out = pay_out(paid, all_.treasurer, all_.other)
    now = wall_time()
    assert now < turn, "the evening took longer than until its day turned"
    time.sleep((turn - now).total_seconds() + 15)

    treasurer = all_.treasurer
    evening.go(treasurer, "/money/close")
    expect(treasurer.locator("main")).to_contain_text("未归零")
    report, passed_on = stated(paid)
    read_in(paid, treasurer, "provider:stripe", "stripe.csv", report)
    day = f"{wall_time().astimezone(ZONE):%Y-%m-%d}"
    bank = (
        f"日期,收入,支出,摘要,参考号\n{day},{passed_on / 100:.2f},,STRIPE,\n"
        f"{day},,{paid_out},付款,{line}\n"
    )
    read_in(paid, treasurer, "outside:bank", "bank.csv", bank)
    evening.go(treasurer, "/money/close")
    expect(treasurer.locator("main")).to_contain_text("全部归零")
    treasurer.get_by_role("button", name=re.compile("^结 ")).click()
    expect(treasurer.locator("main")).to_contain_text("已结的日子")
