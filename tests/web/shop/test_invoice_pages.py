"""A customer asks for an invoice on a page of their order; what is wrong stands beside its field."""

from __future__ import annotations

import pytest

from tests.builders import done
from tests.flow.orders.threads import A
from tests.orders.test_invoice_wish import CODE
from tests.web.threads import Written, written
from yeshi.base.sentences import say
from yeshi.flow.orders import invoicing
from yeshi.orders.thread import CUSTOMER

FOR = {"invoice_kind": "company", "title": "Night & Co", "tax_number": CODE, "mail": "a@b.org"}


def send(it: Written, **said: str) -> object:
    """The answer to the form."""
    page = f"/orders/{it.order}/invoice"
    return it.browser(CUSTOMER).post(
        page,
        data={"key": it.city.key(), **FOR, **said},
        headers={"Referer": f"http://testserver{page}"},
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_asked_for_and_what_came_of_it_is_told(language: str) -> None:
    """On its page, and on the receipt."""
    with written(language) as it:
        client, page = it.browser(CUSTOMER), f"/orders/{it.order}/invoice"
        assert page in client.get(f"/orders/{it.order}").text
        assert say(language, "invoice.send") in client.get(page).text
        assert send(it).status_code == 200  # type: ignore[attr-defined]
        shown = client.get(page).text
        assert "Night &amp; Co" in shown
        assert say(language, "invoice.waits") in shown
        with it.city.store.begin() as work:
            wish = next(one for one in work.invoice_wishes.of(it.order) if one.merchant == "a")
        done(invoicing.issue_invoice(it.city.engine, it.city.key(), "a", wish.id, "25-1"))
        shown = client.get(page).text
        assert say(language, "invoice.issued", number="25-1") in shown
        assert "<input" not in shown.split("<main")[1]
        it.deliver()
        for address in (f"/orders/{it.order}/receipt", f"/orders/{it.order}/receipt.txt"):
            receipt = client.get(address).text
            assert say(language, "invoice.issued", number="25-1") in receipt
            assert say(language, "invoice.waits") in receipt


def test_what_is_wrong_is_told_beside_its_field() -> None:
    """With what was typed still there."""
    with written() as it:
        refused = send(it, tax_number=CODE[:-1] + "M")
        assert refused.status_code == 409  # type: ignore[attr-defined]
        text = refused.text  # type: ignore[attr-defined]
        assert f'value="{CODE[:-1]}M"' in text
        assert "Night &amp; Co" in text
        assert say("en", "fault.tax_number")[1:] in text
        assert send(it, mail="nobody").status_code == 409  # type: ignore[attr-defined]


def test_what_was_said_last_time_is_there_again() -> None:
    """For the next order of theirs."""
    with written() as it:
        send(it)
        customer = it.city.order(it.order).customer
        other = it.city.place({"b1": 1}, customer)
        assert f'value="{CODE}"' in it.browser(CUSTOMER).get(f"/orders/{other}/invoice").text


def test_nobody_else_sees_it() -> None:
    """Neither who has the link nor a stall by the customer's page."""
    with written() as it:
        send(it)
        page = f"/orders/{it.order}/invoice"
        for who in (None, A):
            assert it.browser(who).get(page).status_code == 404
        said = {"key": "k", **FOR}
        assert it.browser(None).post(page, data=said).status_code == 404
        assert "invoice" not in it.browser(None).get(f"/orders/{it.order}").text
