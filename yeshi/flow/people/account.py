"""One's own account: another password."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.refused import Refused, Unknown
from yeshi.events.people import PasswordChanged
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import consents, sessions
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import ActorKind
from yeshi.people.person import Person, SignInFirst, WrongPassword


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


def _own(turn: Turn, person: str) -> Refused | None:
    if turn.by.kind is not ActorKind.PERSON:
        return Refused(SignInFirst())
    return None if turn.by.id == person else Refused(Unknown("person", person))
