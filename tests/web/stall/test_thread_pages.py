"""A stall reads on its board what was written to it, and answers; nothing of another stall's."""

from __future__ import annotations

import pytest

from tests.flow.orders.threads import A, B
from tests.web.threads import written
from yeshi.base.sentences import say
from yeshi.orders.thread import CONTROL, CUSTOMER


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_board_tells_what_is_new_and_sounds(language: str) -> None:
    """Until somebody has read it; another's board tells nothing of it."""
    with written(language) as it:
        it.write(CUSTOMER, A, words="no salt")
        for address in ("/kitchen/a", "/kitchen/a/part"):
            board = it.browser(A).get(address).text
            assert "no salt" in board
            assert say(language, "thread.count", count=1) in board
            assert f'href="/kitchen/a/{it.order}/thread"' in board
        assert f'data-taken="{it.order}-1"' in it.browser(A).get("/kitchen/a/waits").text
        it.browser(B).headers["Accept-Language"] = language
        assert "no salt" not in it.browser(B).get("/kitchen/b").text
        it.read(A, 1)
        assert "no salt" not in it.browser(A).get("/kitchen/a").text
        assert "data-taken" not in it.browser(A).get("/kitchen/a/waits").text


def test_it_answers_and_sees_nothing_of_the_other_stall() -> None:
    """Nor what the customer wrote to the courier."""
    with written() as it:
        it.write(CUSTOMER, A, words="no salt")
        it.write(CUSTOMER, B, words="no onion")
        it.write(CUSTOMER, it.rider, words="third door")
        page = it.write(A, CONTROL, phrase="no_courier_came").text
        assert "no salt" in page
        assert "no onion" not in page
        assert "third door" not in page
        part = it.browser(A).get(f"{it.page(A)}/part").text
        assert "no salt" in part
        assert it.messages[-1].to == CONTROL


def test_to_another_stall_there_is_none() -> None:
    """Who works at b cannot look as a; and a stall that sells nothing of it has no thread of it."""
    with written() as it:
        it.write(CUSTOMER, A, words="no salt")
        assert it.browser(B).get(it.page(A)).status_code == 404
        alone = it.city.place({"a1": 1})
        assert it.browser(B).get(f"/kitchen/b/{alone}/thread").status_code == 404
        said = {"key": "k", "addressee": "customer", "words": "hello"}
        assert it.browser(B).post(f"/kitchen/b/{alone}/thread", data=said).status_code == 404
