"""What is kept is told; what somebody has deleted is found in no table and in no file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity, done
from tests.flow.city.sheets.builders import sheets_in
from tests.web.busy import P
from tests.web.everybody import sign_in_as
from tests.web.shop.ordering import pay, reckon
from tests.web.test_api import client_of
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.phones import readable
from yeshi.fleet.courier import Position
from yeshi.flow.fleet import duty
from yeshi.flow.people import inviting, providing
from yeshi.flow.people.inviting import Invited
from yeshi.flow.privacy.rules import LINES
from yeshi.geo.point import Point
from yeshi.people.actor import CONSOLE
from yeshi.people.consent import LASTS, Consent
from yeshi.people.issued import TokenKind, issued
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.person import Grant, Role
from yeshi.people.provided import ProviderTold
from yeshi.people.scope import Scope
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.sign_in import COOKIE
from yeshi.web.frame.site import Site
from yeshi.web.frame.visitor import COOKIE as VISITOR

PHONE, DOOR = "+8613912345678", {"x": 103.0625, "y": 57.0625}
# Whatever is put in has one of these in it; none of them is in anything else.
MARKS = ("marked", PHONE, PHONE[3:], readable(PHONE), "103.0625", "57.0625")
WORD = "correct horse battery"


@pytest.fixture
def city(postgres: PostgresStore) -> SmallCity:
    """The small city in PostgreSQL, which keeps all that a command was answered."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    return city


@pytest.fixture
def client(city: SmallCity, tmp_path: Path) -> Iterator[TestClient]:
    """A browser at it, with a data folder."""
    sheets = sheets_in(city, tmp_path)
    with client_of(city, tmp_path / "columns", sheets, signed_in=False) as client:
        client.follow_redirects = False
        yield client


def post(client: TestClient, path: str, body: object, key: str) -> Response:
    """What the interface answers to a command."""
    return client.post(f"/api{path}", json=body, headers={"Idempotency-Key": key})


def of_customer(client: TestClient, city: SmallCity) -> list[str]:
    """Whatever a customer says, by page and by data, rightly and wrongly; their orders."""
    client.post("/api/customers")
    assert post(client, "/wallet", {"fen": 90_000}, "w").status_code == 200
    told = {"address": "marked-address", "door_note": "marked-note", "phone": PHONE}
    book = {**DOOR, **told, "name": "marked-home"}
    assert client.post("/addresses", data={**book, "key": "1"}).status_code == 303
    kept = post(client, "/addresses", {**book, "name": "marked-work"}, "2").json()["address"]
    assert client.post(f"/addresses/{kept}", data={**book, "key": "3"}).status_code == 303
    wrong = (
        ("/addresses", {**book, "phone": "marked-phone"}),
        ("/addresses", {**book, "name": "marked" * 20}),
        ("/quotes", {"items": {"marked": 1}, **DOOR, **told}),
        ("/orders", {"quote": "marked-quote", "note": "marked-note"}),
        ("/orders/marked-order/call-off", None),
    )
    for number, (path, body) in enumerate(wrong):
        assert post(client, path, body, f"wrong{number}").status_code >= 400
    orders = []
    for number in range(2):
        wish = {"items": {"a1": 1}, **DOOR, **told}
        quote = post(client, "/quotes", wish, f"q{number}").json()["quote"]
        paying = {"quote": quote, "note": "marked-note", "phone": PHONE}
        orders.append(post(client, "/orders", paying, f"p{number}").json()["order"])
    assert post(client, "/quotes", wish, "never paid").status_code == 200
    client.post("/basket", data={"item": "a1", "quantity": "1", "back": "/"})
    said = {"to": kept, "note": "marked-note", "note__a": "marked-note", "phone": PHONE}
    paid = pay(client, reckon(client, **said).text)
    orders.append(paid.headers["location"].rpartition("/")[2])
    return orders


