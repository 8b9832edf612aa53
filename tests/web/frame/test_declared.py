"""Every route says who may call it, and lets in nobody else: each is tried by each kind of actor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity, done
from tests.web.busy import GROUP_GUEST, GUEST, GUEST_PHONE, A, P, busy, written
from tests.web.everybody import EVERYBODY, sign_in_as
from tests.web.routes import Route, choices, routes_of
from tests.web.test_api import client_of
from tests.web.test_hostile import sample
from tests.web.test_reading import ENDLESS
from yeshi.accords.accord import seat
from yeshi.base.errors import InvariantBroken
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.personal import personal_in
from yeshi.base.phones import readable
from yeshi.base.refused import Refused
from yeshi.fleet.courier import Position
from yeshi.flow.fleet import duty
from yeshi.flow.kept import kinds
from yeshi.flow.orders import addresses, ordering, quoting
from yeshi.flow.orders.addresses import Whereabouts
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.people import entering
from yeshi.flow.people.keys import KeyWanted
from yeshi.flow.programmes import applying
from yeshi.geo.point import Point
from yeshi.geo.zones import Zone
from yeshi.orders.notes import OrderNotes
from yeshi.orders.order import Destination
from yeshi.people.actor import signed_in
from yeshi.people.person import CITY, COUNTER, Grant, Person, Role
from yeshi.people.scope import Scope
from yeshi.people.session import WayIn, opened
from yeshi.programmes.application import Applicant
from yeshi.web.frame.access import ANYBODY, Access
from yeshi.web.frame.declared import Declared, declared
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.scopes import ANY_KEY
from yeshi.web.frame.sign_in import COOKIE
from yeshi.web.people.keys import make


def ways_to_say(phone: str) -> set[str]:
    """A telephone number as it is kept, and as it is read."""
    return {phone, readable(phone)}


MARKED = Destination(
    Point(1003.25, 1007.75), "marked-address", "marked-door-note", "+8613987654321"
)
PAY = Money(7_654_321, "CNY")
NOTE, STALL_NOTE = "marked-note", "marked-stall-note"
BOOKED = {GUEST, *ways_to_say(GUEST_PHONE)}
NOTES = OrderNotes(NOTE, {"a": STALL_NOTE})
HERE = {
    Role.OWNER: CITY, Role.OPERATOR: CITY, Role.TREASURER: CITY, Role.OFFICIAL: CITY,
    Role.STALLHOLDER: "a", Role.CASHIER: "a", Role.COOK: "a", Role.COURIER: "x",
    Role.FOUNDATION: P, Role.READER: P, Role.APPROVER: P,
    Role.SECRETARY: A, Role.PARTY: seat(A, "alibaba"),
}  # fmt: skip
# The one zone of this city, which is not the city itself.
ZONE = Zone("west", Name("西", "west"), Point(0, 0))
NOBODY, STRANGER, ENDED = "nobody", "stranger", "ended"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who tries a route: their roles, and whether those are where things happen."""

    name: str
    person: Person | None = None
    here: bool = False


def callers() -> Iterator[Caller]:
    """Nobody, a visitor, somebody who signed out elsewhere, and each role here.

    Whoever has all roles elsewhere, of other stalls, couriers, programmes, accords and zones, may
    no more than any of them: what lets one of them in lets them in.
    """
    yield from (Caller(NOBODY), Caller(STRANGER), Caller(ENDED))
    for role, scope in (*HERE.items(), (Role.OPERATOR, ZONE.id)):
        name = f"{role}{'-of-zone' if scope == ZONE.id else ''}-here"
        yield Caller(name, Person(name, name, (Grant(role, scope),), None), here=True)
    every = (*(Grant(role, "elsewhere") for role in HERE), Grant(Role.OPERATOR, "elsewhere-zone"))
    for name, grants in (("all-elsewhere", every), ("no-role", ())):
        yield Caller(name, Person(name, name, grants, None))


def may(access: Access, caller: Caller, ids: dict[str, str]) -> bool:
    """Whether the table lets the caller in."""
    grants = caller.person.grants if caller.person else ()
    if access.half_way:
        return False
    if not access.roles:
        return not access.signed or caller.person is not None
    if not access.where:
        return any(grant.role in access.roles for grant in grants)
    scope = ids.get(access.where, access.where)
    return any(Grant(role, scope) in grants for role in access.roles)


