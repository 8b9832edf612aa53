"""Contacts in both stores: one person's each, and the door of whoever has no password."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import CHARTER, EVENING, SmallCity, done
from tests.flow.people.test_sessions import LI, WU, city
from tests.flow.test_races import at_once
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.people import entering, proving
from yeshi.flow.ports import Answer
from yeshi.people.actor import NOBODY
from yeshi.people.contact import By, Contact
from yeshi.people.person import CITY, NO_PASSWORD, Grant, Person, Role, SignInFirst
from yeshi.people.proven import (
    CONTACTS_MAX,
    ContactTaken,
    LastWayIn,
    TooManyContacts,
    contact_id,
)
from yeshi.people.sent_code import PasswordFirst
from yeshi.people.session import SignInStep

__all__ = ["city"]

PHONE, MAIL = Contact(By.PHONE, "+8613912345678"), Contact(By.MAIL, "wu@example.org")


def come(city: SmallCity, contact: Contact = PHONE) -> str:
    """Who comes in by that contact."""
    by = city.engine.acting(NOBODY)
    return done(proving.come_by(by, city.key(), contact, EVENING))["person"]


def prove(city: SmallCity, person: Person, contact: Contact) -> Answer:
    """Have the contact be that person's."""
    return proving.prove(city.by(person), city.key(), contact, EVENING)


def person_of(city: SmallCity, id_: str) -> Person:
    """The person."""
    with city.store.read() as work:
        return work.persons.must(id_)


def test_who_comes_by_a_phone_is_the_same_each_time(city: SmallCity) -> None:
    """Somebody new at first, without roles or password; then whoever it was."""
    first = come(city)
    assert come(city) == first
    assert person_of(city, first) == Person(first, "•••5678", (), NO_PASSWORD)
    assert come(city, MAIL) != first
    assert [one.contact for one in proving.of(city.engine, first)] == [PHONE]


def test_two_who_come_at_once_by_one_phone_are_one(postgres: PostgresStore) -> None:
    """Whoever is second finds the first."""
    small = SmallCity(postgres).settle_in()
    keys = [small.key() for _ in range(6)]
    by = small.engine.acting(NOBODY)
    came = at_once([lambda k=k: proving.come_by(by, k, PHONE, EVENING) for k in keys])  # type: ignore[misc]
    assert len({done(one)["person"] for one in came}) == 1


def test_a_contact_is_one_persons_alone(city: SmallCity) -> None:
    """By it they come in from now on; nobody else can have it besides."""
    done(prove(city, WU, MAIL))
    done(prove(city, WU, Contact(By.MAIL, "WU@example.org")))
    assert come(city, MAIL) == WU.id
    assert prove(city, LI, MAIL) == Refused(ContactTaken())
    by = city.engine.acting(NOBODY)
    assert proving.prove(by, city.key(), PHONE, EVENING) == Refused(SignInFirst())


def test_nobody_has_contacts_without_end(city: SmallCity) -> None:
    """One that is removed makes room."""
    found = [Contact(By.MAIL, f"wu{number}@example.org") for number in range(CONTACTS_MAX)]
    for contact in found:
        done(prove(city, WU, contact))
    assert prove(city, WU, MAIL) == Refused(TooManyContacts(CONTACTS_MAX))
    done(proving.remove(city.by(WU), city.key(), contact_id(found[0])))
    done(prove(city, WU, MAIL))


def test_the_last_way_in_stays_and_another_one_is_taken(city: SmallCity) -> None:
    """Nothing is kept of a contact that was removed; of somebody else it is not there."""
    id_ = come(city)
    own = person_of(city, id_)
    phone = contact_id(PHONE)
    assert proving.remove(city.by(own), city.key(), phone) == Refused(LastWayIn())
    assert proving.remove(city.by(WU), city.key(), phone) == Refused(Unknown("contact", phone))
    done(prove(city, own, MAIL))
    done(proving.remove(city.by(own), city.key(), phone))
    with city.store.read() as work:
        kept = repr(work.proven_contacts.all()) + repr(work.events.after(0, 10_000))
    assert PHONE.address not in kept
    assert come(city) != id_
    # Who has a password comes in by that.
    done(prove(city, WU, Contact(By.MAIL, "w@example.org")))
    removed = contact_id(Contact(By.MAIL, "w@example.org"))
    done(proving.remove(city.by(WU), city.key(), removed))


@pytest.mark.parametrize(
    ("role", "secret", "step"),
    [
        (Role.COOK, "hash", SignInStep.IN),
        (Role.COOK, NO_PASSWORD, SignInStep.IN),
        (Role.OWNER, "hash", Refused(PasswordFirst())),
        (Role.OFFICIAL, "hash", Refused(PasswordFirst())),
        (Role.OWNER, NO_PASSWORD, SignInStep.ENROL),
    ],
)
def test_a_code_alone_lets_nobody_in_whose_roles_ask_for_more(
    city: SmallCity, role: Role, secret: str, step: SignInStep | Refused
) -> None:
    """Who reads their messages sets up no second factor in their place, if they have a password."""
    with city.store.begin() as work:
        work.charters.add(replace(CHARTER, demo=False))
    person = Person("xu", "Xu", (Grant(role, CITY),), secret)
    done(entering.enter_person(city.engine, city.key(), person))
    assert proving.step_after_code(city.engine, person) == step
