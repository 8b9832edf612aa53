"""Coming in by a code to a phone or by mail, over pages and data, from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import CHARTER, EVENING, SmallCity, done
from tests.passwords import quick
from tests.web.people.test_account import LI, WORD, Wall, is_in, other_browser
from tests.web.test_api import client_of
from yeshi.adapters.errands import Runner
from yeshi.flow.errands import Lane
from yeshi.flow.people import entering
from yeshi.people.contact import By
from yeshi.people.invitation import Sent
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.tries import OF_RECEIVER
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.sign_in import COOKIE, KNOWN
from yeshi.wiring.messages import Outgoing, code_sender

PHONE, MAIL = "+86 139 1234 5678", "li@example.org"
OWNER = Person("ou", "Ou", (Grant(Role.OWNER, CITY),), quick().make(WORD))


class Post:
    """What would have been sent, and to whom."""

    def __init__(self, desk: Desk, wall: Wall) -> None:
        self.said: list[tuple[str, str]] = []
        out = Outgoing(dict.fromkeys(By, self), None, "")  # type: ignore[arg-type]
        out.__dict__["links"] = desk.links
        self.runner = Runner(desk.engine, Lane.QUICK, [code_sender(desk.engine, out, wall)])

    def send(self, message, id_):  # type: ignore[no-untyped-def]
        """That it went."""
        self.said.append((message.to.address, message.text))
        return Sent.PHONE

    def code(self) -> str:
        """The code that arrived last."""
        while self.runner.turn():
            pass
        (found,) = re.findall(r"(?<!\d)\d{6}(?!\d)", self.said[-1][1])
        return str(found)


@pytest.fixture
def wall() -> Wall:
    """The clock on the wall."""
    return Wall(EVENING)


@pytest.fixture
def client(wall: Wall) -> Iterator[TestClient]:
    """A browser at a city of one's own with two people, not signed in."""
    city = SmallCity().settle_in()
    with city.store.begin() as work:
        work.charters.add(replace(CHARTER, demo=False))
    for person in (LI, OWNER):
        done(entering.enter_person(city.engine, city.key(), person))
    with client_of(city, signed_in=False) as client:
        desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
        desk.sign_in.wall = wall
        client.follow_redirects = False
        yield client


@pytest.fixture
def post(client: TestClient, wall: Wall) -> Post:
    """What is sent from there."""
    return Post(client.app.state.desk, wall)  # type: ignore[attr-defined]


def ask(client: TestClient, contact: str = PHONE, back: str = "/") -> Response:
    """What the page answers to whoever has a code sent."""
    return client.post("/sign-in/send-code", data={"contact": contact, "back": back})


def type_in(client: TestClient, code: str, back: str = "/") -> Response:
    """What it answers to a code."""
    return client.post("/sign-in/sent-code", data={"code": code, "back": back})


def come_in(client: TestClient, post: Post, contact: str = PHONE) -> str:
    """Who somebody is who comes in by a code."""
    assert ask(client, contact).status_code == 303
    assert type_in(client, post.code()).status_code == 303
    return str(client.get("/api/me").json()["person"])


def enter(client: TestClient, id_: str = "li") -> None:
    """Come in by a password."""
    assert client.post("/api/sign-in", json={"id": id_, "password": WORD}).status_code == 200


def prove(client: TestClient, post: Post, contact: str, password: str = WORD) -> Response:
    """What it answers to whoever has proven that it is theirs."""
    client.post("/account/contacts", data={"contact": contact, "password": password})
    return client.post("/account/contacts/code", data={"code": post.code(), "key": contact})


def test_a_new_phone_has_an_account_and_finds_it_again(client: TestClient, post: Post) -> None:
    """On another device as well; it goes on where it came from."""
    sent = ask(client, back="/basket")
    assert sent.headers["location"] == "/sign-in/sent-code?back=/basket"
    page = client.get(sent.headers["location"]).text
    assert "+8613912345678" in page
    came = type_in(client, post.code(), "/basket")
    assert came.headers["location"] == "/basket"
    other = other_browser(client)
    assert come_in(other, post) == client.get("/api/me").json()["person"]
    assert "by a code to the phone" in client.get("/account").text


def test_whether_there_is_an_account_no_answer_tells(client: TestClient, post: Post) -> None:
    """Neither that to who asks, nor that to a wrong code."""
    enter(client)
    assert prove(client, post, MAIL).status_code == 303
    told = set()
    for contact in (MAIL, "nobody@example.org"):
        other = other_browser(client)
        sent, page = ask(other, contact), other.get("/sign-in/sent-code")
        wrong = type_in(other, "000000")
        texts = [re.sub(r'value="[^"]*"', "", one.text) for one in (page, wrong)]
        heads = sent.status_code, sent.headers["location"], page.status_code, wrong.status_code
        told.add((*heads, *(one.replace(contact, "") for one in texts)))
    assert len(told) == 1


