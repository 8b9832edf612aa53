"""A stall sees at its till what invoices are wished of it, and says what became of each."""

from __future__ import annotations

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.complaints import HOLDER, agree, asked, delivered, with_people
from tests.flow.orders.test_invoicing import ask, wishes
from tests.flow.orders.test_rating import OTHER
from tests.orders.test_invoice_wish import CODE
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.adapters.memory.store import MemoryStore
from yeshi.base.sentences import say

PAGE = "/kitchen/a/invoices"


@pytest.fixture
def city() -> SmallCity:
    """With a customer who has money, and people who work in it."""
    return with_people(MemoryStore("CNY"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_made_or_not(city: SmallCity, language: str) -> None:
    """With its number, or why; what was given back is due in red."""
    first, second = delivered(city, {"a1": 2}), delivered(city, {"a1": 1})
    for order in (first, second):
        done(ask(city, order))
    with client_of(city) as client:
        client.headers["Accept-Language"] = language
        assert say(language, "invoice.waiting", count=2) in client.get("/kitchen/a").text
        page = client.get(PAGE).text
        assert CODE in page
        assert "a@b.org" in page
        made, never = wishes(city, first)["a"].id, wishes(city, second)["a"].id
        wrong = client.post(f"{PAGE}/{made}/issue", data={"key": "1", "invoice_number": "a b"})
        assert wrong.status_code == 409
        assert 'value="a b"' in wrong.text
        client.post(f"{PAGE}/{made}/issue", data={"key": "2", "invoice_number": "25-1"})
        client.post(f"{PAGE}/{never}/decline", data={"key": "3", "why": "no licence"})
        page = client.get(PAGE).text
        assert say(language, "invoice.issued", number="25-1") in page
        assert say(language, "invoice.declined", why="no licence") in page
        assert say(language, "invoice.red_to_make") not in page
        done(agree(city, asked(city, first)))
        assert say(language, "invoice.red_to_make") in client.get(PAGE).text


def test_of_what_nobody_paid_no_number_is_asked(city: SmallCity) -> None:
    """It can be said that there is none; what is sent all the same is refused in words."""
    order = city.place({"a1": 1})
    done(ask(city, order))
    wish = wishes(city, order)["a"].id
    with client_of(city) as client:
        assert f"{wish}/issue" in client.get(PAGE).text
        city.call_off(order)
        page = client.get(PAGE).text
        assert f"{wish}/issue" not in page
        assert f"{wish}/decline" in page
        sent = client.post(f"{PAGE}/{wish}/issue", data={"key": "1", "invoice_number": "25-1"})
        assert sent.status_code == 409
        assert say("en", "refused.nothing_to_invoice") in sent.text


def test_another_stall_sees_none_of_it(city: SmallCity) -> None:
    """Nor answers it."""
    order = delivered(city, {"a1": 1})
    done(ask(city, order))
    with client_of(city, signed_in=False) as client:
        desk = client.app.state.desk  # type: ignore[attr-defined]
        sign_in_as(client, desk, OTHER)
        assert client.get(PAGE).status_code == 404
        wish = wishes(city, order)["a"].id
        said = {"key": "1", "invoice_number": "1"}
        assert client.post(f"/kitchen/b/invoices/{wish}/issue", data=said).status_code == 404
        assert CODE not in client.get("/kitchen/b/invoices").text
        sign_in_as(client, desk, HOLDER)
        assert CODE in client.get(PAGE).text
