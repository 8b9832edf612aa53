"""The second step of signing in, and one's second factor on the account, over pages and data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import EVENING, SmallCity, done
from tests.passwords import quick
from tests.web.people.test_account import WORD, Wall, other_browser
from tests.web.test_api import client_of
from yeshi.flow.people import entering
from yeshi.people.factors import RECOVERY_CODES, STEP_S
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.tries import OF_ACCOUNT
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.sign_in import COOKIE

HASH = quick().make(WORD)
PEOPLE = (
    Person("li", "Li", (Grant(Role.OWNER, CITY),), HASH),
    Person("wu", "Wu", (Grant(Role.FOUNDATION, "rural-teachers"),), HASH),
)
CODE = re.compile(r"<code>([0-9A-Z-]{14})</code>")


@pytest.fixture
def wall() -> Wall:
    """The clock on the wall."""
    return Wall(EVENING)


@pytest.fixture
def city() -> SmallCity:
    """A city of one's own, with an owner and somebody of a foundation."""
    city = SmallCity().open_up().settle_in()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    for person in PEOPLE:
        done(entering.enter_person(city.engine, city.key(), person))
    return city


@pytest.fixture
def client(city: SmallCity, wall: Wall) -> Iterator[TestClient]:
    """A browser at it, not signed in."""
    with client_of(city, signed_in=False) as client:
        desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
        desk.sign_in.wall = wall
        client.follow_redirects = False
        yield client


def password(client: TestClient, who: str, back: str = "/") -> str:
    """Where one is led after the password."""
    form = {"id": who, "password": WORD, "back": back}
    return client.post("/sign-in", data=form).headers["location"]


def secret_in(page: str) -> pyotp.TOTP:
    """The authenticator that was given what the page shows."""
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert found
    return pyotp.TOTP(found.group(1).replace(" ", ""))


def enrol(client: TestClient, wall: Wall) -> tuple[pyotp.TOTP, list[str]]:
    """Set an authenticator up where one's roles ask for it; it and the recovery codes."""
    mine = secret_in(client.get("/sign-in/authenticator").text)
    answer = client.post("/sign-in/authenticator", data={"key": "e", "code": mine.at(wall.now())})
    return mine, CODE.findall(answer.text)


def account(client: TestClient, path: str, key: str, code: str, **more: str) -> Response:
    """What the account answers to who gives the password and a code."""
    form = {"key": key, "password": WORD, "code": code, **more}
    return client.post(f"/account/{path}", data=form)


def is_in(client: TestClient) -> bool:
    """Whether the browser is signed in."""
    return client.get("/api/me").status_code == 200


def test_who_has_to_have_a_second_factor_sets_it_up_before_anything_answers(
    client: TestClient, wall: Wall
) -> None:
    """The page is the same each time it is read; a wrong code leads back to it."""
    assert password(client, "li", "/control/terms") == "/sign-in/authenticator?back=/control/terms"
    before = client.cookies[COOKIE]
    for path in ("/control/terms", "/account", "/sign-in"):
        assert client.get(path).headers["location"].startswith("/sign-in")
    assert client.get("/sign-in").headers["location"] == "/sign-in/authenticator?back=/"
    assert client.get("/sign-in/code").headers["location"].startswith("/sign-in/authenticator")
    assert client.post("/sign-in/code", data={"code": "123456"}).status_code == 303
    assert not is_in(client)
    page = client.get("/sign-in/authenticator").text
    assert "<svg" in page
    assert "style=" not in page
    mine = secret_in(page)
    assert secret_in(client.get("/sign-in/authenticator").text).secret == mine.secret
    late = mine.at(wall.now() - timedelta(minutes=5))
    wrong = client.post("/sign-in/authenticator", data={"key": "w", "code": late})
    assert wrong.status_code == 401
    codes = enrol(client, wall)[1]
    assert len(set(codes)) == RECOVERY_CODES
    assert is_in(client)
    assert client.cookies[COOKIE] != before
    assert client.get("/control/terms").status_code == 200
    assert codes[0] not in client.get("/account").text


def test_a_code_after_the_password_lets_in_once(client: TestClient, wall: Wall) -> None:
    """Under another token; the same code again is refused, on whatever device."""
    password(client, "li")
    mine, _ = enrol(client, wall)
    client.post("/sign-out")
    wall.go_on(timedelta(seconds=STEP_S))
    assert password(client, "li", "/city") == "/sign-in/code?back=/city"
    half, code = client.cookies[COOKIE], mine.at(wall.now())
    assert client.get("/account").status_code == 303
    assert client.get("/sign-in/authenticator").headers["location"].startswith("/sign-in/code")
    stolen = client.post("/sign-in/authenticator", data={"key": "s", "code": code})
    assert stolen.status_code == 303
    came = client.post("/sign-in/code", data={"code": code, "back": "/city"})
    assert came.headers["location"] == "/city"
    assert is_in(client)
    assert client.cookies[COOKIE] != half
    other = other_browser(client)
    password(other, "li")
    assert other.post("/sign-in/code", data={"code": code}).status_code == 401
    assert not is_in(other)
    other.cookies.set(COOKIE, half)
    assert not is_in(other)


