"""Keys of people: made, known at each request, revoked by their owner, or with their devices.

Their moments are those of the clock on the wall, as those of sessions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.clients import KeyMade, KeyRevoked
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.people.actor import ActorKind
from yeshi.people.api_key import (
    KEYS_MAX,
    LASTS_MAX,
    NAME_MAX,
    ApiKey,
    KeyRefused,
    SecondFactorFirst,
    TooManyKeys,
    used_more_than_password,
)
from yeshi.people.bearer import KeyBearer
from yeshi.people.factors import must_have_one
from yeshi.people.person import CITY, Person, SignInFirst
from yeshi.people.scope import Scope, in_order
from yeshi.people.session import SignedIn


@dataclass(frozen=True, slots=True)
class KeyWanted:
    """A key as its owner wants it: what they call it, what it may do, and until the end of when."""

    name: str
    scopes: tuple[Scope, ...]
    until: date


def known(engine: Engine, digest: str, at: datetime) -> tuple[KeyBearer, date | None] | Refused:
    """As whom the key acts, with the roles they have now, and the day when it last did.

    Refused for one that is over.

    A key that was made without a second factor is over, while its person's roles ask for one.
    """
    with engine.store.read() as work:
        found = work.secret_keys.with_person(digest)
        if found is None or not found[0].lasts(at):
            return Refused(KeyRefused())
        key, person = found
        # First what costs no question more.
        asks = not key.strong and must_have_one(person, is_demo=False)
        if asks and _is_bound(work, person):
            return Refused(KeyRefused())
    return KeyBearer(key.id, person, key.scopes, key.customer), key.used_on


def see(engine: Engine, id_: str, day: date) -> None:
    """Note that the key was used that day; once a day."""
    with engine.store.begin() as work:
        key = work.secret_keys.lock(id_)
        if key is not None and key.used(day) is not key:
            work.secret_keys.put(key.used(day))


def make(
    engine: Engine, key: str, session: SignedIn, wanted: KeyWanted, digest: str, at: datetime
) -> Answer:
    """Let a program act for whoever acts, with the key of that digest, as it is `wanted`.

    The answer's `digest` is that of the key there is: asked again, that of the first time.
    """

    def act(turn: Turn) -> Answer:
        person = _signed_in(turn)
        if isinstance(person, Refused):
            return person
        ends_at = turn.terms.calendar.day_ends(wanted.until)
        refused = _beyond(wanted, at, ends_at)
        if refused:
            return refused
        strong = used_more_than_password(session)
        if not strong and _is_bound(turn.work, person):
            return Refused(SecondFactorFirst())
        if len(_open(turn.work, person.id, at)) >= KEYS_MAX:
            return Refused(TooManyKeys(KEYS_MAX))
        made = ApiKey(
            id=turn.new_id("key"),
            digest=digest,
            person=person.id,
            name=wanted.name,
            scopes=in_order(wanted.scopes),
            customer=turn.by.customer,
            strong=strong,
            made_at=at,
            ends_at=ends_at,
        )
        turn.work.secret_keys.add(made)
        scopes = tuple(one.value for one in made.scopes)
        turn.emit(KeyMade(person.id, made.id, scopes, made.ends_at))
        return Done({"key": made.id, "digest": digest})

    return engine.perform(key, "make_key", act, asked=(wanted,))


def revoke(engine: Engine, key: str, id_: str) -> Answer:
    """Have nothing done with one of the keys of whoever acts; of somebody else it is not there."""

    def act(turn: Turn) -> Answer:
        person = _signed_in(turn)
        if isinstance(person, Refused):
            return person
        found = turn.work.secret_keys.lock(id_)
        if found is None or found.person != person.id:
            return Refused(Unknown("key", id_))
        _revoke(turn, found)
        return Done({"key": id_})

    return engine.perform(key, "revoke_key", act, asked=(id_,))


def revoke_all(turn: Turn, person: str) -> None:
    """Revoke all keys of the person."""
    for one in turn.work.secret_keys.of(person):
        _revoke(turn, turn.work.secret_keys.must_lock(one.id))


def open_of(engine: Engine, person: str, at: datetime) -> list[ApiKey]:
    """The keys of the person with which something may be done, the newest first."""
    with engine.store.read() as work:
        return _open(work, person, at)


def _open(work: Work, person: str, at: datetime) -> list[ApiKey]:
    found = [one for one in work.secret_keys.of(person) if one.lasts(at)]
    return sorted(found, key=lambda one: (one.made_at, one.id), reverse=True)


def _signed_in(turn: Turn) -> Person | Refused:
    """Whoever acts, kept from others: two who make keys come one after the other."""
    if turn.by.kind is not ActorKind.PERSON:
        return Refused(SignInFirst())
    return turn.work.persons.must_lock(turn.by.id)


def _beyond(wanted: KeyWanted, at: datetime, ends_at: datetime) -> Refused | None:
    if not 0 < len(wanted.name) <= NAME_MAX:
        return Refused(Invalid("name", f"1…{NAME_MAX}"))
    if not wanted.scopes:
        return Refused(Invalid("scopes", f"1…{len(Scope)}"))
    if not at < ends_at <= at + LASTS_MAX:
        return Refused(Invalid("until", f"{at.date()} … {(at + LASTS_MAX).date()}"))
    return None


def _is_bound(work: Work, person: Person) -> bool:
    charter = work.charters.get(CITY)
    return must_have_one(person, charter is None or charter.demo)


def _revoke(turn: Turn, key: ApiKey) -> None:
    if not key.ended:
        turn.work.secret_keys.put(key.revoked())
        turn.emit(KeyRevoked(key.person, key.id))
