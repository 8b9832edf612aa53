"""People are invited, come in, are given and lose roles: over pages and data, from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import CHARTER, SmallCity, done
from tests.web.everybody import sign_in_as
from tests.web.test_api import client_of
from yeshi.flow.people import entering
from yeshi.people.contact import By
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.web.frame.desk import Desk

WORD = "correct horse battery"
OWNER = Person("ou", "Ou", (Grant(Role.OWNER, CITY),), None)
OPERATOR = Person("op", "Op", (Grant(Role.OPERATOR, CITY),), None)
CHEF = Person("chen", "Chen", (Grant(Role.STALLHOLDER, "a"),), None)
COOK = Person("wu", "Wu", (Grant(Role.COOK, "a"),), None)
FORM = {
    "key": "k1", "name": "Xia", "contact": "xia@example.org", "role": "courier", "where": "x",
    "role_2": "cook", "where_2": "a", "reads": "zh", "why": "new here",
}  # fmt: skip
BODY = {
    "name": "Xia", "contact": "+86 139 1234 5678", "language": "en", "why": "new here",
    "grants": [{"role": "courier", "scope": "x"}],
}  # fmt: skip


@pytest.fixture
def client() -> Iterator[TestClient]:
    """A browser at a city with some people, not signed in."""
    city = SmallCity().settle_in()
    for person in (OWNER, OPERATOR, CHEF, COOK):
        done(entering.enter_person(city.engine, city.key(), person))
    with client_of(city, signed_in=False) as client:
        client.follow_redirects = False
        yield client


def be(client: TestClient, person: Person) -> TestClient:
    """Another browser, on which that person is signed in."""
    other = browser(client)
    sign_in_as(other, desk_of(client), person)
    return other


def browser(client: TestClient) -> TestClient:
    """Another browser, on which nobody is."""
    other = type(client)(client.app, headers={"Accept-Language": "en"})
    other.follow_redirects = False
    return other


def desk_of(client: TestClient) -> Desk:
    """What the pages have at hand."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    return desk


def post(client: TestClient, path: str, body: object = None, key: str = "k") -> Response:
    """What a command over JSON is answered."""
    return client.post(f"/api{path}", json=body, headers={"Idempotency-Key": key})


def link_in(answer: Response) -> str:
    """The path of the link that a page shows."""
    found = re.search(r"<textarea[^>]*>http://testserver(/come-in/[^<]+)<", answer.text)
    assert found, answer.text
    return unescape(found.group(1))


def test_somebody_is_invited_comes_in_and_lands_where_they_work(client: TestClient) -> None:
    """By the link that the page shows once; it is on no page after that."""
    operator = be(client, OPERATOR)
    made = operator.post("/settings/people/invite", data=FORM)
    link = link_in(made)
    page = operator.get("/settings/people").text
    assert "xia@example.org" in page
    assert "not sent yet" in page
    assert link not in page
    newcomer = browser(client)
    shown = newcomer.get(link).text
    assert "Xia, you are invited to city" in shown
    chosen = {"key": "a", "id": "xia", "password": WORD}
    entered = newcomer.post(link, data=chosen)
    assert (entered.status_code, entered.headers["location"]) == (303, "/kitchen/a")
    assert newcomer.get("/api/me").json()["grants"] == [
        {"role": "courier", "scope": "x"}, {"role": "cook", "scope": "a"},
    ]  # fmt: skip
    assert newcomer.get("/courier/x").status_code == 200
    assert "xia@example.org" not in operator.get("/settings/people").text
    again = browser(client).post("/sign-in", data={"id": "xia", "password": WORD})
    assert again.status_code == 303


def test_who_decides_sets_an_authenticator_up_at_once(client: TestClient) -> None:
    """Also who was there before, and takes such a role on; in a city that is no demo."""
    with desk_of(client).engine.store.begin() as work:
        work.charters.add(replace(CHARTER, demo=False))
    owner = be(client, OWNER)
    first = {**FORM, "role": "operator", "where": "", "role_2": ""}
    newcomer = browser(client)
    link = link_in(owner.post("/settings/people/invite", data=first))
    entered = newcomer.post(link, data={"key": "a", "id": "xia", "password": WORD})
    assert entered.headers["location"].startswith("/sign-in/authenticator")
    assert newcomer.get("/control").status_code == 303
    courier = browser(client)
    link = link_in(owner.post("/settings/people/invite", data={**FORM, "key": "k2"}))
    courier.post(link, data={"key": "a", "id": "xib", "password": WORD})
    link = link_in(owner.post("/settings/people/invite", data={**first, "key": "k3"}))
    taken = courier.post(f"{link}/take-on", data={"key": "t"})
    assert taken.headers["location"].startswith("/sign-in/authenticator")
    assert courier.get("/api/me").status_code == 401


def test_a_link_that_is_over_says_so(client: TestClient) -> None:
    """Used, or never made; and whoever used it is led to the door."""
    link = link_in(be(client, OPERATOR).post("/settings/people/invite", data=FORM))
    first = browser(client)
    assert first.post(link, data={"key": "a", "id": "xia", "password": WORD}).status_code == 303
    for other in (link, "/come-in/iv-x.y"):
        late = browser(client).get(other)
        assert late.status_code == 404
        assert "/sign-in" in late.text
    answer = browser(client).post(link, data={"key": "b", "id": "xib", "password": WORD})
    assert answer.status_code == 404


