"""The control room reads all of a thread, answers what waits longest, or says it need not."""

from __future__ import annotations

import pytest

from tests.flow.orders.threads import A
from tests.web.threads import written
from yeshi.base.sentences import say
from yeshi.orders.thread import CONTROL, CUSTOMER

PAGE = "/control/threads"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_waits_stands_there_with_how_long(language: str) -> None:
    """Until it is answered; the control room's first page counts it."""
    with written(language) as it:
        client = it.browser(CONTROL)
        assert say(language, "thread.control_none") in client.get(PAGE).text
        it.write(CUSTOMER, CONTROL, words="where is it")
        it.city.wait(7)
        it.write(A, CONTROL, phrase="no_courier_came")
        for address in (PAGE, f"{PAGE}/part"):
            page = client.get(address).text
            assert say(language, "phrase.no_courier_came") in page
            assert say(language, "thread.waits", minutes=7) in page
            assert it.page(CONTROL) in page
        assert say(language, "thread.control_count", count=1) in client.get("/control").text
        it.write(CONTROL, CUSTOMER, phrase="looking_into_it")
        it.write(CONTROL, A, words="on the way")
        assert say(language, "thread.control_none") in client.get(PAGE).text


def test_the_page_of_the_order_leads_to_all_of_it() -> None:
    """What the stall and the courier were told too; to look is no answer."""
    with written() as it:
        it.write(CUSTOMER, A, words="no salt")
        it.write(CUSTOMER, it.rider, words="third door")
        it.write(CUSTOMER, CONTROL, words="where is it")
        client = it.browser(CONTROL)
        for address in (f"/control/orders/{it.order}", f"{it.page(CONTROL)}/news"):
            told = client.get(address).text
            assert say("en", "thread.count", count=1) in told
            assert "where is it" in told
        page = client.get(it.page(CONTROL)).text
        assert all(words in page for words in ("no salt", "third door", "where is it"))
        assert 'id="thread-seen"' not in page
        assert say("en", "thread.needs_no_answer") in page
        assert say("en", "thread.control_none") not in client.get(PAGE).text
        assert it.read(CONTROL, 3).status_code == 200
        assert say("en", "thread.control_none") in client.get(PAGE).text
        assert "where is it" in client.get(f"{it.page(CONTROL)}/part").text


def test_nobody_else_looks() -> None:
    """Neither a customer nor a stall."""
    with written() as it:
        assert it.browser(A).get(PAGE).status_code == 403
        assert it.browser(A).get(it.page(CONTROL)).status_code == 403
        assert it.browser(None).get(it.page(CONTROL), follow_redirects=False).status_code == 303
