"""A courier reads at the stop what was written to them, and tells the customer with a tap."""

from __future__ import annotations

import pytest

from tests.flow.orders.threads import A
from tests.web.threads import written
from yeshi.base.sentences import say
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent, ThreadSide


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_stop_tells_what_is_new(language: str) -> None:
    """With the ready phrases, each a tap."""
    with written(language) as it:
        it.write(CUSTOMER, it.rider, words="third door")
        base = f"/courier/{it.rider.id}"
        for address in (base, f"{base}/part"):
            page = it.browser(it.rider).get(address).text
            assert "third door" in page
            assert say(language, "thread.count", count=1) in page
            assert f'action="{base}/{it.order}/say/which_door"' in page
            assert say(language, "phrase.which_door") in page
        it.read(it.rider, 1)
        assert "third door" not in it.browser(it.rider).get(base).text


def test_a_tap_tells_the_customer_once() -> None:
    """However often it is sent with its key, as one that was kept may be."""
    with written() as it:
        client, say_it = it.browser(it.rider), f"/courier/{it.rider.id}/{it.order}/say/"
        for _ in range(2):
            assert client.post(f"{say_it}at_your_door", data={"key": "k"}).status_code == 200
        assert [(one.by, one.to, one.phrase) for one in it.messages] == [
            (it.rider, CUSTOMER, Phrase.AT_YOUR_DOOR)
        ]
        assert client.post(f"{say_it}rubbish", data={"key": "l"}).status_code == 404
        assert client.post(f"{say_it}noted", data={"key": "m"}).status_code == 409


def test_a_courier_writes_words_and_sees_nothing_of_the_stalls() -> None:
    """To the customer and the control room."""
    with written() as it:
        it.write(CUSTOMER, A, words="no salt")
        page = it.write(it.rider, CONTROL, words="the road is shut").text
        assert "the road is shut" in page
        assert "no salt" not in page
        assert "the road is shut" in it.browser(it.rider).get(f"{it.page(it.rider)}/part").text


def test_to_who_does_not_have_it_there_is_none() -> None:
    """Another courier, also under the name of who has it; and who had it."""
    with written() as it:
        it.write(CUSTOMER, it.rider, words="third door")
        had = it.rider
        other = Correspondent(ThreadSide.COURIER, "x" if had.id == "y" else "y")
        for address in (it.page(other), it.page(had)):
            assert it.browser(other).get(address).status_code == 404
        said = {"key": "k", "addressee": "customer", "words": "hello"}
        assert it.browser(other).post(it.page(other), data=said).status_code == 404
        it.deliver()
        assert it.browser(had).get(it.page(had)).status_code == 404
        assert it.read(had, 1).status_code == 404
