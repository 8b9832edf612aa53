"""Second factors of people: enrolled, used once a code, turned off, forgotten by an owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yeshi.base.refused import Refused, Unknown
from yeshi.events.people import FactorsChanged, FactorsForgotten
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import consents, keys, sessions
from yeshi.flow.people.trying import until_kept
from yeshi.flow.ports import Answer, Done, Seals, Work
from yeshi.people.actor import ActorKind, admit, signed_in
from yeshi.people.factors import FactorNeeded, Factors, is_recovery, must_have_one, none_yet, plain
from yeshi.people.passkey import Passkey
from yeshi.people.person import CITY, Person, Role, SignInFirst
from yeshi.people.session import SignInStep, WayIn


@dataclass(frozen=True, slots=True)
class Enrolment:
    """An authenticator that has shown its first code, of that `step`, and ten recovery codes.

    `sealed`: its secret; `digests`: those of the codes.
    """

    sealed: str
    step: int
    digests: tuple[str, ...]


def of(engine: Engine, person: str) -> Factors:
    """What is known of the person's second factor."""
    with engine.store.read() as work:
        return work.second_factors.get(person) or none_yet(person)


def is_bound(engine: Engine, person: Person) -> bool:
    """Whether the person's roles ask for a second factor in this city."""
    with engine.store.read() as work:
        return must_have_one(person, _is_demo(work))


def step_after_password(engine: Engine, person: Person) -> SignInStep:
    """How far somebody is in who has shown their password and nothing else."""
    if person.is_demo:
        return SignInStep.IN
    with engine.store.read() as work:
        if _has_one(work, person.id):
            return SignInStep.CODE
        bound = must_have_one(person, _is_demo(work))
    return SignInStep.ENROL if bound else SignInStep.IN


def use(engine: Engine, seals: Seals, person: str, typed: str, at: datetime) -> WayIn | Refused:
    """Use a code of the person's, which is over by it; as what it was one.

    It is looked at and crossed out in one piece of work: of two at once one gets through. It is no
    command: nobody repeats one, and its answer is kept by nobody.
    """
    return until_kept(lambda: _use(engine, seals, person, plain(typed), at))


def _use(engine: Engine, seals: Seals, person: str, code: str, at: datetime) -> WayIn | Refused:
    way = WayIn.RECOVERY if is_recovery(code) else WayIn.CODE
    with engine.store.begin() as work:
        before = work.second_factors.lock(person) or none_yet(person)
        if way is WayIn.RECOVERY:
            after = before.after_recovery(seals.digest(code, person))
        else:
            secret = seals.opened(before.sealed, person) if before.sealed else ""
            after = before.after_code(secret, code, at)
        if isinstance(after, Refused):
            return after
        work.second_factors.put(after)
    return way


def enrol(engine: Engine, key: str, person: Person, shown: Enrolment, at: datetime) -> Answer:
    """Have the person show codes of that authenticator from now on; all their sessions end.

    The answer's `codes` are of the recovery codes that count: asked again with the key, of those
    of the first time.
    """

    def act(turn: Turn) -> Answer:
        before = locked(turn, person.id)
        if isinstance(before, Refused):
            return before
        _keep(turn, before.enrolled(shown.sealed, shown.step, shown.digests, at))
        sessions.end_all(turn, person.id)
        turn.emit(FactorsChanged(person.id, "authenticator"))
        return Done({"person": person.id, "codes": shown.digests[0]})

    by = engine.acting(signed_in(person))
    return by.perform(key, "enrol_authenticator", act, asked=(person.id,))


def renew_codes(engine: Engine, key: str, person: Person, digests: Sequence[str]) -> Answer:
    """Have other recovery codes in place of those there were; `codes` as `enrol` answers them."""

    def act(turn: Turn) -> Answer:
        before = locked(turn, person.id)
        if isinstance(before, Refused):
            return before
        if not _has_one(turn.work, person.id):
            return Refused(Unknown("authenticator", person.id))
        _keep(turn, before.with_codes(digests))
        turn.emit(FactorsChanged(person.id, "recovery_codes"))
        return Done({"person": person.id, "codes": digests[0]})

    return engine.perform(key, "renew_recovery_codes", act, asked=(person.id,))


def turn_off(engine: Engine, key: str, person: Person) -> Answer:
    """Ask for no code of an authenticator any more; all sessions of the person end."""

    def act(turn: Turn) -> Answer:
        before = locked(turn, person.id)
        if isinstance(before, Refused):
            return before
        if not before.has_authenticator:
            return Refused(Unknown("authenticator", person.id))
        if is_last(turn, person.id):
            return Refused(FactorNeeded())
        keeps = bool(passkeys_of(turn.work, person.id))
        turn.work.second_factors.put(before.turned_off(keeps_codes=keeps))
        sessions.end_all(turn, person.id)
        turn.emit(FactorsChanged(person.id, "turned_off"))
        return Done({"person": person.id})

    return engine.perform(key, "turn_off_authenticator", act, asked=(person.id,))


def forget(engine: Engine, key: str, person: str) -> Answer:
    """Forget all factors of somebody who lost them, but for the password.

    Their sessions and keys end.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER)
        if refused:
            return refused
        if turn.work.persons.lock(person) is None:
            return Refused(Unknown("person", person))
        before = turn.work.second_factors.lock(person)
        if before is not None:
            turn.work.second_factors.put(before.turned_off(keeps_codes=False))
        for passkey in passkeys_of(turn.work, person):
            turn.work.registered_passkeys.put(passkey.removed())
        sessions.end_all(turn, person)
        keys.revoke_all(turn, person)
        consents.end_all(turn, person)
        turn.emit(FactorsForgotten(person))
        return Done({"person": person})

    return engine.perform(key, "forget_factors", act, asked=(person,))


def is_last(turn: Turn, person: str) -> bool:
    """Whether the person has one factor alone, and roles that ask for one."""
    work = turn.work
    count = _has_authenticator(work, person) + len(passkeys_of(work, person))
    return count < 2 and must_have_one(work.persons.must(person), _is_demo(work))


def passkeys_of(work: Work, person: str) -> list[Passkey]:
    """The passkeys by which the person may come in, the first first."""
    found = [one for one in work.registered_passkeys.of(person) if not one.ended]
    return sorted(found, key=lambda one: (one.added_at, one.id))


def locked(turn: Turn, person: str) -> Factors | Refused:
    """What is known of the factors of whoever acts, kept from others until the end of the work."""
    if turn.by.kind is not ActorKind.PERSON:
        return Refused(SignInFirst())
    # The person first, who is there: two who enrol for the first time come one after the other.
    if turn.by.id != person or turn.work.persons.lock(person) is None:
        return Refused(Unknown("person", person))
    return turn.work.second_factors.lock(person) or none_yet(person)


def _keep(turn: Turn, factors: Factors) -> None:
    if turn.work.second_factors.get(factors.id) is None:
        turn.work.second_factors.add(factors)
    else:
        turn.work.second_factors.put(factors)


def _has_one(work: Work, person: str) -> bool:
    return _has_authenticator(work, person) or bool(passkeys_of(work, person))


def _has_authenticator(work: Work, person: str) -> bool:
    known = work.second_factors.get(person)
    return known is not None and known.has_authenticator


def _is_demo(work: Work) -> bool:
    """Whether all this is made up; a city that was not opened yet is nobody's."""
    charter = work.charters.get(CITY)
    return charter is None or charter.demo
