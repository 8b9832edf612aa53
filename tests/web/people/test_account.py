"""Signing in, the devices that are signed in, and another password, over pages and data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import EVENING, SmallCity, done
from tests.passwords import quick
from tests.web.test_api import client_of
from yeshi.adapters.clocks import SimulatedClock
from yeshi.flow.people import entering
from yeshi.people.person import Grant, Person, Role
from yeshi.people.session import DAY_LONG
from yeshi.people.tries import OF_ACCOUNT
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.sign_in import COOKIE, KNOWN

WORD, OTHER = "correct horse battery", "four bowls of noodles"
LI = Person("li", "Li", (Grant(Role.FOUNDATION, "rural-teachers"),), quick().make(WORD))


class Wall(SimulatedClock):
    """A clock on the wall that tests put on."""

    def go_on(self, by: timedelta) -> None:
        """Go on by so much."""
        self.put(self.now() + by)


@pytest.fixture
def wall() -> Wall:
    """The clock on the wall."""
    return Wall(EVENING)


@pytest.fixture
def client(wall: Wall) -> Iterator[TestClient]:
    """A browser at a city with one person, not signed in."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), LI))
    with client_of(city, signed_in=False) as client:
        desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
        desk.sign_in.wall = wall
        client.follow_redirects = False
        yield client


def other_browser(client: TestClient) -> TestClient:
    """Another browser at the same city."""
    other = type(client)(client.app, headers={"User-Agent": "Firefox/140.0 (Android)"})
    other.follow_redirects = False
    return other


def enter(client: TestClient, password: str = WORD) -> Response:
    """What the door answers."""
    return client.post("/api/sign-in", json={"id": "li", "password": password})


def is_in(client: TestClient) -> bool:
    """Whether the browser is signed in."""
    return client.get("/api/me").status_code == 200


def test_signing_out_ends_the_session_and_not_the_cookie_alone(client: TestClient) -> None:
    """Whoever kept the old cookie is not let in by it; each sign-in has another."""
    assert enter(client).status_code == 200
    first = client.cookies[COOKIE]
    enter(client)
    second = client.cookies[COOKIE]
    assert first != second
    other = other_browser(client)
    other.cookies.set(COOKIE, first)
    assert not is_in(other)
    client.post("/sign-out")
    other.cookies.set(COOKIE, second)
    assert not is_in(other)


def test_a_session_ends_by_the_clock_on_the_wall(client: TestClient, wall: Wall) -> None:
    """However fast the city's runs."""
    enter(client)
    wall.go_on(DAY_LONG - timedelta(seconds=1))
    assert is_in(client)
    wall.go_on(timedelta(seconds=1))
    assert not is_in(client)


def test_devices_are_named_and_ended_by_their_owner(client: TestClient) -> None:
    """One by one, or all others at once; which one asks, the page says."""
    other = other_browser(client)
    enter(client)
    enter(other)
    found = client.get("/api/me/sessions").json()
    assert {(one["device"], one["is_this"]) for one in found} == {
        ("", True),
        ("Firefox, Android", False),
    }
    page = client.get("/account").text
    assert "Firefox, Android" in page
    assert "this one" in page
    theirs = next(one["id"] for one in found if not one["is_this"])
    client.post(f"/account/sessions/{theirs}/end", data={"key": "k"})
    assert not is_in(other)
    enter(other)
    client.post("/account/sessions/end-others", data={"key": "l"})
    assert not is_in(other)
    assert is_in(client)


def test_another_password_signs_everybody_else_out(client: TestClient) -> None:
    """It asks for the present one, and this device goes on under a new token."""
    other = other_browser(client)
    enter(client)
    enter(other)
    before = client.cookies[COOKIE]
    asked = {"key": "a", "password": "wrong", "new_password": OTHER}
    assert client.post("/account/password", data=asked).status_code == 401
    short = {"key": "b", "password": WORD, "new_password": "short"}
    assert client.post("/account/password", data=short).status_code == 422
    assert is_in(other)
    right = {"key": "c", "password": WORD, "new_password": OTHER}
    assert client.post("/account/password", data=right).headers["location"] == "/account"
    assert is_in(client)
    assert client.cookies[COOKIE] != before
    assert not is_in(other)
    assert enter(other).status_code == 401
    assert enter(other, OTHER).status_code == 200


def test_wrong_tries_slow_down_and_lock_nobody_out(client: TestClient, wall: Wall) -> None:
    """Whoever signed in on a device before is let in there, whatever others try elsewhere."""
    enter(client)
    client.post("/sign-out")
    other = other_browser(client)
    for _ in range(OF_ACCOUNT):
        assert enter(other, "wrong password").status_code == 401
    late = enter(other)
    assert (late.status_code, late.headers["Retry-After"]) == (429, "2")
    page = other.post("/sign-in", data={"id": "li", "password": WORD})
    assert (page.status_code, page.headers["Retry-After"]) == (429, "2")
    assert client.cookies[KNOWN]
    assert enter(client).status_code == 200
    wall.go_on(timedelta(seconds=2))
    assert enter(other).status_code == 200


def test_who_has_no_such_account_waits_as_well(client: TestClient) -> None:
    """The answers are the same, so that no account is found by them."""
    for _ in range(OF_ACCOUNT):
        found = client.post("/api/sign-in", json={"id": "nobody", "password": "x"})
        assert found.status_code == 401
    found = client.post("/api/sign-in", json={"id": "nobody", "password": "x"})
    assert found.status_code == 429


def test_no_secret_is_in_the_record_or_in_answers(client: TestClient) -> None:
    """Neither password nor token, nor what a browser says of itself."""
    enter(client)
    token = client.cookies[COOKIE]
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk.engine.store.read() as work:
        told = repr(work.events.after(0, 10_000)) + repr(work.sessions.all())
    assert "person.session_opened" in told or "SessionOpened" in told
    for secret in (token, WORD, "testclient"):
        assert secret not in told
