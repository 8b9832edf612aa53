"""Errands from outside: the page and the interface, in both languages, for anybody and officials."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.pings import OPERATOR, kept, kind, write
from tests.web.busy import busy
from tests.web.test_api import client_of
from yeshi.base.sentences import LANGUAGES, say
from yeshi.flow import errands
from yeshi.flow.accords.reminding import TELLING
from yeshi.flow.errand import ErrandState, Fault
from yeshi.flow.errand_kinds import KINDS
from yeshi.flow.people import entering

FAULT = Fault("TimeoutError", "yeshi.adapters.mail:7")
CHINESE = {"Accept-Language": "zh"}


@pytest.fixture
def city() -> SmallCity:
    """The small city, with an operator."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), OPERATOR))
    return city


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """Somebody who has not signed in."""
    with client_of(city, signed_in=False) as client:
        client.follow_redirects = False
        yield client


@pytest.fixture
def operator(client: TestClient) -> TestClient:
    """The operator, signed in."""
    client.post("/sign-in", data={"id": OPERATOR.id})
    return client


def given_up(city: SmallCity) -> str:
    """A reminder that could not be told, and was given up; the id of its errand."""
    id_ = busy(city)["errand"]
    for _ in range(TELLING.terms.tries):
        taken = errands.take(city.engine, [TELLING])
        assert taken is not None
        done(errands.answer_failed(city.engine, taken, FAULT))
        city.wait(6 * 60)
    return id_


def test_a_city_without_errands_says_so(operator: TestClient) -> None:
    """In words, and leads back to the control room, which leads here."""
    english = operator.get("/control/errands").text
    chinese = operator.get("/control/errands", headers=CHINESE).text
    assert "Nothing waits, and nothing could not be done." in english
    assert "没有在等的差事" in chinese
    assert 'href="/control"' in english
    assert 'href="/control/errands"' in operator.get("/control").text
    assert "Errands: 0 waiting, 0 given up" in operator.get("/control/part").text


def test_what_waits_and_what_failed_is_shown_with_its_fault(
    operator: TestClient, city: SmallCity
) -> None:
    """By kind and place; what it concerns, and nothing that names somebody."""
    given_up(city)
    write(city, kind("letter")[0], "somebody's address")
    for path in ("/control/errands", "/control/errands/part"):
        english, chinese = operator.get(path).text, operator.get(path, headers=CHINESE).text
        for words in ("Given up", "Reminder of an accord", "cooperation-2015", "failed 12 times"):
            assert words in english
        for words in ("已放弃", "承诺事项提醒", "cooperation-2015", "连续失败 12 次"):
            assert words in chinese
        for text in (english, chinese):
            assert "TimeoutError · yeshi.adapters.mail:7" in text
            assert "letter" in text
            assert "address" not in text
    assert "Errands: 5 waiting, 1 given up" in operator.get("/control").text


def test_an_official_has_it_tried_again_and_given_up_by_the_page(
    client: TestClient, city: SmallCity
) -> None:
    """Nobody else does; a form that is sent twice acts once."""
    id_ = given_up(city)
    path = f"/control/errands/{id_}"
    asked = client.post(f"{path}/again", data={"key": "k"})
    assert asked.headers["location"].startswith("/sign-in")
    client.post("/sign-in", data={"id": "s"})
    assert kept(city, id_).state is ErrandState.GIVEN_UP
    client.post("/sign-in", data={"id": OPERATOR.id})
    assert f'action="{path}/again"' in client.get("/control/errands").text
    for _ in range(2):
        sent = client.post(f"{path}/again", data={"key": "k2"})
        assert sent.headers["location"] == "/control/errands"
    assert kept(city, id_).state is ErrandState.WAITING
    assert f'action="{path}/give-up"' in client.get("/control/errands").text
    assert client.post(f"{path}/give-up", data={"key": "k3"}).status_code == 303
    assert kept(city, id_).state is ErrandState.GIVEN_UP
    assert client.post(f"{path}/give-up", data={"key": "k4"}).status_code == 409
    assert client.post("/control/errands/none/again", data={"key": "k5"}).status_code == 404
    assert client.post(f"{path}/burn", data={"key": "k6"}).status_code == 404


def test_the_same_by_the_interface(client: TestClient, city: SmallCity) -> None:
    """The lists with counts; who may act is asked here too."""
    id_ = given_up(city)
    path, key = f"/api/control/errands/{id_}/again", {"Idempotency-Key": "k"}
    assert client.get("/api/control/errands").status_code == 401
    assert client.post(path, headers=key).status_code == 401
    client.post("/sign-in", data={"id": OPERATOR.id})
    told = client.get("/api/control/errands").json()
    # An invitation waits to go out, a slip to be printed, a deal to be played, a payment to be asked.
    assert told["counts"] == {"waiting": 4, "running": 0, "done": 0, "given_up": 1}
    (one,) = told["given_up"]
    assert (one["id"], one["kind"], one["tries"]) == (id_, "telling", 12)
    assert (one["fault"], one["place"]) == (FAULT.kind, FAULT.place)
    assert "given" not in one
    assert client.post(path).status_code == 422
    assert client.post(path, headers={"Idempotency-Key": "k2"}).json() == {"errand": id_}
    waiting = client.get("/api/control/errands").json()["waiting"]
    assert id_ in {errand["id"] for errand in waiting}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_errand_has_its_words(language: str) -> None:
    """Where one of it stands on the page."""
    for one in KINDS:
        assert say(language, f"errand_kind.{one.name}")