def known_to(caller: Caller) -> set[str]:
    """What of the marked order, and of who is booked, may be told to the caller."""
    role = caller.person.grants[0].role if caller.person and caller.here else None
    if role is Role.OPERATOR:
        return {MARKED.address, MARKED.door_note, *ways_to_say(MARKED.phone), NOTE, STALL_NOTE}
    return {STALL_NOTE, *BOOKED} if role in COUNTER else set()


def linked(route: Route) -> set[str]:
    """What whoever has the link of a group reads on its pages: as whom its guests are in it."""
    return {GROUP_GUEST} if "{group}" in route.path else set()


def denied(answer: Response) -> bool:
    """Whether the caller was led to the door, or told that it is not for them or not there."""
    to_the_door = answer.headers.get("location", "").startswith("/sign-in?back=")
    return answer.status_code in (401, 403, 404) or (answer.status_code == 303 and to_the_door)


@dataclass
class Walk:
    """The city under way, and whoever walks through all its doors."""

    client: TestClient
    ids: dict[str, str]
    personal: dict[str, set[str]]
    number: int = 0

    def ask(self, route: Route) -> Response:
        """What the route answers to a request that it would take."""
        self.number += 1
        path, form, body = route.path, [], None
        headers = {}
        for one in route.inputs:
            value: Any = sample(one.told.annotation, one.name, self.ids)
            if one.name in ("key", "Idempotency-Key"):
                value = f"w{self.number}"
            if one.where == "path":
                free = choices(one.told)
                value = free[0] if free else self.ids.get(one.name, "x")
                path = path.replace(f"{{{one.name}}}", quote(str(value), safe=""))
            elif one.where == "json":
                body = json.dumps(value)
                headers["Content-Type"] = "application/json"
            elif one.where == "header":
                headers[one.name] = str(value)
            elif one.where == "form":
                form.append((one.name, str(value)))
        if body is None and route.method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        return self.client.request(route.method, path, content=body, headers=headers)

    def enter_as(self, caller: Caller) -> None:
        """Be that one from now on."""
        self.client.cookies.clear()
        if caller.name == STRANGER:
            self.client.post("/api/customers")
        elif caller.name == ENDED:
            self.client.cookies.set(COOKIE, "ImVuZGVkIg.aaaaaa.bbbbbb")
        elif caller.person is not None:
            desk = self.client.app.state.desk  # type: ignore[attr-defined]
            sign_in_as(self.client, desk, caller.person)


def mark(city: SmallCity) -> None:
    """Have what is personal of others be something that is found wherever it is told."""
    who = Applicant(
        name="marked-applicant", contact="marked-contact", host="hunan-first-normal",
        home="marked-home", woman=True, agrees_to_be_named=False,
    )  # fmt: skip
    done(applying.apply(city.engine, city.key(), P, who, ["1", "2", "3"]))
    duty.see(city.engine, [Position("x", Point(1013.25, 1017.75), city.clock.now())])
    with city.store.begin() as work:
        student, idle = work.students.of(P)[0], work.couriers.must("y")
        work.students.put(replace(student, name="marked-student"))
        # What is hidden of a rating is told to nobody else; all else that is written is read by all.
        for one in work.ratings.all():
            if one.item == "b1":
                said = replace(one, word="marked-word", answer="marked-answer", hidden_why="law")
                work.ratings.put(replace(said, answered_at=city.clock.now()))
        work.couriers.put(replace(idle, place=Point(1023.25, 1027.75), version=idle.version + 1))
        for shift in work.shifts.of_courier("y", 1):
            place = Point(1033.25, 1037.75)
            work.shifts.put(replace(shift, earned=PAY, top_up=PAY, starts_at=place))


def told_of(value: object) -> set[str]:
    """As what a marked value would be told on a page or in JSON."""
    if isinstance(value, Mapping):
        return {told for one in value.values() for told in told_of(one)}
    if isinstance(value, Point) and value.x % 1 == 0.25:
        return {str(value.x), str(value.y)}
    if value == PAY:
        return {"7654321", "76,543.21", "76543.21"}
    if value == GROUP_GUEST:
        return {GROUP_GUEST}
    if isinstance(value, str) and value in (MARKED.phone, GUEST_PHONE):
        return ways_to_say(value)
    return {value} if isinstance(value, str) and value.lower().startswith("marked") else set()


