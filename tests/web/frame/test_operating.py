"""Anybody may ask whether the city is ready; its figures are for the token and for operators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.flow.pings import OPERATOR
from tests.web.test_api import client_of
from yeshi.flow.people import entering
from yeshi.people.person import Grant, Person, Role
from yeshi.web.frame.desk import Operating, Readiness

TOKEN = "a-token-of-24-characters"


@pytest.fixture
def parts() -> list[Readiness]:
    """How the city's parts are, to be changed by the test."""
    return [Readiness("database", ""), Readiness("loop tick", "")]


@pytest.fixture
def client(parts: list[Readiness]) -> Iterator[TestClient]:
    """A client of an application whose figures are a word."""
    city = SmallCity().settle_in()
    for person in (OPERATOR, Person("reader", "r", (Grant(Role.READER, "fund"),), None)):
        done(entering.enter_person(city.engine, city.key(), person))
    with client_of(city, signed_in=False) as client:
        shown = Operating(
            parts=lambda: parts, figures=lambda: b"yeshi_up 1\n", media="text/plain", token=TOKEN
        )
        state = client.app.state  # type: ignore[attr-defined]
        state.desk = replace(state.desk, operating=shown)
        yield client


def test_a_process_that_lives_says_so(client: TestClient) -> None:
    """To anybody."""
    assert client.get("/healthz").json() == {"lives": True}


def test_a_city_is_ready_when_all_its_parts_are(client: TestClient, parts: list[Readiness]) -> None:
    """Else 503, and which part is not."""
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "parts": {"database": None, "loop tick": None}}
    parts[1] = Readiness("loop tick", "no process holds its lease")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["loop tick"] == "no process holds its lease"


def test_figures_are_for_the_token_and_for_operators(client: TestClient) -> None:
    """Not for nobody, a wrong token, a person of another role, or one without a token set."""

    def status(**headers: str) -> int:
        return client.get("/metrics", headers=headers).status_code

    assert status() == 401
    assert status(Authorization=f"Bearer {TOKEN}x") == 401
    assert status(Authorization="Bearer None") == 401
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text == (
        "yeshi_up 1\n"
    )
    assert client.post("/api/sign-in", json={"id": OPERATOR.id}).status_code == 200
    assert status() == 200
    assert client.post("/api/sign-in", json={"id": "reader"}).status_code == 200
    assert status() == 403