def test_a_code_is_good_once_on_the_browser_that_asked(client: TestClient, post: Post) -> None:
    """Who looks over a shoulder has none of it."""
    ask(client)
    code = post.code()
    other = other_browser(client)
    assert type_in(other, code).status_code == 401
    kept = client.cookies["yeshi_code"]
    assert type_in(client, code).status_code == 303
    other.cookies.set("yeshi_code", kept)
    assert type_in(other, code).status_code == 401
    assert not is_in(other)


def test_it_ends_after_ten_minutes(client: TestClient, post: Post, wall: Wall) -> None:
    """By the clock on the wall; a message that is late is not sent."""
    ask(client)
    code = post.code()
    wall.go_on(timedelta(minutes=10))
    assert type_in(client, code).status_code == 401
    ask(client)
    wall.go_on(timedelta(minutes=10))
    post.runner.turn()
    assert len(post.said) == 1


def test_after_five_mistakes_another_one_has_to_be_sent(
    client: TestClient, post: Post, wall: Wall
) -> None:
    """However long somebody waits between them."""
    ask(client)
    code = post.code()
    for _ in range(5):
        assert type_in(client, "000000").status_code in (401, 429)
        wall.go_on(timedelta(seconds=5))
    assert type_in(client, code).status_code == 401
    wall.go_on(timedelta(minutes=1))
    ask(client)
    assert type_in(client, post.code()).status_code == 303


def test_nobody_has_a_phone_flooded(client: TestClient, post: Post, wall: Wall) -> None:
    """After the first few each has to wait longer, whoever asks; in a day they are a score."""
    for _ in range(OF_RECEIVER):
        assert ask(other_browser(client)).status_code == 303
    refused = ask(other_browser(client))
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "60"
    sent = OF_RECEIVER
    for _ in range(6 * 24 - 1):
        wall.go_on(timedelta(minutes=10))
        sent += ask(other_browser(client)).status_code == 303
        if sent > 30:
            break
    assert sent <= 22
    assert ask(client, MAIL).status_code == 303


def test_a_device_of_the_owner_waits_for_nobody_elses_messages(
    client: TestClient, post: Post, wall: Wall
) -> None:
    """Where they came in before."""
    come_in(client, post)
    assert KNOWN in client.cookies
    client.post("/sign-out")
    for _ in range(OF_RECEIVER + 2):
        ask(other_browser(client))
    assert ask(other_browser(client)).status_code == 429
    wall.go_on(timedelta(seconds=1))
    assert ask(client).status_code == 303


@pytest.mark.parametrize(
    "contact", ["", "x", "li@", "+86 10 6552 9988", "+1 900 555 0123", "+8613"]
)
def test_what_takes_no_message_is_sent_none(client: TestClient, post: Post, contact: str) -> None:
    """Nor what somebody would earn by."""
    assert ask(client, contact).status_code in (409, 422)
    post.runner.turn()
    assert not post.said


def test_an_owner_comes_in_by_no_code_alone(client: TestClient, post: Post) -> None:
    """They are told so once they have shown that it is theirs, and not before."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk.engine.store.begin() as work:
        work.persons.put(replace(OWNER, grants=()))
    enter(client, "ou")
    assert prove(client, post, MAIL).status_code == 303
    client.post("/sign-out")
    with desk.engine.store.begin() as work:
        work.persons.put(OWNER)
    assert ask(client, MAIL).status_code == 303
    refused = type_in(client, post.code())
    assert refused.status_code == 403
    assert "more than a code" in refused.text
    assert not is_in(client)


def test_a_phone_counts_once_it_is_proven(client: TestClient, post: Post) -> None:
    """By its owner, who gives their password; before that it is somebody else's."""
    enter(client)
    assert client.post("/account/contacts", data={"contact": PHONE}).status_code == 401
    sent = client.post("/account/contacts", data={"contact": PHONE, "password": WORD})
    assert sent.headers["location"] == "/account/contacts/code"
    post.code()
    assert come_in(other_browser(client), post) != "li"
    taken = prove(client, post, PHONE)
    assert taken.status_code == 409
    assert prove(client, post, MAIL).status_code == 303
    assert MAIL in client.get("/account").text
    assert come_in(other_browser(client), post, MAIL) == "li"
    (own,) = client.get("/api/me/contacts").json()
    client.post(f"/account/contacts/{own['id']}/remove", data={"key": "r"})
    assert client.get("/api/me/contacts").json() == []