def personal(city: SmallCity) -> dict[str, set[str]]:
    """By field, all that is personal in what is kept and can be recognised."""
    found: dict[str, set[str]] = {}
    with city.store.begin() as work:
        kept = [getattr(work, kind.name).all() for kind in kinds()]
        for field, value in personal_in([*kept, work.couriers.positions()]):
            found.setdefault(field, set()).update(told_of(value))
    return found


@pytest.fixture(scope="module")
def walk() -> Iterator[Walk]:
    """The small city in the middle of everything, with an order whose door and note are marked."""
    city = SmallCity()
    city.in_zones(ZONE).open_up().settle_in()
    ids = busy(city)
    ids["zone"] = ZONE.id
    wish = Wish("c", {"a1": 1}, MARKED)
    named = done(quoting.ask_quote(city.engine, city.key(), wish))["quote"]
    ids["order"] = done(ordering.place(city.engine, city.key(), "c", named, NOTES))["order"]
    ids["order_id"] = ids["order"]
    written(city, ids["order"])
    ids["name"] = "index"
    kept = Whereabouts(
        name="marked-home", place=MARKED.place, address=MARKED.address,
        door_note=MARKED.door_note, phone=MARKED.phone,
    )  # fmt: skip
    ids["address"] = done(addresses.add_address(city.engine, city.key(), "c", kept))["address"]
    mark(city)
    for caller in callers():
        if caller.person is not None:
            done(entering.enter_person(city.engine, city.key(), caller.person))
    with client_of(city, signed_in=False) as client:
        client.follow_redirects = False
        yield Walk(client, ids, personal(city))


def routes(walk: Walk) -> list[tuple[Route, Declared]]:
    """All routes, with who may call them."""
    app = walk.client.app
    said = {(one.method, one.path): one for one in declared_in(app)}
    return [
        (route, said[route.method, route.path])
        for route in routes_of(app)  # type: ignore[arg-type]
        if route.path not in ENDLESS
    ]


def declared_in(app: Any) -> list[Declared]:
    """What the routers of the application say."""
    from yeshi.web.app import ROUTERS

    return [one for router in ROUTERS for one in declared(router.routes)]


def test_a_route_that_does_not_say_who_may_call_it_is_none() -> None:
    """Nor one that says it twice."""
    silent, twice, keyless = APIRouter(), APIRouter(), APIRouter()
    silent.get("/silent")(lambda: None)
    twice.get("/twice", dependencies=[*ANYBODY, *ANYBODY])(lambda: None)
    # A route of the interface says besides with which keys, and a page never does.
    keyless.get("/api/keyless", dependencies=ANYBODY)(lambda: None)
    keyed = APIRouter()
    keyed.get("/keyed", dependencies=[*ANYBODY, *ANY_KEY])(lambda: None)
    for router in (silent, twice, keyless, keyed):
        with pytest.raises(InvariantBroken, match=r"/(silent|twice|keyless|keyed) says \d times"):
            declared(router.routes)
    assert not declared(FastAPI(openapi_url=None, docs_url=None, redoc_url=None).routes)


@pytest.mark.parametrize("caller", list(callers()), ids=lambda one: one.name)
def test_nobody_is_let_in_who_may_not(walk: Walk, caller: Caller) -> None:
    """Into no route, whatever they are elsewhere; and whoever may is not turned away.

    Where an order goes is told to its courier and the control room alone; what its customer noted,
    to the stall besides; who is booked, to the shop; as whom somebody orders together, to who has
    the link. Whoever has nothing to do here is told nothing that is personal.
    """
    walk.enter_as(caller)
    laxer, stricter, told = [], [], []
    secrets = {MARKED.address, MARKED.door_note, *ways_to_say(MARKED.phone), NOTE}
    secrets |= {*BOOKED, GROUP_GUEST}
    secrets -= known_to(caller)
    if not caller.here:
        secrets |= set[str]().union(*walk.personal.values())
    for route, said in routes(walk):
        if route.path.startswith("/sign-"):
            continue
        answer, let_in = walk.ask(route), may(said.access, caller, walk.ids)
        if not let_in and not denied(answer):
            laxer.append(f"{route.method} {route.path}: {answer.status_code}")
        of_something = "{" in route.path and said.access.roles and not said.access.where
        if of_something and not caller.here and answer.status_code < 400 and not denied(answer):
            laxer.append(f"{route.method} {route.path}, of elsewhere: {answer.status_code}")
        # Of what is written of an order a courier reads only while they have it, which others here
        # have changed by now.
        written = "/thread" in route.path or "/say/" in route.path
        passing = "{courier}" in route.path and written
        if let_in and caller.here and said.access.where and denied(answer) and not passing:
            stricter.append(
                f"{route.method} {route.path}: {answer.status_code} {answer.text[:200]}"
            )
        told += [f"{route.path}: {one}" for one in secrets - linked(route) if one in answer.text]
    assert not laxer
    assert not stricter
    assert not told


