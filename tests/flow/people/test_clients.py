"""Clients in both stores: registered by owners alone, renewed and revoked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.people import clients, entering, tokens
from yeshi.flow.people.clients import ClientWanted
from yeshi.people.actor import CLOCK, NOBODY, signed_in
from yeshi.people.oauth_client import ClientOver, ClientRefused, NoSecret, OAuthClient
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role, SignInFirst
from yeshi.people.scope import Scope
from yeshi.people.session import WayIn, opened

__all__ = ["city"]

BACK = "https://app.example.org/back"
OWNER = Person("owner", "Owner", (Grant(Role.OWNER, CITY),), "hash")
WANTED = ClientWanted(
    name="App", redirects=(BACK,), is_confidential=True, scopes=(Scope.KITCHEN, Scope.READ)
)
SECRET, OTHER = "0" * 64, "1" * 64


def owner(city: SmallCity) -> Engine:
    """The engine for an owner of the city."""
    with city.store.begin() as work:
        if work.persons.get("owner") is None:
            work.persons.add(OWNER)
    return city.engine.acting(signed_in(OWNER))


def register(
    city: SmallCity, wanted: ClientWanted = WANTED, way: WayIn = WayIn.CODE
) -> OAuthClient:
    """A client that an owner registered in a session of that way."""
    engine, session = owner(city), opened("s", OWNER, "", way, EVENING)
    made = done(clients.register(engine, city.key(), session, wanted, SECRET, EVENING))
    with city.store.read() as work:
        return work.registered_clients.must(made["client"])


def test_a_client_is_registered_renewed_and_revoked(city: SmallCity) -> None:
    """By its digest alone; each is in the record, without a secret."""
    client, engine = register(city), owner(city)
    assert client.scopes == (Scope.READ, Scope.KITCHEN)
    assert clients.all_of(engine) == [client]
    assert tokens.client_of(engine, client.id, SECRET) == client
    done(clients.renew(engine, city.key(), client.id, OTHER, EVENING))
    assert tokens.client_of(engine, client.id, SECRET) == Refused(ClientRefused())
    for _ in range(2):
        done(clients.revoke(engine, city.key(), client.id))
    assert tokens.client_of(engine, client.id, OTHER) == Refused(ClientRefused())
    assert clients.all_of(engine) == []
    again = clients.renew(engine, city.key(), client.id, SECRET, EVENING)
    assert again == Refused(ClientOver())
    assert clients.revoke(engine, city.key(), "none") == Refused(Unknown("client", "none"))
    with city.store.begin() as work:
        told = [one for one in work.events.after(0, 10_000) if "client." in one.event.kind]
    kinds = [one.event.kind for one in told]
    assert kinds == ["client.registered", "client.renewed", "client.revoked"]
    assert SECRET not in str(told)


def test_a_public_client_has_no_secret(city: SmallCity) -> None:
    """It is itself by showing none."""
    client = register(city, replace(WANTED, is_confidential=False))
    assert client.digest == ""
    assert tokens.client_of(city.engine, client.id, "") == client
    renewed = clients.renew(owner(city), city.key(), client.id, OTHER, EVENING)
    assert renewed == Refused(NoSecret())


def test_nobody_but_an_owner(city: SmallCity) -> None:
    """Neither an official nor a cook, nor who has not signed in."""
    for actor, refused in (
        (signed_in(LI), Refused(NotAllowed("owner", CITY))),
        (signed_in(WU), Refused(NotAllowed("owner", CITY))),
        (NOBODY, Refused(SignInFirst())),
    ):
        engine, session = city.engine.acting(actor), opened("s", LI, "", WayIn.CODE, EVENING)
        asked = clients.register(engine, city.key(), session, WANTED, SECRET, EVENING)
        assert asked == refused
        assert clients.renew(engine, city.key(), "c", SECRET, EVENING) == refused
        assert clients.revoke(engine, city.key(), "c") == refused
        assert clients.all_of(engine) == refused
    assert clients.all_of(city.engine.acting(CLOCK)) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"scopes": ()}, "scopes"),
        ({"redirects": ()}, "redirects"),
        ({"redirects": (BACK, BACK)}, "redirects"),
        ({"redirects": ("http://app.example.org/",)}, "redirects"),
        ({"redirects": tuple(f"{BACK}{n}" for n in range(11))}, "redirects"),
        ({"by_itself": (Grant(Role.TREASURER, CITY),)}, "grants"),
    ],
)
def test_a_client_has_bounds(city: SmallCity, changed: dict[str, object], field: str) -> None:
    """And its owner lends it no role that they have not; refused, nothing is kept."""
    wanted = replace(WANTED, **changed)  # type: ignore[arg-type]
    engine, session = owner(city), opened("s", OWNER, "", WayIn.CODE, EVENING)
    refused = clients.register(engine, city.key(), session, wanted, SECRET, EVENING)
    assert isinstance(refused, Refused)
    assert isinstance(refused.reason, Invalid)
    assert refused.reason.field == field
    assert clients.all_of(engine) == []


def test_entering_somebody_takes_no_client(city: SmallCity) -> None:
    """Who registered one may have other roles: the client is the city's."""
    client = register(city)
    done(entering.enter_person(city.engine, city.key(), replace(OWNER, grants=())))
    assert tokens.client_of(city.engine, client.id, SECRET) == client
