"""Pages of a thread work without script, keep what was typed, and say what may be said."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape

from tests.flow.orders.threads import A, B
from tests.web.threads import written
from yeshi.base.refused import Invalid, Refused
from yeshi.base.sentences import say
from yeshi.orders.phrases import Phrase
from yeshi.orders.thread import CONTROL, CUSTOMER
from yeshi.orders.thread_writing import A_MINUTE_MAX, AN_ORDER_MAX, OPEN_AFTER_END, WhatIsSaid
from yeshi.web.frame.threads import WriteBody, said_in, said_with


def test_what_a_form_or_a_body_says() -> None:
    """A phrase that there is, or words, to somebody there may be."""
    assert said_with("thanks", "", 2) == WhatIsSaid(Phrase.THANKS, seen=2)
    assert said_with("", " hello ", 0) == WhatIsSaid(words=" hello ", seen=0)
    assert said_with("hello", "", 0) is None
    assert said_in(WriteBody(addressee="stall:a", words="hello")) == (A, WhatIsSaid(words="hello"))
    nobody = said_in(WriteBody(addressee="nobody"))
    assert nobody == Refused(Invalid("addressee", "choice"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_reads_a_phrase_in_their_language_and_words_as_they_were(language: str) -> None:
    """One's own stand apart; a phrase has a button, to each whom one may write to."""
    with written(language) as it:
        assert it.write(CUSTOMER, A, words="<b>salt</b>").status_code == 200
        page = it.write(A, CUSTOMER, phrase="in_the_pan").text
        assert say(language, "phrase.in_the_pan") in page
        assert "&lt;b&gt;salt&lt;/b&gt;" in page
        assert page.count('class="own"') == 1
        shown = it.browser(CUSTOMER).get(it.page(CUSTOMER)).text
        assert say(language, "phrase.in_the_pan") in shown
        # Who wrote last is answered.
        assert '<input type="hidden" name="addressee" value="stall:a">' in shown
        for phrase in ("no_chilli", "allergy"):
            assert f'name="phrase" value="{phrase}"' in shown
        other = it.browser(CUSTOMER).get(f"{it.page(CUSTOMER)}?addressee={it.rider.name}").text
        assert f'value="{it.rider.name}"' in other
        assert 'name="phrase" value="at_gate"' in other


def test_what_is_new_is_marked_without_script_and_with_it() -> None:
    """By a form that a script sends; the button of who has none stands in the page too."""
    with written() as it:
        it.write(A, CUSTOMER, words="hello")
        page = it.browser(CUSTOMER).get(it.page(CUSTOMER)).text
        assert 'id="thread-seen"' in page
        assert 'data-number="1"' in page
        assert re.search(r"<noscript>.*form=\"thread-seen\".*</noscript>", page, re.DOTALL)
        assert it.read(CUSTOMER, 1).status_code == 200
        assert 'id="thread-seen"' not in it.browser(CUSTOMER).get(it.page(CUSTOMER)).text


def test_what_came_after_the_page_stays_new_for_who_writes_from_it() -> None:
    """The form says what stood on the page; a program says what it had read."""
    with written() as it:
        it.write(A, CUSTOMER, words="hello")
        page = it.browser(CUSTOMER).get(it.page(CUSTOMER)).text
        assert '<input type="hidden" name="seen" value="1">' in page
        it.write(A, CUSTOMER, words="are you there?")
        after = it.write(CUSTOMER, A, phrase="thanks", seen=1).text
        assert 'id="thread-seen"' in after
        said = {"addressee": "stall:a", "phrase": "thanks"}
        assert it.send(CUSTOMER, said | {"seen": 1}).status_code == 200
        assert it.browser(CUSTOMER).get(it.api(CUSTOMER)).json()["unread"] == 1
        assert it.send(CUSTOMER, said).status_code == 200
        assert it.browser(CUSTOMER).get(it.api(CUSTOMER)).json()["unread"] == 0


def test_what_is_too_much_is_told_beside_the_words_which_stay() -> None:
    """So many a minute; too long a text; a phrase of another."""
    with written() as it:
        for _ in range(A_MINUTE_MAX):
            it.write(CUSTOMER, A, words="hello")
        refused = it.write(CUSTOMER, B, words="one more")
        assert refused.status_code == 429
        assert "one more</textarea>" in refused.text
        told = say("en", "refused.too_much_written", a_minute=A_MINUTE_MAX, in_all=AN_ORDER_MAX)
        assert told in refused.text
        long = it.write(A, CUSTOMER, words="x" * 301)
        assert long.status_code == 422
        assert "x" * 301 in long.text
        assert it.write(A, CUSTOMER, phrase="at_gate").status_code == 409
        assert it.write(A, CUSTOMER, phrase="rubbish").status_code == 409


def test_who_left_the_order_meanwhile_is_not_written_to() -> None:
    """The words are still there, for another."""
    with written() as it:
        gone = "courier:x" if it.rider.id == "y" else "courier:y"
        said = {"key": "k", "addressee": gone, "words": "hello"}
        page = it.page(CUSTOMER)
        answer = it.browser(CUSTOMER).post(
            page, data=said, headers={"Referer": f"http://testserver{page}"}
        )
        assert answer.status_code == 409
        assert say("en", "refused.not_on_the_order") in answer.text
        assert "hello</textarea>" in answer.text
        said["addressee"] = "nobody"
        assert it.browser(CUSTOMER).post(page, data=said).status_code == 409


@pytest.mark.parametrize("language", ["en", "zh"])
def test_when_it_is_over_it_says_where_one_goes(language: str) -> None:
    """A customer to what was wrong; what was said can be read."""
    with written(language) as it:
        it.write(CUSTOMER, CONTROL, words="hello")
        it.deliver()
        it.city.wait(OPEN_AFTER_END.total_seconds() / 60)
        page = it.browser(CUSTOMER).get(it.page(CUSTOMER)).text
        assert str(escape(say(language, "thread.closed"))) in page
        assert "hello" in page
        assert "<textarea" not in page
        late = it.write(CUSTOMER, CONTROL, words="too late")
        assert late.status_code == 409
        assert say(language, "refused.thread_closed", hours=3) in late.text
        at_stall = it.browser(A).get(it.page(A)).text
        assert say(language, "thread.closed_work") in at_stall
