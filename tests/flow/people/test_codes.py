"""Codes in both stores: sent as errands, typed once by all who try at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_inviting import LINKS
from tests.flow.test_races import at_once
from yeshi.base.errors import SecretElsewhere
from yeshi.base.refused import Refused
from yeshi.flow import errands
from yeshi.flow.people import codes
from yeshi.flow.people.codes import PURPOSE, SENDING, CodeAsked, ToSend, code_message
from yeshi.flow.ports import Store
from yeshi.people.actor import NOBODY
from yeshi.people.contact import By, Contact
from yeshi.people.sent_code import LASTS, CodeFor, WrongSentCode, code_in
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site

PHONE = Contact(By.PHONE, "+8613912345678")
ASKED = CodeAsked(id="1" * 64, purpose=CodeFor.ENTER, contact=PHONE, language="en")
RIGHT = code_in(LINKS.token(PURPOSE, ASKED.id, 1))
WRONG = Refused(WrongSentCode())


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city on each store in turn."""
    return SmallCity(store).settle_in()


def send(city: SmallCity, asked: CodeAsked = ASKED) -> None:
    """Have a code sent to somebody who has not signed in."""
    done(codes.send(city.engine.acting(NOBODY), city.key(), asked, LINKS, EVENING))


def test_of_many_who_type_it_at_once_one_gets_through(city: SmallCity) -> None:
    """Whichever store."""
    send(city)
    use = [lambda: codes.use(city.engine, LINKS, ASKED.id, RIGHT, EVENING)] * 6
    found = at_once(use)
    assert found.count(PHONE) == 1
    assert found.count(WRONG) == 5


def test_it_is_over_after_mistakes_time_or_for_somebody_else(city: SmallCity) -> None:
    """Another's, or one for something else, is as none at all."""
    send(city)
    for at, id_, purpose, person in (
        (EVENING + LASTS, ASKED.id, CodeFor.ENTER, ""),
        (EVENING, "2" * 64, CodeFor.ENTER, ""),
        (EVENING, ASKED.id, CodeFor.PROVE, "li"),
    ):
        assert codes.use(city.engine, LINKS, id_, RIGHT, at, purpose, person) == WRONG
    for _ in range(5):
        assert codes.use(city.engine, LINKS, ASKED.id, "x", EVENING) == WRONG
    assert codes.use(city.engine, LINKS, ASKED.id, RIGHT, EVENING) == WRONG
    assert codes.under_way(city.engine, ASKED.id, EVENING) is None


def test_the_message_alone_has_the_code(city: SmallCity) -> None:
    """Neither record nor errand has it, nor where it goes."""
    send(city)
    taken = errands.take(city.engine, [SENDING])
    assert taken is not None
    message = code_message(city.engine, LINKS, taken.given, EVENING)
    assert message is not None
    assert message.to == PHONE
    assert RIGHT in message.text
    with city.store.read() as work:
        told = repr(work.events.after(0, 10_000)) + repr(taken.errand)
        kept = repr(work.sent_codes.all())
    assert RIGHT not in told + kept
    assert PHONE.address not in told


def test_what_is_late_used_or_of_another_secret_is_not_sent(city: SmallCity) -> None:
    """The last says so, for whoever looks after errands."""
    send(city)
    given = ToSend(ASKED.id)
    assert code_message(city.engine, LINKS, given, EVENING + timedelta(minutes=10)) is None
    assert code_message(city.engine, LINKS, ToSend("none"), EVENING) is None
    elsewhere = LinkMaker("other", Site("https://market.example.org"))
    with pytest.raises(SecretElsewhere):
        code_message(city.engine, elsewhere, given, EVENING)
    codes.use(city.engine, LINKS, ASKED.id, RIGHT, EVENING)
    assert code_message(city.engine, LINKS, given, EVENING) is None


def test_a_mail_is_written_in_the_language_of_who_asked(city: SmallCity) -> None:
    """With the city's name in it."""
    mail = Contact(By.MAIL, "li@example.org")
    send(city, replace(ASKED, contact=mail, language="zh"))
    message = code_message(city.engine, LINKS, ToSend(ASKED.id), EVENING)
    assert message is not None
    assert "验证码" in message.subject
    assert RIGHT in message.text
