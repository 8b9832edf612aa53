"""The record's page finds acts by hand again."""

from __future__ import annotations

from tests.web.control.rooms import HOLDER, OPERATOR, WHY, room


def test_what_was_done_is_found_with_who_and_why() -> None:
    """By its thing and its kind; not under another."""
    with room() as there:
        client = there.be(OPERATOR)
        for asked in ("", "?thing=a", "?kind=merchant.held", "?by=person:op&day="):
            page = client.get(f"/control/record{asked}").text
            assert WHY in page, asked
            assert "Operator Li" in page
        assert WHY not in client.get("/control/record?thing=b").text
        assert "order.placed" in client.get("/control/record?whole=true").text


def test_it_is_for_who_answers_for_the_city() -> None:
    """A stall does not read it, nor does a visitor."""
    with room() as there:
        assert there.be(HOLDER).get("/control/record").status_code == 403
        visitor = there.be(None).get("/control/record", follow_redirects=False)
        assert visitor.headers["location"].startswith("/sign-in")
