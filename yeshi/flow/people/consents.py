"""What people let clients do: given for a code, seen by whose it is, and ended by them.

Their moments are those of the clock on the wall, as those of sessions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.clients import AccessEnded, AccessGiven
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.people.actor import ActorKind
from yeshi.people.api_key import SecondFactorFirst, used_more_than_password
from yeshi.people.consent import (
    BY_ITSELF_LASTS,
    CONSENTS_MAX,
    LASTS,
    AskedAmiss,
    ClientAsks,
    Consent,
    TooManyConsents,
)
from yeshi.people.factors import must_have_one
from yeshi.people.issued import TokenKind, issued
from yeshi.people.oauth_client import ClientRefused, ElsewhereSent, OAuthClient
from yeshi.people.person import CITY, Grant, Person, SignInFirst
from yeshi.people.scope import Scope
from yeshi.people.session import SignedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWanted:
    """What somebody lets a client have: what it asks, sent where, and as what of their roles."""

    client: str
    redirect: str
    asks: ClientAsks
    grants: tuple[Grant, ...]


def asking(engine: Engine, client: str, redirect: str) -> OAuthClient | Refused:
    """The client that asks, if it may have people sent to that address."""
    with engine.store.read() as work:
        return _asking(work, client, redirect)


def give(
    engine: Engine, key: str, session: SignedIn, wanted: ConsentWanted, digest: str, at: datetime
) -> Answer:
    """Let a client act for whoever acts, with the code of that digest; the answer has it too."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        person = turn.work.persons.must_lock(turn.by.id)
        client = _asking(turn.work, wanted.client, wanted.redirect)
        if isinstance(client, Refused):
            return client
        fault = wanted.asks.fault_for(client)
        if fault:
            return Refused(AskedAmiss(fault.value))
        scopes = wanted.asks.scopes_of(client)
        given = drawn_up(turn, client.id, person, scopes, wanted.grants, session, at)
        if isinstance(given, Refused):
            return given
        keep(turn, given)
        turn.work.secret_tokens.add(
            issued(
                TokenKind.CODE, digest, given.id, scopes, at, wanted.redirect,
                wanted.asks.challenge,
            )
        )  # fmt: skip
        return Done({"consent": given.id, "digest": digest})

    return engine.perform(key, "give_access", act, asked=(wanted,))


def drawn_up(
    turn: Turn, client: str, person: Person, scopes: tuple[Scope, ...],
    grants: tuple[Grant, ...], session: SignedIn, at: datetime, *, by_itself: bool = False,
) -> Consent | Refused:  # fmt: skip
    """A consent of the person, not kept yet; what they are not, they cannot lend."""
    if not set(grants) <= set(person.grants):
        return Refused(Invalid("grants", "choice"))
    strong = used_more_than_password(session)
    lent = tuple(one for one in person.grants if one in grants)
    if not strong and is_bound(turn.work, person, lent):
        return Refused(SecondFactorFirst())
    if len(_open(turn.work, person.id, at)) >= CONSENTS_MAX:
        return Refused(TooManyConsents(CONSENTS_MAX))
    return Consent(
        id=turn.new_id("consent"),
        client=client,
        person=person.id,
        scopes=scopes,
        grants=lent,
        customer=turn.by.customer,
        session=session.id,
        strong=strong,
        by_itself=by_itself,
        given_at=at,
        ends_at=at + (BY_ITSELF_LASTS if by_itself else LASTS),
    )


def keep(turn: Turn, given: Consent) -> None:
    """Keep a consent that was drawn up."""
    turn.work.registered_consents.add(given)
    scopes = tuple(one.value for one in given.scopes)
    roles = tuple(f"{one.role.value}@{one.scope}" for one in given.grants)
    turn.emit(AccessGiven(given.person, given.client, scopes, roles))


def open_of(engine: Engine, person: str, at: datetime) -> list[tuple[Consent, OAuthClient]]:
    """What clients still do for the person, the newest first."""
    with engine.store.read() as work:
        found = [(one, work.registered_clients.must(one.client)) for one in _open(work, person, at)]
    found = [(one, client) for one, client in found if not client.ended]
    return sorted(found, key=lambda pair: (pair[0].given_at, pair[0].id), reverse=True)


def end(engine: Engine, key: str, id_: str) -> Answer:
    """Have a client act no more for whoever acts; of somebody else the consent is not there."""

    def act(turn: Turn) -> Answer:
        if turn.by.kind is not ActorKind.PERSON:
            return Refused(SignInFirst())
        found = turn.work.registered_consents.lock(id_)
        if found is None or found.person != turn.by.id:
            return Refused(Unknown("consent", id_))
        end_one(turn, found)
        return Done({"consent": id_})

    return engine.perform(key, "end_access", act, asked=(id_,))


def end_all(turn: Turn, person: str, but_of: str = "") -> None:
    """End all that clients do for the person, but for what was given in that session."""
    for one in turn.work.registered_consents.of(person):
        if not but_of or one.session != but_of:
            end_one(turn, turn.work.registered_consents.must_lock(one.id))


def end_of_session(turn: Turn, person: str, session: str) -> None:
    """End what clients do for the person since that session let them."""
    for one in turn.work.registered_consents.of(person):
        if one.session == session:
            end_one(turn, turn.work.registered_consents.must_lock(one.id))


def end_one(turn: Turn, consent: Consent) -> None:
    """End what a client does; once."""
    if not consent.ended:
        turn.work.registered_consents.put(consent.over())
        turn.emit(AccessEnded(consent.person, consent.client))


def is_bound(work: Work, person: Person, grants: tuple[Grant, ...]) -> bool:
    """Whether these of the person's roles ask for a second factor."""
    lent = Person(person.id, person.name, grants, person.secret)
    # First what costs no question more.
    if not must_have_one(lent, is_demo=False):
        return False
    charter = work.charters.get(CITY)
    return must_have_one(lent, charter is None or charter.demo)


def _asking(work: Work, id_: str, redirect: str) -> OAuthClient | Refused:
    client = work.registered_clients.get(id_)
    if client is None or client.ended:
        return Refused(ClientRefused())
    return client if redirect in client.redirects else Refused(ElsewhereSent())


def _open(work: Work, person: str, at: datetime) -> list[Consent]:
    return [one for one in work.registered_consents.of(person) if one.lasts(at)]
