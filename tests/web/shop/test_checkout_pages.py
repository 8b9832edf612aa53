"""One page to order on: it works out what is filled in, and what it showed is what is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.orders.test_invoice_wish import CODE
from tests.web.browsing import BrowsingClient
from tests.web.shop.ordering import form_of, page_of, pay, put, reckon
from tests.web.test_api import client_of, desk_of, post
from yeshi.base.sentences import say
from yeshi.flow.in_force import InForce
from yeshi.flow.orders.addresses import book_of
from yeshi.flow.stalls import listing, running
from yeshi.orders.order import Order
from yeshi.web.app import create_app


@pytest.fixture
def city() -> SmallCity:
    """The small city in memory."""
    return SmallCity().settle_in()


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """Somebody who comes for the first time."""
    with client_of(city, signed_in=False) as client:
        client.headers["accept-language"] = "en"
        yield client


def order_of(city: SmallCity, answer: object) -> Order:
    """The order to whose page one is led."""
    place = getattr(answer, "headers", {}).get("location", "")
    assert place.startswith("/orders/"), getattr(answer, "text", "")[:3000]
    return city.order(place.removeprefix("/orders/"))


def total(html: str) -> str:
    """What is to be paid, as the page shows it."""
    found = re.search(r'id="total">([^<]+)<', html)
    assert found, html
    return found.group(1)


def test_two_stalls_are_paid_with_one_press(city: SmallCity, client: TestClient) -> None:
    """The price, the promise and the way to pay stand on the page of the basket."""
    put(client, a1=1, b2=1)
    html = page_of(client)
    assert "There in about" in html
    assert f"Pay {total(html)}" in html
    order = order_of(city, pay(client, html))
    assert {one.merchant for one in order.tickets} == {"a", "b"}
    assert f"¥{order.bill.total.plain()}" == total(html)
    assert "Your basket is empty" in page_of(client)


def test_all_that_is_filled_in_is_in_the_order(city: SmallCity, client: TestClient) -> None:
    """A note for each, a tip, cutlery, the programme, no voucher: worked out before it is paid."""
    put(client, a1=1, b2=1)
    shown = reckon(
        client, tip="5", campaign="", cutlery="2", round_up="", note="ring twice",
        note__a="no chilli",
    )  # fmt: skip
    assert shown.status_code == 200
    for words in ("Tip for the courier", "¥5.00", "ring twice", "no chilli"):
        assert words in shown.text
    order = order_of(city, pay(client, shown.text))
    assert (order.bill.tip, order.cutlery, order.note) == (city.money(500), 2, "ring twice")
    assert {one.merchant: one.note for one in order.tickets} == {"a": "no chilli", "b": ""}
    assert (order.campaign, order.bill.voucher.fen, order.programme) == (None, 0, None)


def test_what_was_not_shown_is_not_paid(city: SmallCity, client: TestClient) -> None:
    """A tip that was filled in and not worked out yet: the page shows it, then it is paid."""
    put(client, a1=1)
    html = page_of(client)
    before = total(html)
    stopped = pay(client, html, tip="10")
    assert stopped.status_code == 409
    assert "Changed meanwhile: Tip for the courier." in stopped.text
    assert total(stopped.text) != before
    assert city.balance("escrow") == 0
    assert order_of(city, pay(client, stopped.text)).bill.tip == city.money(1000)


def test_a_price_that_changed_is_said_beside_its_line(city: SmallCity, client: TestClient) -> None:
    """And nothing is charged until one presses again."""
    put(client, a1=1, b1=1)
    html = page_of(client)
    done(running.reprice(city.engine, city.key(), "a", "a1", city.money(1800)))
    stopped = pay(client, html)
    assert stopped.status_code == 409
    line = stopped.text.split('id="line-a1"')[1].split('id="of-b"')[0]
    assert "one was ¥16.50, and is ¥19.00 now" in line
    assert "one was" not in stopped.text.split('id="of-b"')[1]
    assert city.balance("escrow") == 0
    assert order_of(city, pay(client, stopped.text)).bill.items.fen == 1800 + 1550


def test_a_promise_that_is_later_by_more_than_a_minute_is_said(
    city: SmallCity, client: TestClient
) -> None:
    """One that stays, or comes sooner, is no reason to ask again."""
    put(client, a1=1)
    html = page_of(client)
    with city.store.begin() as work:
        stall = work.merchants.must_lock("a")
        work.merchants.put(replace(stall, cook_s=stall.cook_s + 59))
    soon = form_of(html) | {"note": "first"}
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), cook_s=stall.cook_s + 120))
    stopped = client.post("/basket/pay", data=soon, follow_redirects=False)
    assert stopped.status_code == 409
    assert "when it is there" in stopped.text
    with city.store.begin() as work:
        work.merchants.put(replace(work.merchants.must("a"), cook_s=stall.cook_s))
    assert order_of(city, pay(client, stopped.text)).note == "first"


def test_what_is_sold_out_is_struck_through_with_what_could_replace_it(
    city: SmallCity, client: TestClient
) -> None:
    """It is not in the price; one press has another dish instead."""
    put(client, a1=1, b1=1)
    html = page_of(client)
    done(listing.restock(city.engine, city.key(), "a", "a1", 0))
    stopped = pay(client, html)
    assert stopped.status_code == 409
    assert 'class="dish row sold" id="line-a1"' in stopped.text
    assert 'value="&gt;a1 a2"' in stopped.text or 'value=">a1 a2"' in stopped.text
    assert city.balance("escrow") == 0
    swapped = reckon(client, stopped.text, step=">a1 a2")
    order = order_of(city, pay(client, swapped.text))
    assert [line.item for one in order.tickets for line in one.lines] == ["a2", "b1"]


def test_steps_count_within_the_form(city: SmallCity, client: TestClient) -> None:
    """What else is filled in stays; with the last line the basket is empty."""
    put(client, a1=1)
    more = reckon(client, step="+a1", note="ring twice").text
    assert form_of(more)["count:a1"] == "2"
    assert form_of(more)["note"] == "ring twice"
    fewer = reckon(client, more, step="-a1").text
    assert form_of(fewer)["count:a1"] == "1"
    assert "Your basket is empty" in reckon(client, fewer, step="xa1").text
    assert "Your basket is empty" in page_of(client)


def test_a_new_address_is_kept_once_it_is_ordered_to(city: SmallCity, client: TestClient) -> None:
    """Not before; a place that no courier reaches is refused where the place is said."""
    put(client, a1=1)
    client.post("/api/customers")
    there = {"to": "new", "x": "0.003", "y": "10", "address": "3 Lane", "door_note": "2nd floor"}
    shown = reckon(client, **there)
    assert "There in about" in shown.text
    far = pay(client, shown.text, x="999")
    assert far.status_code == 409
    assert 'value="3 Lane"' in far.text
    order = order_of(city, pay(client, shown.text))
    assert (order.destination.address, order.destination.door_note) == ("3 Lane", "2nd floor")
    [kept] = book_of(city.engine, order.customer).addresses
    assert kept.to.address == "3 Lane"
    put(client, a1=1)
    assert form_of(page_of(client))["to"] == kept.id
    order_of(city, pay(client))
    assert len(book_of(city.engine, order.customer).addresses) == 1


def test_who_has_said_no_address_is_asked_for_it(city: SmallCity) -> None:
    """Where no door is made up: the sheet is open, and collecting needs none."""
    desk = replace(desk_of(city), doors=())
    with BrowsingClient(create_app(desk), headers={"Accept-Language": "en"}) as client:
        put(client, a1=1)
        html = page_of(client)
        assert form_of(html)["to"] == "new"
        assert "Say to where" in html
        assert pay(client, html).status_code == 409
        shown = reckon(client, html, by="pick_up")
        assert "Ready in about" in shown.text
        assert order_of(city, pay(client, shown.text)).pick_up is not None


def test_who_collects_is_asked_for_no_tip(city: SmallCity, client: TestClient) -> None:
    """What was said to a courier is left out; what was said to the stall stays."""
    put(client, a1=1)
    shown = reckon(client, by="pick_up", tip="5", note="ring twice", note__a="no chilli")
    assert "Tip for the courier" not in shown.text
    assert "Delivery" not in shown.text.split('id="bill"')[1].split("</table>")[0]
    order = order_of(city, pay(client, shown.text))
    assert (order.bill.tip, order.note, order.tickets[0].note) == (None, "", "no chilli")


def test_what_is_wrong_is_said_beside_its_field(city: SmallCity, client: TestClient) -> None:
    """A tip that is none or too much, a voucher that is not to be had, cash without a number."""
    put(client, a1=1)
    html = page_of(client)
    for said in (
        {"tip": "own", "tip_own": "much"}, {"tip": "own", "tip_own": "500"}, {"campaign": "v"},
        {"way": "cash"},
    ):  # fmt: skip
        answer = pay(client, reckon(client, html, **said).text, **said)
        assert answer.status_code in (409, 422), said
        assert 'id="said"' in answer.text, said
        assert form_of(answer.text)["count:a1"] == "1"
    assert pay(client, html, to="nowhere").status_code == 409
    assert city.balance("escrow") == 0


def test_nobody_gives_who_has_not_chosen_to(city: SmallCity, client: TestClient) -> None:
    """The city's programme is offered first, and not chosen."""
    proposed = replace(city.engine.terms, round_up="rural-teachers")
    city.engine.in_force = InForce.alone(proposed)
    put(client, a1=1)
    html = page_of(client)
    assert re.search(r'<option value="" selected>.*?<option value="rural-teachers">', html, re.S)
    order = order_of(city, pay(client, html))
    assert (order.bill.donation, order.programme) == (city.money(0), None)