def test_who_proves_is_who_asked(client: TestClient, post: Post) -> None:
    """A code to come in by proves nothing, and one that proves lets nobody in."""
    enter(client)
    client.post("/account/contacts", data={"contact": MAIL, "password": WORD})
    code = post.code()
    other = other_browser(client)
    other.cookies.set("yeshi_code", client.cookies["yeshi_code"])
    assert type_in(other, code).status_code == 401
    enter(other, "li")
    other.cookies.set("yeshi_code", "none", domain="testserver.local")
    assert other.post("/account/contacts/code", data={"code": code, "key": "k"}).status_code == 401


def test_the_same_over_json(client: TestClient, post: Post) -> None:
    """What is kept by a browser is given back by whoever asks."""
    sent = client.post("/api/sign-in/send-code", json={"contact": PHONE})
    assert sent.status_code == 200
    body = {"sent": sent.json()["sent"], "code": post.code()}
    other = other_browser(client)
    assert other.post("/api/sign-in/sent-code", json={**body, "code": "1"}).status_code == 401
    came = other.post("/api/sign-in/sent-code", json=body)
    assert came.json()["step"] == "in"
    assert other.get("/api/me").json()["person"] == came.json()["person"]
    asked = other.post("/api/me/contacts", json={"contact": MAIL}).json()
    proof = {"sent": asked["sent"], "code": post.code()}
    key = {"Idempotency-Key": "k"}
    assert other.post("/api/me/contacts/prove", json=proof, headers=key).status_code == 200
    found = other.get("/api/me/contacts").json()
    assert [one["address"] for one in found] == ["+8613912345678", MAIL]
    last = f"/api/me/contacts/{found[0]['id']}/remove"
    assert other.post(last, headers=key).status_code == 200


def test_a_courier_who_is_invited_needs_no_password(client: TestClient, post: Post) -> None:
    """They come in by a code, take the role on, and have the name by which they were invited."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk.engine.store.begin() as work:
        work.persons.put(replace(OWNER, secret=None))
        work.charters.put(replace(work.charters.must(CITY), demo=True))
    inviting = other_browser(client)
    assert inviting.post("/api/sign-in", json={"id": "ou"}).status_code == 200
    body = {
        "name": "Xia", "contact": PHONE, "language": "en", "why": "new here",
        "grants": [{"role": "courier", "scope": "x"}],
    }  # fmt: skip
    key = {"Idempotency-Key": "i"}
    link = inviting.post("/api/invitations", json=body, headers=key).json()["link"]
    path = "/" + link.split("/", 3)[3]
    assert "/sign-in/send-code" in client.get(path).text
    ask(client, PHONE, path)
    back = type_in(client, post.code(), path).headers["location"]
    assert back == path
    assert client.post(f"{path}/take-on", data={"key": "t"}).status_code == 303
    told = client.get("/api/me").json()
    assert told["name"] == "Xia"
    assert told["grants"] == [{"role": "courier", "scope": "x"}]
    other = other_browser(client)
    assert come_in(other, post) == told["person"]
    assert COOKIE in other.cookies


def test_who_came_by_a_code_takes_a_name_and_a_password(
    client: TestClient, post: Post, wall: Wall
) -> None:
    """And comes in by their phone or mail with it; they then may set up an authenticator."""
    mail = "new@example.org"
    ask(client, mail)
    assert type_in(client, post.code()).status_code == 303
    assert is_in(client)
    page = client.get("/account").text
    assert "Set the password" in page
    assert "/account/authenticator" not in page
    named = client.post("/account/name", data={"key": "n", "name": "Xin"})
    assert named.status_code == 303
    assert client.get("/api/me").json()["name"] == "Xin"
    short = client.post("/account/first-password", data={"key": "s", "new_password": "short"})
    assert short.status_code == 422
    wall.go_on(timedelta(minutes=16))
    form = {"key": "late", "new_password": WORD}
    late = client.post("/account/first-password", data=form)
    assert (late.status_code, "sign in again" in late.text) == (403, True)
    client.post("/sign-out", data={})
    ask(client, mail)
    assert type_in(client, post.code()).status_code == 303
    form["key"] = "soon"
    assert client.post("/account/first-password", data=form).status_code == 303
    assert is_in(client)
    assert "/account/authenticator" in client.get("/account").text
    other = other_browser(client)
    for id_ in ("none@example.org", PHONE):
        body = {"id": id_, "password": WORD}
        assert other.post("/api/sign-in", json=body).status_code == 401
    body = {"id": "NEW@example.org", "password": WORD}
    assert other.post("/api/sign-in", json=body).status_code == 200
    assert is_in(other)
