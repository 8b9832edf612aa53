"""A customer writes from the page of their order; who has only its link sees nothing of it."""

from __future__ import annotations

import pytest

from tests.flow.orders.threads import A
from tests.web.threads import written
from yeshi.base.sentences import say
from yeshi.orders.thread import CUSTOMER


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_the_order_tells_what_is_new(language: str) -> None:
    """How much, and the latest of it; the part that changes as the page."""
    with written(language) as it:
        client, base = it.browser(CUSTOMER), f"/orders/{it.order}"
        assert say(language, "thread.title") in client.get(base).text
        it.write(A, CUSTOMER, words="one minute")
        for address in (base, f"{base}/part"):
            page = client.get(address).text
            assert say(language, "thread.count", count=1) in page
            assert "one minute" in page
            assert f'href="{base}/thread"' in page
        it.write(CUSTOMER, A, phrase="thanks")
        assert say(language, "thread.count", count=1) not in client.get(base).text


def test_who_has_only_the_link_sees_no_thread() -> None:
    """Not on the page of the order, and not by itself; nor can they write or read."""
    with written() as it:
        it.write(A, CUSTOMER, words="one minute")
        stranger, base = it.browser(None), f"/orders/{it.order}"
        shared = stranger.get(base)
        assert shared.status_code == 200
        assert "one minute" not in shared.text
        assert f"{base}/thread" not in shared.text
        for address in (f"{base}/thread", f"{base}/thread/part"):
            assert stranger.get(address).status_code == 404
        said = {"key": "k", "addressee": "control", "words": "hello"}
        assert stranger.post(f"{base}/thread", data=said).status_code == 404
        assert (
            stranger.post(f"{base}/thread/read", data={"key": "l", "number": "1"}).status_code
            == 404
        )
        assert len(it.messages) == 1


def test_the_part_that_changes_is_the_thread() -> None:
    """Without the page around it."""
    with written() as it:
        it.write(CUSTOMER, A, words="no salt")
        part = it.browser(CUSTOMER).get(f"{it.page(CUSTOMER)}/part").text
        assert "no salt" in part
        assert "<html" not in part
