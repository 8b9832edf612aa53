"""One person who may do everything everywhere, for tests that ask of other things than access."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from fastapi import Response
from fastapi.testclient import TestClient

from yeshi.accords.accord import seat
from yeshi.flow.ports import Store
from yeshi.people.person import CITY, COUNTER, Grant, Person, Role
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.sign_in import COOKIE

OF_CITY = (Role.OWNER, Role.OPERATOR, Role.TREASURER, Role.OFFICIAL)
OF_PROGRAMME = (Role.FOUNDATION, Role.READER, Role.APPROVER)
EVERYBODY = "everybody"
# Of each kind so many at most: a person with thousands of roles is none.
SOME = 50


def enter_everybody(store: Store, at: Sequence[str] = ()) -> Person:
    """The person, with each role in what there is now, and at those stalls and couriers."""
    with store.begin() as work:
        grants = [Grant(role, CITY) for role in OF_CITY]
        for stall in islice(work.merchants.all(), SOME):
            grants += [Grant(role, stall.id) for role in COUNTER]
        for courier in islice(work.couriers.all(), SOME):
            grants.append(Grant(Role.COURIER, courier.id))
        for programme in work.programmes.all():
            grants += [Grant(role, programme.id) for role in OF_PROGRAMME]
        for accord in work.accords.all():
            grants.append(Grant(Role.SECRETARY, accord.id))
            grants += [Grant(Role.PARTY, seat(accord.id, party.id)) for party in accord.parties]
        grants += [Grant(role, one) for one in at for role in (*COUNTER, Role.COURIER)]
        person = Person(EVERYBODY, "Everybody", tuple(grants), None)
        if work.persons.lock(person.id):
            work.persons.put(person)
        else:
            work.persons.add(person)
    return person


def sign_in_as(client: TestClient, desk: Desk, person: Person) -> None:
    """Have the client be signed in as that person, without the door."""
    response = Response()
    desk.sign_in.keep(person, response)
    cookie = response.headers["set-cookie"].split(";")[0].removeprefix(f"{COOKIE}=")
    # Where the door itself would put it: of two of a name none is the one.
    client.cookies.set(COOKIE, cookie, domain="testserver.local")


def be_everybody(client: TestClient, store: Store) -> None:
    """Have the client be signed in as everybody."""
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    client.cookies.clear()
    sign_in_as(client, desk, enter_everybody(store))
