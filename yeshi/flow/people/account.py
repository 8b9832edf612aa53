"""One's own account: another name, a first password and another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.people import PasswordChanged, PersonRenamed
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import consents, sessions
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import ActorKind
from yeshi.people.person import Person, SignInFirst, WrongPassword
from yeshi.people.session import SignedIn, SignInAnew


def change_password(engine: Engine, key: str, before: Person, secret: str) -> Answer:
    """Keep the hash of another password of whoever acts, and end all their sessions and clients.

    `before`: the person whose password was checked a moment ago.
    """

    def act(turn: Turn) -> Answer:
        refused = _own(turn, before.id)
        if refused:
            return refused
        person = turn.work.persons.must_lock(before.id)
        if person.secret is None or person.secret != before.secret:
            return Refused(WrongPassword())
        turn.work.persons.put(replace(person, secret=secret))
        sessions.end_all(turn, person.id)
        consents.end_all(turn, person.id)
        turn.emit(PasswordChanged(person.id))
        return Done({"person": person.id})

    return engine.perform(key, "change_password", act, asked=(before.id,))


def rename(engine: Engine, key: str, name: str) -> Answer:
    """Have whoever acts be called that from now on."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        if not 0 < len(name.strip()) <= NAME_LENGTH_MAX:
            return Refused(Invalid("name", f"1…{NAME_LENGTH_MAX}"))
        person = turn.work.persons.must_lock(turn.by.id)
        if person.name != name.strip():
            turn.work.persons.put(replace(person, name=name.strip()))
            turn.emit(PersonRenamed(person.id))
        return Done({"person": person.id})

    return engine.perform(key, "rename_person", act, asked=(name,))


def set_password(
    engine: Engine, key: str, session: SignedIn, secret: str, at: datetime
) -> Answer:  # fmt: skip
    """Keep the hash of a first password of whoever acts, and end all their sessions.

    They came in by something else, and a moment ago: a device that lies about sets none.
    """

    def act(turn: Turn) -> Answer:
        refused = _own(turn, session.person)
        if refused:
            return refused
        person = turn.work.persons.must_lock(session.person)
        if person.secret is None or person.has_password:
            return Refused(WrongPassword())
        if not session.is_fresh(at):
            return Refused(SignInAnew())
        turn.work.persons.put(replace(person, secret=secret))
        sessions.end_all(turn, person.id)
        consents.end_all(turn, person.id)
        turn.emit(PasswordChanged(person.id))
        return Done({"person": person.id})

    return engine.perform(key, "set_password", act, asked=(session.id,))


def _own(turn: Turn, person: str) -> Refused | None:
    if turn.by.kind is not ActorKind.PERSON:
        return Refused(SignInFirst())
    return None if turn.by.id == person else Refused(Unknown("person", person))
