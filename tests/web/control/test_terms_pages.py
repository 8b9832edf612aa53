"""The owner changes the terms on their page; nobody else sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.flow.city.enacting import history_of
from yeshi.flow.people import entering
from yeshi.market.facts import Fact
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.web.frame.terms_form import EVERY_FIELD, shown

OWNER = Person("he", "He Yu", (Grant(Role.OWNER, CITY),), None)
OPERATOR = Person("op", "Operator Li", (Grant(Role.OPERATOR, CITY),), None)


@pytest.fixture
def city() -> SmallCity:
    """A city that is open, with an owner and an operator."""
    made = SmallCity().open_up().settle_in()
    for person in (OWNER, OPERATOR):
        done(entering.enter_person(made.engine, made.key(), person))
    return made


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """The owner's client."""
    with client_of(city, signed_in=False) as made:
        sign_in_as(made, made.app.state.desk, OWNER)  # type: ignore[attr-defined]
        yield made


def form(city: SmallCity, **others: str) -> dict[str, str]:
    """The form as it is shown, with some of it typed over."""
    typed = {name: value for name, _, value in shown(city.engine.terms, EVERY_FIELD)}
    return typed | {"key": city.key(), "latest": "1", "why": "rent", "from_at": ""} | others


def test_what_stalls_have_to_show_is_switched(city: SmallCity, client: TestClient) -> None:
    """Each by itself, in the order in which it is asked; the page tells what changed."""
    said = form(city, asks_seats="yes", asks_sign="yes", checked_days="90")
    assert client.post("/control/terms", data=said).status_code == 200
    versions = [one.version for one in history_of(city.engine)]
    assert versions[0].terms.facts.asked == (Fact.SIGN, Fact.SEATS)
    assert versions[0].terms.facts.checked_days == 90
    city.engine.in_force.renew(versions)
    page = client.get("/control/terms").text
    assert "Asked for: name as on the sign: no → yes" in page
    assert "facts." not in page
    said = form(city, asks_sign="no", checked_days="3", latest="2")
    refused = client.post("/control/terms", data=said)
    assert refused.status_code == 409
    assert "from 7 to 3660" in refused.text


def test_a_change_is_made_and_told(city: SmallCity, client: TestClient) -> None:
    """With who, why and what."""
    assert client.post("/control/terms", data=form(city, commission="8")).status_code == 200
    last = history_of(city.engine)[0]
    assert (last.version.number, last.version.terms.commission.basis_points) == (2, 800)
    city.engine.in_force.renew([one.version for one in history_of(city.engine)])
    page = client.get("/control/terms").text
    for said in (
        "Version 2",
        "He Yu",
        "rent",
        "Commission of what stalls sell: 6 % → 8 %",
        'value="8"',
    ):
        assert said in page, said


def test_how_couriers_are_sent_is_a_part_of_the_terms(city: SmallCity, client: TestClient) -> None:
    """In words; a word that is none is refused, and loops go by it from its moment on."""
    said = form(city, sent_ahead="yes", turn="90", from_at="2026-11-24T21:00")
    assert client.post("/control/terms", data=said).status_code == 200
    policy = history_of(city.engine)[0].version.terms.policy
    assert policy == replace(city.engine.terms.policy, prepositioning=True, fairness_s=90.0)
    page = client.get("/control/terms").text
    assert "Couriers who have nothing to do are sent ahead: no → yes" in page
    assert "given up for each order, at most: 60 seconds → 90 seconds" in page
    assert "policy." not in page
    city.engine.in_force.renew([one.version for one in history_of(city.engine)])
    assert not city.engine.terms.policy.prepositioning
    city.wait(61)
    assert city.engine.terms.policy == policy
    wrong = client.post("/control/terms", data=form(city, latest="2", late_choice="perhaps"))
    assert "When orders are chosen cannot be used" in wrong.text


def test_a_change_for_later_is_by_the_citys_clock(city: SmallCity, client: TestClient) -> None:
    """As it hangs on the wall there."""
    client.post("/control/terms", data=form(city, commission="8", from_at="2026-12-24T18:00"))
    (last, _) = history_of(city.engine)
    assert city.calendar.local(last.version.from_at).isoformat() == "2026-12-24T18:00:00+08:00"
    assert city.engine.terms.commission.basis_points == 600


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"commission": "101"}, "from 0 to 100"),
        ({"commission": "much"}, "must be a number"),
        ({"answer_within": "900"}, "from 0.5 to 120"),
        ({"pay_per_order": "99999"}, "10000"),
        ({"turn": "4000"}, "Whose turn it is cannot be used: it must be from 0 to 3600"),
        ({"ride_most": "0.5"}, "from 1 to 240"),
        ({"why": " "}, "1 to 200"),
        ({"from_at": "soon"}, "cannot be read"),
        ({"latest": "0"}, "version 1 is the last now"),
    ],
)
def test_what_cannot_be_is_said(
    city: SmallCity, client: TestClient, wrong: dict[str, str], said: str
) -> None:
    """In a sentence above the form, in which all stays that was typed; nothing is changed."""
    typed = {"commission": "7.25", **wrong}
    answer = client.post("/control/terms", data=form(city, **typed))
    assert answer.status_code == 409
    assert said in answer.text
    for name in {"commission", *wrong} - {"why", "latest"}:
        assert f'name="{name}"' in answer.text
        assert f'value="{typed[name]}"' in answer.text
    assert len(history_of(city.engine)) == 1


def test_it_is_the_owners_alone(city: SmallCity, client: TestClient) -> None:
    """An operator does not see it, nor a visitor; the owner lands there."""
    client.cookies.clear()
    sign_in_as(client, client.app.state.desk, OPERATOR)  # type: ignore[attr-defined]
    assert client.get("/control/terms").status_code == 403
    assert client.post("/control/terms", data=form(city, commission="8")).status_code == 403
    client.cookies.clear()
    landed = client.post("/sign-in", data={"id": "he", "back": "/"}, follow_redirects=False)
    assert landed.headers["location"] == "/settings"