def of_applicant(client: TestClient) -> str:
    """The link of an application."""
    said = {
        "name": "marked-name", "contact": f"marked@example.org {PHONE}", "home": "marked-home",
        "host": "hunan-first-normal", "answers": ["marked-answer"] * 3,
        "woman": True, "agrees_to_be_named": True,
    }  # fmt: skip
    answer = post(client, f"/programmes/{P}/applications", said, "apply")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["link"])


def of_person(client: TestClient, city: SmallCity) -> None:
    """Somebody who was invited, came in, and has a device and a key; they have no role any more."""
    console = city.engine.acting(CONSOLE)
    links = LinkMaker("secret", Site("http://testserver"))
    who = Invited(
        name="marked-name",
        contact="marked@example.org",
        language="en",
        grants=(Grant(Role.COOK, "a"),),
        why="new cook",
    )
    invited = done(inviting.invite(console, city.key(), who, links))["invitation"]
    link = inviting.link_of(console, invited, links)
    assert isinstance(link, str)
    city.run_errands()
    entered = client.post(
        f"/come-in/{link.rpartition('/')[2]}",
        data={"id": "li", "password": WORD, "key": "in"},
    )
    assert entered.status_code == 303, entered.text
    with city.store.begin() as work:
        person = replace(work.persons.must("li"), grants=())
        work.persons.put(person)
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    sign_in_as(client, desk, person)
    # In the city's zone it may be tomorrow already.
    until = str(desk.sign_in.wall.now().date() + timedelta(days=2))
    key = {"name": "marked-key", "scopes": ["read"], "until": until}
    assert post(client, "/me/keys", key, "key").status_code == 200
    subject = ProviderTold(
        issuer="https://id.org", subject="marked", mail="marked@example.org", is_verified=True
    )
    done(providing.bind(city.engine, city.key(), person, subject, desk.sign_in.wall.now()))
    let(city, "li")


def let(city: SmallCity, person: str) -> None:
    """Somebody lets a client act for them, which has a token."""
    now, scopes = city.clock.now(), (Scope.READ,)
    client = OAuthClient(
        id="client", name="App", redirects=(), digest="0" * 64, scopes=scopes, by=person,
        made_at=now,
    )  # fmt: skip
    consent = Consent(
        id="consent", client="client", person=person, scopes=scopes, grants=(), customer="",
        session="s", strong=False, by_itself=False, given_at=now, ends_at=now + LASTS,
    )  # fmt: skip
    with city.store.begin() as work:
        work.registered_clients.add(client)
        work.registered_consents.add(consent)
        work.secret_tokens.add(issued(TokenKind.ACCESS, "1" * 64, "consent", scopes, now))


def left_of(city: SmallCity, person: str) -> int:
    """How many things there are by which somebody, or who acts for them, would come in."""
    with city.store.begin() as work:
        own = (
            work.registered_consents, work.provided_subjects, work.secret_keys, work.sessions,
            work.proven_contacts, work.registered_passkeys, work.second_factors,
        )  # fmt: skip
        found = sum(len(kept.of(person)) for kept in own)
        return found + len(work.secret_tokens.of("consent"))


def ride_on(city: SmallCity) -> None:
    """Have the couriers be elsewhere than at somebody's door."""
    with city.store.begin() as work:
        for one in work.couriers.all():
            rider = work.couriers.must_lock(one.id)
            work.couriers.put(replace(rider, place=Point(5, 5), version=rider.version + 1))
    now = city.clock.now()
    duty.see(city.engine, [Position(one, Point(5, 5), now) for one in ("x", "y")])


def in_tables(city: SmallCity) -> set[str]:
    """The tables in which a mark is found, as text or in what is kept as bytes."""
    assert isinstance(city.store, PostgresStore)
    found = set()
    with city.store.begin() as work:
        session = work.session  # type: ignore[attr-defined]
        tables = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
        for (table,) in session.rows(f"{tables} AND relnamespace = current_schema()::regnamespace"):
            for mark in MARKS:
                for written in (mark, mark.encode().hex()):
                    query = f"SELECT count(*) FROM {table} t WHERE strpos(lower(t::text), %s) > 0"
                    if session.rows(query, (written.lower(),))[0][0]:
                        found.add(table)
    return found


