"""Consents in both stores: given by whose roles they lend, and ended with what they hang on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_clients import BACK, WANTED, register
from tests.flow.people.test_sessions import LI, WU, city, enter
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.people import account, clients, consents, factors, giving, sessions
from yeshi.flow.people.consents import ConsentWanted
from yeshi.flow.privacy import leaving
from yeshi.people.actor import CONSOLE, NOBODY, signed_in
from yeshi.people.api_key import SecondFactorFirst
from yeshi.people.consent import AskedAmiss, ClientAsks, Consent
from yeshi.people.issued import challenge_of
from yeshi.people.oauth_client import ClientRefused, ElsewhereSent
from yeshi.people.person import CITY, Grant, Person, Role, SignInFirst
from yeshi.people.session import WayIn, opened

__all__ = ["city"]

VERIFIER = "v" * 43
ASKS = ClientAsks(response_type="code", scope="", challenge=challenge_of(VERIFIER), method="S256")


def give(
    city: SmallCity, client: str, person: Person = WU, digest: str = "c" * 64,
    way: WayIn = WayIn.PASSWORD, session: str = "s", **changed: object,
) -> dict[str, str] | Refused:  # fmt: skip
    """What comes of a consent of that person, with the code of that digest."""
    wanted = ConsentWanted(client=client, redirect=BACK, asks=ASKS, grants=person.grants)
    wanted = replace(wanted, **changed)  # type: ignore[arg-type]
    by = city.engine.acting(signed_in(person, f"customer-{person.id}"))
    in_ = opened(session, person, "", way, EVENING)
    answer = consents.give(by, city.key(), in_, wanted, digest, EVENING)
    return answer if isinstance(answer, Refused) else answer.data


def open_of(city: SmallCity, person: Person = WU) -> list[Consent]:
    """What clients still do for the person."""
    return [one for one, _ in consents.open_of(city.engine, person.id, EVENING)]


def test_a_consent_is_seen_and_ended_by_whose_it_is(city: SmallCity) -> None:
    """Of somebody else it is not there; with its client it is over."""
    client = register(city)
    given = give(city, client.id)
    assert isinstance(given, dict)
    [one] = open_of(city)
    assert (one.scopes, one.grants) == (client.scopes, WU.grants)
    assert one.customer == "customer-wu"
    assert open_of(city, LI) == []
    li, wu = (city.engine.acting(signed_in(one)) for one in (LI, WU))
    assert consents.end(li, city.key(), one.id) == Refused(Unknown("consent", one.id))
    assert consents.end(city.engine.acting(NOBODY), city.key(), "x") == Refused(SignInFirst())
    for _ in range(2):
        done(consents.end(wu, city.key(), one.id))
    assert open_of(city) == []
    give(city, client.id, digest="d" * 64)
    assert len(open_of(city)) == 1
    owner = next(iter(clients.all_of(city.engine)))  # type: ignore[call-overload]
    done(clients.revoke(city.engine, city.key(), owner.id))
    assert open_of(city) == []
    assert give(city, client.id, digest="e" * 64) == Refused(ClientRefused())


def test_what_is_asked_amiss_is_not_given(city: SmallCity) -> None:
    """Nor sent elsewhere, nor by nobody; roles of others are not lent."""
    client = register(city).id
    assert give(city, "none") == Refused(ClientRefused())
    assert give(city, client, redirect=f"{BACK}/") == Refused(ElsewhereSent())
    asks = replace(ASKS, method="plain")
    assert give(city, client, asks=asks) == Refused(AskedAmiss("invalid_request"))
    asks = replace(ASKS, scope="money")
    assert give(city, client, asks=asks) == Refused(AskedAmiss("invalid_scope"))
    refused = give(city, client, grants=LI.grants)
    assert isinstance(refused, Refused)
    wanted = ConsentWanted(client=client, redirect=BACK, asks=ASKS, grants=())
    nobody, session = city.engine.acting(NOBODY), opened("s", WU, "", WayIn.PASSWORD, EVENING)
    asked = consents.give(nobody, city.key(), session, wanted, "c" * 64, EVENING)
    assert asked == Refused(SignInFirst())
    assert open_of(city) == []


def test_roles_that_ask_for_a_second_factor_are_lent_after_using_one(city: SmallCity) -> None:
    """In a city of one's own; all others without."""
    client = register(city).id
    city.open_up()
    with city.store.begin() as work:
        work.charters.put(replace(work.charters.must(CITY), demo=False))
    assert give(city, client, LI) == Refused(SecondFactorFirst())
    assert isinstance(give(city, client, LI, grants=()), dict)
    assert isinstance(give(city, client, LI, "d" * 64, WayIn.PASSKEY), dict)
    assert isinstance(give(city, client, WU, "e" * 64), dict)


@pytest.mark.parametrize("how", ["others", "one", "password", "signed out", "factors"])
def test_a_consent_ends_when_somebody_ends_its_session(city: SmallCity, how: str) -> None:
    """That one alone, or all; not when its browser leaves, or the session runs out."""
    client = register(city).id
    this, that = "7" * 64, "8" * 64
    for session, digest in ((this, "d" * 64), (that, "e" * 64)):
        enter(city, WU, session)
        give(city, client, digest=digest, session=session)
    by, console = city.engine.acting(signed_in(WU)), city.engine.acting(CONSOLE)
    if how == "others":
        done(sessions.end_others(by, city.key(), this))
    elif how == "one":
        done(sessions.end_session(by, city.key(), that))
    elif how == "password":
        done(account.change_password(by, city.key(), WU, "other"))
    elif how == "signed out":
        done(giving.sign_out(console, city.key(), "wu"))
    else:
        done(factors.forget(console, city.key(), "wu"))
    left = [this] if how in ("others", "one") else []
    assert [one.session for one in open_of(city)] == left


def test_a_browser_that_leaves_ends_nothing_else(city: SmallCity) -> None:
    """Nor does who is given another role."""
    this = "7" * 64
    enter(city, WU, this)
    give(city, register(city, WANTED).id, session=this)
    by = city.engine.acting(signed_in(WU))
    done(sessions.end_session(by, city.key(), this, by_leaving=True))
    console, cook = city.engine.acting(CONSOLE), Grant(Role.COOK, "b")
    done(giving.give_role(console, city.key(), "wu", cook, "helps out"))
    assert len(open_of(city)) == 1


def test_nothing_is_left_of_who_is_forgotten(city: SmallCity) -> None:
    """Neither what they let nor its tokens; the client is the city's."""
    client, nobody = register(city), replace(WU, grants=())
    give(city, client.id)
    with city.store.begin() as work:
        work.persons.put(nobody)
    done(leaving.forget_me(city.engine.acting(signed_in(nobody)), city.key()))
    with city.store.begin() as work:
        assert work.registered_consents.of("wu") == []
        assert work.secret_tokens.all() == []
        assert work.registered_clients.get(client.id) == client