def test_an_own_tip_is_in_the_price(city: SmallCity, client: TestClient) -> None:
    """With its parts of a yuan, which the gift rounds up with the rest."""
    put(client, a1=1)
    shown = reckon(client, tip="own", tip_own="3.30", round_up="rural-teachers")
    order = order_of(city, pay(client, shown.text))
    assert order.bill.tip == city.money(330)
    assert order.bill.total.fen % 100 == 0


def test_cash_is_ordered_and_not_paid(city: SmallCity, client: TestClient) -> None:
    """The button says so."""
    put(client, a1=1)
    shown = reckon(client, way="cash", phone="138 0013 8000")
    assert f"Order, pay {total(shown.text)} in cash" in shown.text
    assert (
        order_of(city, pay(client, shown.text)).cash
        == city.order(city.store.begin().__enter__().orders.all()[0].id).bill.total
    )


def test_the_same_press_twice_is_one_order(city: SmallCity, client: TestClient) -> None:
    """Whoever goes back and presses again is led to it."""
    put(client, a1=1)
    said = form_of(page_of(client))
    first = client.post("/basket/pay", data=said, follow_redirects=False)
    put(client, a1=1)
    again = client.post("/basket/pay", data=said, follow_redirects=False)
    assert first.headers["location"] == again.headers["location"]


