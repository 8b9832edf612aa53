"""Entering: who may sign in, and as what."""

from __future__ import annotations

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Invalid, Refused
from yeshi.events.people import PersonEntered
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import sessions
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Person, Role


def enter_person(engine: Engine, key: str, person: Person) -> Answer:
    """Let somebody sign in, or change their roles or password.

    Whoever has other roles or another password than before has to sign in anew, everywhere.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER)
        if refused:
            return refused
        if not 0 < len(person.id) <= 60 or not 0 < len(person.name.strip()) <= NAME_LENGTH_MAX:
            return Refused(Invalid("person", f"1…{NAME_LENGTH_MAX}"))
        before = turn.work.persons.lock(person.id)
        if before is not None:
            turn.work.persons.put(person)
            if (before.grants, before.secret) != (person.grants, person.secret):
                sessions.end_all(turn, person.id)
        else:
            turn.work.persons.add(person)
        roles = tuple(f"{grant.role}@{grant.scope}" for grant in person.grants)
        turn.emit(PersonEntered(person.id, roles))
        return Done({"person": person.id})

    return engine.perform(key, "enter_person", act, asked=(person.id, person.name, person.grants))