def test_a_weak_password_or_an_odd_name_uses_no_link_up(client: TestClient) -> None:
    """The link leads in still."""
    link = link_in(be(client, OPERATOR).post("/settings/people/invite", data=FORM))
    newcomer = browser(client)
    for number, (id_, password, status) in enumerate(
        [("xia", "short", 422), ("Xia Li", WORD, 422), ("wu", WORD, 409), ("xia", "xia" * 5, 422)]
    ):
        data = {"key": f"a{number}", "id": id_, "password": password}
        assert newcomer.post(link, data=data).status_code == status
    data = {"key": "b", "id": "xia", "password": WORD}
    assert newcomer.post(link, data=data).status_code == 303


def test_who_is_signed_in_takes_the_roles_on(client: TestClient) -> None:
    """And stays signed in here, under a new session; elsewhere they sign in anew."""
    invited = post(be(client, OPERATOR), "/invitations", BODY).json()
    link = invited["link"].removeprefix("http://testserver")
    here, elsewhere = be(client, COOK), be(client, COOK)
    assert "Take on as Wu" in here.get(link).text
    taken = here.post(f"{link}/take-on", data={"key": "t"})
    assert (taken.status_code, taken.headers["location"]) == (303, "/kitchen/a")
    assert len(here.get("/api/me").json()["grants"]) == 2
    assert elsewhere.get("/api/me").status_code == 401


def test_over_json_it_is_the_same(client: TestClient) -> None:
    """Invited, sent again, withdrawn; come in by what the link carries."""
    operator = be(client, OPERATOR)
    first = post(operator, "/invitations", BODY, "a").json()
    second = post(operator, f"/invitations/{first['invitation']}/send-again", key="b").json()
    old, new = (one["link"].rpartition("/")[2] for one in (first, second))
    assert old != new
    told = operator.get("/api/people").json()
    (invitation,) = told["invitations"]
    assert (invitation["address"], invitation["number"]) == ("+8613912345678", 2)
    assert {one["id"] for one in told["people"]} == {"chen", "wu"}
    came = {"id": "xia", "password": WORD}
    assert post(browser(client), "/come-in", {"token": old, **came}).status_code == 404
    newcomer = browser(client)
    assert post(newcomer, "/come-in", {"token": new, **came}).json() == {
        "person": "xia",
        "step": "in",
    }
    assert newcomer.get("/api/me").json()["person"] == "xia"
    third = post(operator, "/invitations", BODY, "c").json()
    assert post(operator, f"/invitations/{third['invitation']}/withdraw", key="d").json() == {
        "invitation": third["invitation"]
    }
    token = third["link"].rpartition("/")[2]
    assert post(be(client, COOK), "/come-in/take-on", {"token": token}).status_code == 404


def test_roles_are_given_and_taken_on_the_page(client: TestClient) -> None:
    """With a reason; the city's last owner stays."""
    owner = be(client, OWNER)
    given = {"key": "g", "role": "cashier", "where": "a", "why": "knows the till"}
    assert owner.post("/settings/people/wu/give", data=given).headers["location"] == (
        "/settings/people"
    )
    taken = {"key": "t", "role": "cook", "where": "a", "why": "left"}
    assert owner.post("/settings/people/wu/take", data=taken).status_code == 303
    people = {one["id"]: one for one in owner.get("/api/people").json()["people"]}
    assert people["wu"]["grants"] == [{"role": "cashier", "scope": "a"}]
    last = owner.post("/settings/people/ou/take", data={"key": "l", "role": "owner", "why": "x"})
    assert last.status_code == 409
    assert "no owner left" in last.text
    acts = owner.get("/control/record?thing=wu").text
    assert "knows the till" in acts
    body = {"role": "cashier", "scope": "a", "why": "came back"}
    assert post(owner, "/people/wu/roles/take", body, "a").json() == {"person": "wu"}
    assert post(owner, "/people/wu/roles/give", body, "b").json() == {"person": "wu"}


def test_a_stalls_owner_has_a_page_for_its_people(client: TestClient) -> None:
    """Of that stall alone; a lost phone is signed out there."""
    chef, cook = be(client, CHEF), be(client, COOK)
    page = chef.get("/kitchen/a/people")
    assert page.status_code == 200
    assert "Wu" in page.text
    assert "Op" not in re.findall(r"<b>([^<]+)</b>", page.text)
    assert "/kitchen/a/people" in chef.get("/kitchen/a").text
    assert "/kitchen/a/people" not in cook.get("/kitchen/a").text
    assert cook.get("/kitchen/a/people").status_code == 404
    assert chef.get("/settings/people").status_code == 403
    out = chef.post("/settings/people/wu/sign-out", data={"key": "o", "back": "/kitchen/a/people"})
    assert out.headers["location"] == "/kitchen/a/people"
    assert cook.get("/api/me").status_code == 401
    invited = {**FORM, "role": "cook", "where": "a", "role_2": "", "back": "/kitchen/a/people"}
    assert "/come-in/" in link_in(chef.post("/settings/people/invite", data=invited))
    courier = {**FORM, "key": "k2"}
    assert chef.post("/settings/people/invite", data=courier).status_code == 404


def test_the_page_says_what_nothing_sends_yet(client: TestClient) -> None:
    """And by what it would be sent."""
    owner = be(client, OWNER)
    assert "YESHI_MAIL" not in owner.get("/settings/people").text
    desk = desk_of(client)
    object.__setattr__(desk, "shown", frozenset({By.MAIL, By.PHONE}))
    page = owner.get("/settings/people").text
    assert "YESHI_MAIL" in page
    assert "YESHI_SMS" in page
    made = owner.post("/settings/people/invite", data=FORM)
    assert "Nothing sends it to xia@example.org yet" in made.text
    assert "/settings/people" in owner.get("/account").text
