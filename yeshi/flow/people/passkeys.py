"""Passkeys of people: asked for once, registered, used and removed."""

from __future__ import annotations

from datetime import datetime

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.people import FactorsChanged
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import sessions
from yeshi.flow.people.factors import is_last, locked, passkeys_of
from yeshi.flow.people.trying import until_kept
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import signed_in
from yeshi.people.factors import FactorNeeded
from yeshi.people.passkey import (
    NAME_MAX,
    PASSKEYS_MAX,
    Challenge,
    Passkey,
    PasskeyRefused,
    Purpose,
    TooManyPasskeys,
)
from yeshi.people.person import Person


def ask(engine: Engine, challenge: Challenge) -> None:
    """Keep what a device is asked to sign."""
    with engine.store.begin() as work:
        work.challenges.add(challenge)


def answered(
    engine: Engine, id_: str, purpose: Purpose, bound: str, at: datetime
) -> Refused | None:
    """None for an answer to what that browser was asked a moment ago; it is used by it."""

    def use() -> Refused | None:
        with engine.store.begin() as work:
            challenge = work.challenges.lock(id_)
            if challenge is None or not challenge.fits(purpose, bound, at):
                return Refused(PasskeyRefused())
            work.challenges.put(challenge.answered())
        return None

    return until_kept(use)


def of(engine: Engine, person: str) -> list[Passkey]:
    """The passkeys of the person, the first first."""
    with engine.store.read() as work:
        return passkeys_of(work, person)


def known(engine: Engine, id_: str) -> tuple[Passkey, Person] | None:
    """The passkey with that digest and whose it is; None for one that nobody has."""
    with engine.store.read() as work:
        passkey = work.registered_passkeys.get(id_)
        if passkey is None or passkey.ended:
            return None
        return passkey, work.persons.must(passkey.person)


def use(engine: Engine, id_: str, counter: int, at: datetime) -> Refused | None:
    """None for a passkey that has signed for the `counter`th time, which is kept.

    Looked at and kept in one piece of work: of two answers with one count, one gets through.
    """

    def keep() -> Refused | None:
        with engine.store.begin() as work:
            passkey = work.registered_passkeys.must_lock(id_)
            after = passkey.after_use(counter, at)
            if isinstance(after, Refused):
                return after
            work.registered_passkeys.put(after)
        return None

    return until_kept(keep)


def register(engine: Engine, key: str, person: Person, passkey: Passkey) -> Answer:
    """Let the person sign in with that passkey."""

    def act(turn: Turn) -> Answer:
        before = locked(turn, person.id)
        if isinstance(before, Refused):
            return before
        kept = turn.work.registered_passkeys
        if not 0 < len(passkey.name) <= NAME_MAX:
            return Refused(Invalid("name", f"1…{NAME_MAX}"))
        if kept.lock(passkey.id) is not None:
            return Refused(PasskeyRefused())
        if len(passkeys_of(turn.work, person.id)) >= PASSKEYS_MAX:
            return Refused(TooManyPasskeys(PASSKEYS_MAX))
        kept.add(passkey)
        turn.emit(FactorsChanged(person.id, "passkey"))
        return Done({"person": person.id, "passkey": passkey.id})

    by = engine.acting(signed_in(person))
    return by.perform(key, "register_passkey", act, asked=(person.id, passkey.id))


def remove(engine: Engine, key: str, person: Person, id_: str) -> Answer:
    """Let nobody in with that passkey any more; all sessions of the person end."""

    def act(turn: Turn) -> Answer:
        before = locked(turn, person.id)
        if isinstance(before, Refused):
            return before
        passkey = turn.work.registered_passkeys.lock(id_)
        if passkey is None or passkey.ended or passkey.person != person.id:
            return Refused(Unknown("passkey", id_))
        if is_last(turn, person.id):
            return Refused(FactorNeeded())
        turn.work.registered_passkeys.put(passkey.removed())
        sessions.end_all(turn, person.id)
        turn.emit(FactorsChanged(person.id, "passkey_removed"))
        return Done({"person": person.id})

    return engine.perform(key, "remove_passkey", act, asked=(person.id, id_))
