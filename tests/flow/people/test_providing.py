"""Accounts at a provider in both stores: each is one person's, whatever its mail address is."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city
from tests.flow.test_races import at_once
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.people import providing
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import NOBODY, signed_in
from yeshi.people.person import NO_PASSWORD, Person, SignInFirst
from yeshi.people.proven import LastWayIn
from yeshi.people.provided import NotKnownHere, ProviderTold, subject_id

__all__ = ["city"]

TOLD = ProviderTold(issuer="https://id.org", subject="17", mail="li@example.org", is_verified=True)


def bind(city: SmallCity, person: Person, told: ProviderTold = TOLD) -> Answer:
    """What comes of knowing that person by the account."""
    return providing.bind(city.engine, city.key(), person, told, EVENING)


def test_an_account_is_one_persons(city: SmallCity) -> None:
    """By issuer and subject alone, of which each person has one an issuer."""
    assert providing.known(city.engine, TOLD) is None
    for _ in range(2):
        done(bind(city, LI))
    assert providing.known(city.engine, replace(TOLD, mail="other@example.org")) == LI
    for other in (replace(TOLD, subject="18"), replace(TOLD, issuer="https://id.org/1")):
        assert providing.known(city.engine, other) is None
    no = Refused(NotKnownHere())
    assert bind(city, WU) == no
    assert bind(city, LI, replace(TOLD, subject="18")) == no
    done(bind(city, LI, replace(TOLD, issuer="https://other.org")))
    assert len(providing.of(city.engine, "li")) == 2


def test_of_two_who_come_first_at_once_one_is_known(city: SmallCity) -> None:
    """By the same account."""
    found = at_once([lambda one=one: bind(city, one) for one in (LI, WU)])
    assert sum(isinstance(one, Done) for one in found) == 1
    assert Refused(NotKnownHere()) in found


def test_an_account_is_let_go_by_its_owner(city: SmallCity) -> None:
    """Unless it is all by which they come in."""
    new, id_ = Person("new", "New", (), NO_PASSWORD), subject_id(TOLD.issuer, TOLD.subject)
    with city.store.begin() as work:
        work.persons.add(new)
    done(bind(city, new))
    for actor, reason in (
        (NOBODY, SignInFirst()),
        (signed_in(LI), Unknown("subject", id_)),
        (signed_in(new), LastWayIn()),
    ):
        engine = city.engine.acting(actor)
        assert providing.remove(engine, city.key(), id_) == Refused(reason)
    with city.store.begin() as work:
        work.persons.put(replace(new, secret="hash"))
    done(providing.remove(city.engine.acting(signed_in(new)), city.key(), id_))
    assert providing.of(city.engine, "new") == []
