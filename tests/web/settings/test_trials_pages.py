"""Owner and operator send themselves a message, and see what became of it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import OPERATOR, ZONES
from yeshi.base.sure import there
from yeshi.flow import errands
from yeshi.flow.errand import Fault
from yeshi.flow.people.codes import SENDING, code_message
from yeshi.web.frame.desk import Desk

PAGE = "/settings/messages"
ME = "li@example.org"


def ask(client: TestClient, city: SmallCity, contact: str = ME) -> str:
    """Where the form leads to."""
    answer = client.post(PAGE, data={"key": city.key(), "contact": contact}, follow_redirects=False)
    return answer.headers.get("location", answer.text)


def test_a_message_is_sent_and_its_end_is_told(city: SmallCity, client: TestClient) -> None:
    """It says that it is a test, and is no way in; nobody else sees it."""
    tried = ask(client, city)
    assert "It is on its way" in client.get(tried).text
    taken = there(errands.take(city.engine, [SENDING]), "an errand")
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    said = code_message(city.engine, desk.links, taken.given, desk.sign_in.wall.now())
    assert said is not None
    assert (said.to.address, "test message" in said.subject) == (ME, True)
    assert not any(letter.isdigit() for letter in said.text)
    errands.answer_failed(city.engine, taken, Fault("ConnectionRefusedError", "mail:1"))
    again = client.get(f"{tried}/part").text
    assert "Tries that failed so far: 1" in again
    assert "Nobody answers at that address" in again
    errands.answer_done(city.engine, taken, None)
    assert "The mail server has taken it" in client.get(tried).text
    client.cookies.clear()
    sign_in_as(client, desk, OPERATOR)
    page = client.get(tried).text
    assert "it is not yours" in page
    assert ME not in page


def test_what_is_given_up_says_why(city: SmallCity, client: TestClient) -> None:
    """In the words there are for it, or by its name."""
    for kind, words in (("MessageRefused", "refused it"), ("OddError", "OddError")):
        tried = ask(client, city)
        taken = there(errands.take(city.engine, [SENDING]), "an errand")
        errands.answer_failed(city.engine, taken, Fault(kind, "x:1", hopeless=True))
        page = client.get(tried).text
        assert "could not be sent" in page
        assert words in page


def test_nobody_is_flooded(city: SmallCity, client: TestClient) -> None:
    """Three come at once, as codes do; what is no contact is refused in a sentence."""
    for _ in range(3):
        assert ask(client, city).startswith(PAGE)
    assert "have the next one sent in" in ask(client, city)
    assert "neither a mail address nor" in ask(client, city, "nobody")


def test_an_errand_of_another_kind_is_none(client: TestClient) -> None:
    """Nor is one that there is not."""
    assert "it is not yours" in client.get(f"{PAGE}/nothing").text


@pytest.mark.parametrize("who", [ZONES, None])
def test_others_send_none(city: SmallCity, client: TestClient, who: object) -> None:
    """Neither the operator of a zone nor a visitor."""
    client.cookies.clear()
    if who is not None:
        sign_in_as(client, client.app.state.desk, ZONES)  # type: ignore[attr-defined]
    said = {"key": city.key(), "contact": ME}
    answer = client.post(PAGE, data=said, follow_redirects=False)
    assert PAGE not in answer.headers.get("location", "")
    assert errands.take(city.engine, [SENDING]) is None