def test_a_recovery_code_lets_in_once_and_others_can_be_made(
    client: TestClient, wall: Wall
) -> None:
    """Those of before end; the way in stands on the account."""
    password(client, "li")
    _, (first, second, *_others) = enrol(client, wall)
    other = other_browser(client)
    other.headers["Accept-Language"] = "en"
    password(other, "li")
    assert other.post("/sign-in/code", data={"code": first.lower()}).status_code == 303
    page = other.get("/account").text
    assert "with a recovery code" in page
    assert "9 recovery codes are left" in page
    renewed = CODE.findall(account(other, "recovery-codes", "r", second).text)
    assert len(renewed) == RECOVERY_CODES
    again = other_browser(client)
    password(again, "li")
    for used in (first, second, _others[0]):
        assert again.post("/sign-in/code", data={"code": used}).status_code == 401
    assert again.post("/sign-in/code", data={"code": renewed[0]}).status_code == 303


def test_a_right_password_forgets_no_wrong_codes(client: TestClient, wall: Wall) -> None:
    """Whoever has the password has five tries of codes, and then waits as long as for those."""
    password(client, "li")
    mine, _ = enrol(client, wall)
    other = other_browser(client)
    for number in range(OF_ACCOUNT):
        assert password(other, "li") == "/sign-in/code?back=/"
        wrong = other.post("/sign-in/code", data={"code": f"{number:06}"})
        assert wrong.status_code == 401
    password(other, "li")
    wall.go_on(timedelta(seconds=1))
    late = other.post("/sign-in/code", data={"code": mine.at(wall.now())})
    assert (late.status_code, late.headers["Retry-After"]) == (429, "1")
    assert not is_in(other)


def test_whoever_may_turns_it_on_and_off_with_password_and_code(
    client: TestClient, wall: Wall
) -> None:
    """Who has to have it replaces it; all other devices are signed out each time."""
    assert password(client, "wu") == "/programmes"
    other = other_browser(client)
    password(other, "wu")
    mine = secret_in(client.get("/account/authenticator").text)
    shown = {"key": "1", "first_code": mine.at(wall.now()), "password": "wrong"}
    assert client.post("/account/authenticator", data=shown).status_code == 401
    shown |= {"key": "2", "password": WORD}
    codes = CODE.findall(client.post("/account/authenticator", data=shown).text)
    assert is_in(client)
    assert not is_in(other)
    assert password(other, "wu") == "/sign-in/code?back=/"
    new = secret_in(client.get("/account/authenticator").text)
    assert new.secret != mine.secret
    first = {"first_code": new.at(wall.now())}
    assert account(client, "authenticator", "3", "", **first).status_code == 401
    assert account(client, "authenticator", "4", codes[0], **first).status_code == 200
    assert account(client, "authenticator/off", "5", codes[1]).status_code == 401
    wall.go_on(timedelta(seconds=STEP_S))
    off = account(client, "authenticator/off", "6", new.at(wall.now()))
    assert off.headers["location"] == "/account"
    assert password(other, "wu") == "/programmes"
    password(client, "li")
    mine, codes = enrol(client, wall)
    assert account(client, "authenticator/off", "7", codes[0]).status_code == 409
    assert "not turned off" in client.get("/account").text


def test_the_interface_has_the_same_steps(client: TestClient, wall: Wall) -> None:
    """It tells how far one is, and gives secret and codes as data."""
    entered = {"id": "li", "password": WORD}
    step = client.post("/api/sign-in", json=entered).json()
    assert step == {"person": "li", "step": "enrol"}
    assert client.get("/api/me").status_code == 401
    offered = client.get("/api/sign-in/authenticator").json()
    assert offered["uri"].startswith("otpauth://totp/")
    mine, key = pyotp.TOTP(offered["secret"]), {"Idempotency-Key": "k"}
    body = {"code": mine.at(wall.now())}
    enrolled = client.post("/api/sign-in/authenticator", json=body, headers=key).json()
    assert enrolled["step"] == "in"
    assert client.get("/api/me/factors").json()["recovery_codes_left"] == RECOVERY_CODES
    wall.go_on(timedelta(seconds=STEP_S))
    assert client.post("/api/sign-in", json=entered).json()["step"] == "code"
    assert client.post("/api/sign-in/code", json=body).status_code == 401
    body = {"code": mine.at(wall.now())}
    assert client.post("/api/sign-in/code", json=body).json() == {"person": "li", "step": "in"}
    confirm = {"password": WORD, "code": enrolled["recovery_codes"][0]}
    made = client.post("/api/me/recovery-codes", json=confirm, headers=key).json()
    assert len(made["recovery_codes"]) == RECOVERY_CODES
    again = {**confirm, "code": made["recovery_codes"][0]}
    shown = client.post("/api/me/recovery-codes", json=again, headers=key)
    assert (shown.status_code, shown.json()["title"]) == (409, "shown_once")


def test_a_new_password_keeps_the_way_in(client: TestClient, wall: Wall) -> None:
    """Whoever has shown both stays in, and needs the second factor the next time."""
    password(client, "li")
    enrol(client, wall)
    form = {"key": "p", "password": WORD, "new_password": "four bowls of noodles"}
    assert client.post("/account/password", data=form).headers["location"] == "/account"
    assert "with a code of the authenticator" in client.get("/account").text
