"""Sessions of people: opened by signing in, known at each request, ended by their owner.

Their moments are those of the clock on the wall, which whoever asks hands over: a city's own clock
may run faster.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from yeshi.base.refused import Refused, Unknown
from yeshi.events.people import SessionEnded, SessionOpened
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import consents
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import ActorKind, signed_in
from yeshi.people.person import Person, SignInFirst
from yeshi.people.session import SignedIn, SignInStep


def known(engine: Engine, id_: str, at: datetime) -> tuple[SignedIn, Person] | None:
    """The session and whose it is with the roles they have now; None for one that is over."""
    with engine.store.read() as work:
        found = work.sessions.with_person(id_)
    return found if found is not None and found[0].lasts(at) else None


def see(engine: Engine, id_: str, at: datetime) -> None:
    """Note that the session was used at that moment; not within a minute of the last."""
    with engine.store.begin() as work:
        session = work.sessions.lock(id_)
        # Others may have seen or ended it since it was read.
        if session is None or not session.lasts(at):
            return
        seen = session.seen(work.persons.must(session.person), at)
        if seen is not session:
            work.sessions.put(seen)


def open_session(engine: Engine, key: str, person: Person, session: SignedIn) -> Answer:
    """Sign the person in, who has shown who they are."""

    def act(turn: Turn) -> Answer:
        turn.work.sessions.add(session)
        if session.step is SignInStep.IN:
            turn.emit(SessionOpened(person.id, session.id, session.way.value))
        return Done({"session": session.id})

    return engine.acting(signed_in(person)).perform(key, "open_session", act, asked=(session.id,))


def end_session(engine: Engine, key: str, id_: str, *, by_leaving: bool = False) -> Answer:
    """End one of the sessions of whoever acts; of somebody else it is not there.

    What clients do since it let them ends with it, unless its own browser leaves: who signs out at
    home does not stop what goes on meanwhile.
    """

    def act(turn: Turn) -> Answer:
        session = turn.work.sessions.lock(id_)
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        if session is None or session.person != turn.by.id:
            return Refused(Unknown("session", id_))
        _end(turn, session)
        if not by_leaving:
            consents.end_of_session(turn, session.person, id_)
        return Done({"session": id_})

    return engine.perform(key, "end_session", act, asked=(id_,))


def end_others(engine: Engine, key: str, but: str) -> Answer:
    """End all sessions of whoever acts but that one, and what clients do since they let them."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        end_all(turn, turn.by.id, but)
        consents.end_all(turn, turn.by.id, but)
        return Done({"session": but})

    return engine.perform(key, "end_other_sessions", act, asked=(but,))


def end_all(turn: Turn, person: str, but: str = "") -> None:
    """End all sessions of the person, but for that one."""
    for session in turn.work.sessions.of(person):
        if session.id != but:
            _end(turn, turn.work.sessions.must_lock(session.id))


def open_of(engine: Engine, person: str, at: datetime) -> list[SignedIn]:
    """The devices on which the person is signed in, the last seen first."""
    with engine.store.read() as work:
        found = [
            one for one in work.sessions.of(person) if one.lasts(at) and one.step is SignInStep.IN
        ]
    return sorted(found, key=lambda one: (one.seen_at, one.id), reverse=True)


def _end(turn: Turn, session: SignedIn) -> None:
    if session.ended:
        return
    turn.work.sessions.put(replace(session, ended=True))
    if session.step is SignInStep.IN:
        turn.emit(SessionEnded(session.person, session.id))
