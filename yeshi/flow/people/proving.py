"""Contacts that are proven: whoever comes in by one, and which are whose."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.refused import Refused, Unknown
from yeshi.events.people import ContactProven, ContactRemoved, PersonCame
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import factors
from yeshi.flow.people.factors import passkeys_of
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import ActorKind
from yeshi.people.contact import Contact, contact_of
from yeshi.people.person import NO_PASSWORD, Person, SignInFirst
from yeshi.people.proven import (
    CONTACTS_MAX,
    ContactTaken,
    LastWayIn,
    ProvenContact,
    TooManyContacts,
    contact_id,
    hinted,
)
from yeshi.people.sent_code import PasswordFirst
from yeshi.people.session import SignInStep


def of(engine: Engine, person: str) -> list[ProvenContact]:
    """The contacts of the person, the first first."""
    with engine.store.read() as work:
        return sorted(work.proven_contacts.of(person), key=lambda one: (one.proven_at, one.id))


def owner_of(engine: Engine, contact: Contact) -> str:
    """The id of the person whose contact it is; "" for nobody's."""
    with engine.store.read() as work:
        found = work.proven_contacts.get(contact_id(contact))
    return found.person if found else ""


def named_by(engine: Engine, typed: str) -> str:
    """The id of the person whom somebody names by it, or by a contact of theirs; else as it is."""
    with engine.store.read() as work:
        if work.persons.get(typed) is not None:
            return typed
        contact = contact_of(typed, engine.terms.phone_region)
        if isinstance(contact, Refused):
            return typed
        found = work.proven_contacts.get(contact_id(contact))
    return found.person if found else typed


def is_expected(engine: Engine, contact: Contact) -> bool:
    """Whether the contact is somebody's here, or somebody is invited at it."""
    id_, now = contact_id(contact), engine.clock.now()
    with engine.store.read() as work:
        if work.proven_contacts.get(id_) is not None:
            return True
        invited = [one for one in work.invitations.all() if one.lasts(now)]
    return any(contact_id(one.contact) == id_ for one in invited)


def come_by(engine: Engine, key: str, contact: Contact, at: datetime) -> Answer:
    """Be whoever that contact is of, which was shown by a code a moment ago; or somebody new.

    Nobody is told by it whether there was an account before they have shown that it is theirs.
    """

    def act(turn: Turn) -> Answer:
        id_ = contact_id(contact)
        known = turn.work.proven_contacts.lock(id_)
        if known is not None:
            return Done({"person": known.person})
        person = Person(turn.new_id("pe"), hinted(contact), (), NO_PASSWORD)
        turn.work.persons.add(person)
        turn.work.proven_contacts.add(ProvenContact(id_, person.id, contact, at))
        turn.emit(PersonCame(person.id))
        turn.emit(ContactProven(person.id, contact.by.value))
        return Done({"person": person.id})

    return engine.perform(key, "come_by_contact", act, asked=(contact_id(contact),))


def step_after_code(engine: Engine, person: Person) -> SignInStep | Refused:
    """How far somebody is in who has shown a code that was sent to them, and nothing else.

    A code is the first step, as a password is. Whose roles ask for a second factor that they have
    not set up yet, begins with the password, if there is one: who reads their messages shall set
    up none in their place.
    """
    step = factors.step_after_password(engine, person)
    if step is SignInStep.ENROL and person.has_password:
        return Refused(PasswordFirst())
    return step


def prove(engine: Engine, key: str, contact: Contact, at: datetime) -> Answer:
    """Let whoever acts come in by that contact, which was shown by a code a moment ago."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        person, id_ = turn.work.persons.must_lock(turn.by.id), contact_id(contact)
        known = turn.work.proven_contacts.lock(id_)
        if known is not None:
            same = known.person == person.id
            return Done({"person": person.id}) if same else Refused(ContactTaken())
        if len(turn.work.proven_contacts.of(person.id)) >= CONTACTS_MAX:
            return Refused(TooManyContacts(CONTACTS_MAX))
        turn.work.proven_contacts.add(ProvenContact(id_, person.id, contact, at))
        turn.emit(ContactProven(person.id, contact.by.value))
        return Done({"person": person.id})

    return engine.perform(key, "prove_contact", act, asked=(contact_id(contact),))


def remove(engine: Engine, key: str, id_: str) -> Answer:
    """Let whoever acts come in by that contact no more; nothing of it is kept."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        person = turn.work.persons.must_lock(turn.by.id)
        found = turn.work.proven_contacts.lock(id_)
        if found is None or found.person != person.id:
            return Refused(Unknown("contact", id_))
        others = len(turn.work.proven_contacts.of(person.id)) > 1
        if not (others or person.has_password or passkeys_of(turn.work, person.id)):
            return Refused(LastWayIn())
        turn.work.proven_contacts.forget([id_])
        turn.emit(ContactRemoved(person.id, found.contact.by.value))
        return Done({"person": person.id})

    return engine.perform(key, "remove_contact", act, asked=(id_,))