def in_files(folder: Path) -> set[str]:
    """The files in which a mark is found: columns are read out, as they are kept pressed."""
    import pyarrow.parquet as parquet

    found = set()
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace").lower()
        if path.suffix == ".parquet":
            text += str(parquet.read_table(path).to_pylist()).lower()
        if any(mark.lower() in text for mark in MARKS):
            found.add(path.name)
    return found


def test_nothing_that_was_deleted_is_found_anywhere(
    client: TestClient, city: SmallCity, tmp_path: Path
) -> None:
    """In no table and no file; what was paid is still in the books, and every rule holds."""
    link = of_applicant(client)
    orders = of_customer(client, city)
    assert len(orders) == 3
    of_person(client, city)
    expected = {"address_books", "orders", "quotes", "persons", "applications", "secret_keys"}
    assert expected <= in_tables(city)
    waits = client.post("/privacy/forget", data={"key": "too early"})
    assert waits.status_code == 409
    for order in orders[:2]:
        city.cook(order)
        city.bring(order)
    assert post(client, f"/orders/{orders[2]}/call-off", None, "off").status_code == 200
    ride_on(city)
    mine = client.get("/privacy/mine.json")
    for mark in ("marked-address", "marked-note", "marked-home", "marked-key", PHONE):
        assert mark in mine.text
    assert client.get("/api/figures/trade?by=day").status_code == 200
    sheets = sheets_in(city, tmp_path)
    sheets.refresh(city.clock.now())
    before = {one: city.order(one).bill for one in orders}
    assert left_of(city, "li") >= 5
    answer = client.post("/privacy/forget", data={"key": "forget"})
    assert answer.headers["location"] == "/privacy/done"
    assert not {COOKIE, VISITOR} & {name for name, value in client.cookies.items() if value}
    assert client.post(link, data={"key": "x"}).status_code >= 400
    assert client.post(f"{link}/withdraw", data={"key": "back"}).status_code == 303
    assert left_of(city, "li") == 0
    assert in_tables(city) == set()
    assert in_files(tmp_path) == set()
    assert {one: city.order(one).bill for one in orders} == before
    assert client.get("/api/figures/trade?by=day").status_code == 200
    sheets.refresh(city.clock.now())
    assert in_files(tmp_path) == set()


def test_the_page_tells_what_is_kept(client: TestClient) -> None:
    """Line by line; to who is somebody here besides how to get and delete theirs."""
    page = client.get("/privacy").text
    assert page.count("<dt>") == len(LINES)
    assert "/privacy/mine.json" not in page
    client.post("/api/customers")
    assert "/privacy/mine.json" in client.get("/privacy").text
    told = client.get("/api/privacy").json()
    assert [one["name"] for one in told] == [one.name for one in LINES]
    assert next(one for one in told if one["name"] == "doors")["days"] == 90


def test_nobody_gets_or_deletes_what_is_anothers(client: TestClient, city: SmallCity) -> None:
    """What is told is of who asks alone."""
    of_customer(client, city)
    client.cookies.clear()
    assert client.post("/privacy/forget", data={"key": "k"}).status_code == 409
    for path in ("/privacy/mine.json", "/api/my-data"):
        assert not any(mark in client.get(path).text for mark in MARKS)
    client.post("/api/customers")
    assert not any(mark in client.get("/api/my-data").text for mark in MARKS)
    assert post(client, "/my-data/forget", None, "k").status_code == 200
    assert "address_books" in in_tables(city)


def test_it_is_got_and_deleted_over_json_too(client: TestClient, city: SmallCity) -> None:
    """The same as by page."""
    orders = of_customer(client, city)
    for order in orders:
        assert post(client, f"/orders/{order}/call-off", None, order).status_code == 200
    told = json.loads(client.get("/api/my-data").text)
    assert told["account"] is None
    assert len(told["customers"][0]["orders"]) == 3
    assert post(client, "/my-data/forget", None, "k").status_code == 200
    assert in_tables(city) == set()
