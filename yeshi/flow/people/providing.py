"""Whose an account at an organisation's provider is: by its issuer and subject, once it is known.

Its mail address counts the first time alone: it may be given to somebody else one day.
"""

from __future__ import annotations

from datetime import datetime

from yeshi.base.refused import Refused, Unknown
from yeshi.events.people import SubjectKnown, SubjectRemoved
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people.factors import passkeys_of
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import ActorKind, signed_in
from yeshi.people.person import Person, SignInFirst
from yeshi.people.proven import LastWayIn
from yeshi.people.provided import NotKnownHere, ProvidedSubject, ProviderTold, subject_id


def known(engine: Engine, told: ProviderTold) -> Person | None:
    """The person whose account at the provider that is; None where nobody came by it yet."""
    with engine.store.read() as work:
        found = work.provided_subjects.get(subject_id(told.issuer, told.subject))
        return work.persons.must(found.person) if found else None


def bind(engine: Engine, key: str, person: Person, told: ProviderTold, at: datetime) -> Answer:
    """Know that person by the account from now on; refused where it is another one of theirs.

    Who has the mail address of somebody that came by it before is somebody else.
    """
    id_ = subject_id(told.issuer, told.subject)

    def act(turn: Turn) -> Answer:
        turn.work.persons.must_lock(person.id)
        found = turn.work.provided_subjects.lock(id_)
        if found is not None:
            same = found.person == person.id
            return Done({"person": person.id}) if same else Refused(NotKnownHere())
        if any(one.issuer == told.issuer for one in turn.work.provided_subjects.of(person.id)):
            return Refused(NotKnownHere())
        turn.work.provided_subjects.add(ProvidedSubject(id_, person.id, told.issuer, at))
        turn.emit(SubjectKnown(person.id, told.issuer))
        return Done({"person": person.id})

    return engine.acting(signed_in(person)).perform(key, "bind_subject", act, asked=(id_,))


def of(engine: Engine, person: str) -> list[ProvidedSubject]:
    """By which accounts at providers the person comes in."""
    with engine.store.read() as work:
        return work.provided_subjects.of(person)


def remove(engine: Engine, key: str, id_: str) -> Answer:
    """Let whoever acts come in by that account no more, until its mail address fits again."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        person = turn.work.persons.must_lock(turn.by.id)
        found = turn.work.provided_subjects.lock(id_)
        if found is None or found.person != person.id:
            return Refused(Unknown("subject", id_))
        contacts = turn.work.proven_contacts.of(person.id)
        if not (contacts or person.has_password or passkeys_of(turn.work, person.id)):
            return Refused(LastWayIn())
        turn.work.provided_subjects.let_go([id_])
        turn.emit(SubjectRemoved(person.id, found.issuer))
        return Done({"person": person.id})

    return engine.perform(key, "remove_subject", act, asked=(id_,))