def test_what_is_personal_would_be_found(walk: Walk) -> None:
    """Each field that is marked so, but for what is a year or a yes, has a value to look for."""
    unmarked = {field for field, values in walk.personal.items() if not values}
    words = ("woman", "born_year", "first_job")
    assert {field for field in unmarked if not field.endswith(words)} == set()
    assert {"Destination.place", "Position.place", "Shift.earned"} <= set(walk.personal)


def test_somebody_elses_order_cannot_be_touched(walk: Walk) -> None:
    """Nor a quote: to another visitor they are not there, but for how far an order is."""
    walk.enter_as(Caller(STRANGER))
    reached = []
    for route, said in routes(walk):
        answer = walk.ask(route) if said.access.owns else None
        if answer is None or answer.status_code >= 400 or "{" not in route.path:
            continue
        reached.append(f"{route.method} {route.path}")
    public = ["", "/part", "/map"]
    assert sorted(reached) == sorted(f"GET /orders/{{order_id}}{part}" for part in public)


def key_with(walk: Walk, *scopes: Scope) -> str:
    """What a program sends that has a key of everybody with these scopes."""
    desk: Desk = walk.client.app.state.desk  # type: ignore[attr-defined]
    with desk.engine.store.read() as work:
        person = work.persons.must(EVERYBODY)
    at = desk.sign_in.wall.now()
    engine = replace(desk, engine=desk.engine.acting(signed_in(person, "c")))
    wanted = KeyWanted("walk", scopes, at.date() + timedelta(days=9))
    made = make(engine, token_hex(9), opened("s", person, "", WayIn.DEMO, at), wanted)
    assert not isinstance(made, Refused)
    return f"Bearer {made.secret}"


@pytest.mark.parametrize("scope", [None, *Scope])
def test_a_key_does_what_its_scopes_allow(walk: Walk, scope: Scope | None) -> None:
    """Of what everybody may do: with all scopes but that one no route that needs it, with it alone
    each of those; with all of them (None) none of what is for people alone."""
    walk.client.cookies.clear()
    rest = [one for one in Scope if one is not scope]
    alone, without = (key_with(walk, *some) for some in ([scope] if scope else rest, rest))
    wrong = []
    for route, said in routes(walk):
        if said.by_key is None or route.path.startswith("/api/sign-in"):
            continue
        taken = said.by_key.of(route.method)
        needs = not taken or (scope is not None and set(taken) <= {scope})
        for key, may_not in ((alone, scope not in taken), (without, needs)):
            walk.client.headers["Authorization"] = key
            answer = walk.ask(route)
            told = answer.status_code == 403 and answer.json()["title"]
            if (told in ("scope_missing", "not_by_key")) != (may_not if scope else not taken):
                wrong.append(f"{route.method} {route.path}: {answer.status_code} {told}")
    del walk.client.headers["Authorization"]
    assert not wrong


def test_a_page_knows_nobody_by_a_key(walk: Walk) -> None:
    """Whatever its scopes: it is as for nobody."""
    walk.enter_as(Caller(NOBODY))
    walk.client.headers["Authorization"] = key_with(walk, *Scope)
    let_in = [
        f"{route.method} {route.path}"
        for route, said in routes(walk)
        if said.by_key is None and not may(said.access, Caller(NOBODY), walk.ids)
        if not denied(walk.ask(route))
    ]
    del walk.client.headers["Authorization"]
    assert not let_in


def test_everybody_is_nobody_special(walk: Walk) -> None:
    """The person of other tests has each role that there is, or those would test nothing."""
    with walk.client.app.state.desk.engine.store.read() as work:  # type: ignore[attr-defined]
        person = work.persons.must(EVERYBODY)
    assert {grant.role for grant in person.grants} == set(Role)