def test_a_wallet_that_is_too_small_says_what_is_missing(
    city: SmallCity, client: TestClient
) -> None:
    """Filling it keeps what was filled in."""
    client.post("/api/customers")
    post(client, "/wallet", {"fen": 100}, "w")
    put(client, a1=1)
    html = reckon(client, note="ring twice", way="wallet").text
    assert "too little" in html or "short" in html
    filled = reckon(client, html, step="fill").text
    assert form_of(filled)["note"] == "ring twice"
    assert order_of(city, pay(client, filled)).note == "ring twice"


def test_an_invoice_is_wished_where_one_pays(city: SmallCity, client: TestClient) -> None:
    """Of each stall; what is wrong with it is told beside its field, and nothing is ordered."""
    put(client, a1=1, b2=1)
    shown = reckon(
        client, invoice_kind="company", title="Night", tax_number=CODE[:-1] + "M", mail="a@b.org"
    ).text
    wrong = pay(client, shown)
    assert wrong.status_code == 409
    assert say("en", "fault.tax_number")[1:] in wrong.text
    assert f'value="{CODE[:-1]}M"' in wrong.text
    with city.store.read() as work:
        assert not work.orders.all()
    order = order_of(city, pay(client, wrong.text, tax_number=CODE))
    with city.store.read() as work:
        wishes = work.invoice_wishes.of(order.id)
    assert {one.merchant: one.made_for.tax_number for one in wishes} == {"a": CODE, "b": CODE}
    # The next time it stands there, and is not wished until it is said.
    put(client, a1=1)
    assert form_of(page_of(client))["title"] == "Night"
    again = order_of(city, pay(client))
    with city.store.read() as work:
        assert not work.invoice_wishes.of(again.id)
