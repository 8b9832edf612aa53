"""Tokens of clients: given for a code, for a refresh token or to a client that acts by itself;
known at each request; revoked.

Each exchange is one transaction: of two who show the same code at once, one comes second, and what
the first was given is over. Their moments are those of the clock on the wall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.refused import Refused
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import consents
from yeshi.flow.ports import Answer, Done, Work
from yeshi.people.actor import signed_in
from yeshi.people.api_key import KeyRefused
from yeshi.people.bearer import KeyBearer
from yeshi.people.consent import Consent, scopes_within
from yeshi.people.issued import (
    GrantRefused,
    IssuedToken,
    NotByItself,
    ScopeBeyond,
    TokenKind,
    issued,
)
from yeshi.people.oauth_client import ClientRefused, OAuthClient
from yeshi.people.scope import Scope

# What somebody showed, that they showed before whoever it was given to: both lose it.
_REUSED = "reused"


@dataclass(frozen=True, slots=True)
class Fresh:
    """The digests of the tokens that are given now."""

    access: str
    refresh: str


def client_of(engine: Engine, id_: str, digest: str) -> OAuthClient | Refused:
    """The client that shows the secret with that digest; "" for one that shows none."""
    with engine.store.read() as work:
        client = work.registered_clients.get(id_)
    return client if client is not None and client.shows(digest) else Refused(ClientRefused())


def exchange(
    engine: Engine, key: str, client: OAuthClient, code: str, redirect: str, verifier: str,
    fresh: Fresh, at: datetime,
) -> Answer:  # fmt: skip
    """Tokens for the code with that digest, once, for who asked for it; `scope` names what for."""

    def give(turn: Turn, found: IssuedToken, consent: Consent) -> Answer:
        if not found.proven(redirect, verifier):
            return Refused(GrantRefused())
        return _given(turn, found, consent, found.scopes, fresh, at)

    return _changed(engine, key, client, (code, TokenKind.CODE), give, at)


def refresh(
    engine: Engine, key: str, client: OAuthClient, token: str, scope: str, fresh: Fresh,
    at: datetime,
) -> Answer:  # fmt: skip
    """Other tokens for the refresh token with that digest, once; within narrower scopes too."""

    def give(turn: Turn, found: IssuedToken, consent: Consent) -> Answer:
        scopes = scopes_within(scope, found.scopes)
        if not scopes:
            return Refused(ScopeBeyond())
        return _given(turn, found, consent, scopes, fresh, at)

    return _changed(engine, key, client, (token, TokenKind.REFRESH), give, at)


def by_itself(
    engine: Engine, key: str, client: OAuthClient, scope: str, access: str, at: datetime
) -> Answer:
    """A token for a client that acts by itself, with that digest."""
    with engine.store.read() as work:
        found = _of_itself(work, client, at)
        person = work.persons.must(client.by)
    if found is None:
        return Refused(NotByItself())

    def act(turn: Turn) -> Answer:
        consent = turn.work.registered_consents.must_lock(found.id)
        scopes = scopes_within(scope, consent.scopes)
        if not consent.lasts(at):
            return Refused(NotByItself())
        if not scopes:
            return Refused(ScopeBeyond())
        turn.work.secret_tokens.add(issued(TokenKind.ACCESS, access, consent.id, scopes, at))
        return Done({"scope": _written(scopes)})

    return engine.acting(signed_in(person)).perform(key, "give_token", act, asked=(access,))


def revoke(engine: Engine, key: str, client: OAuthClient, token: str) -> Answer:
    """Have nothing done with the client's token of that digest; with a refresh token its consent
    ends (RFC 7009). What is none of the client's is none at all, and is no fault."""
    found = _found(engine, client, token)
    if found is None:
        return Done()
    token_before, consent_before = found

    def act(turn: Turn) -> Answer:
        consent = turn.work.registered_consents.must_lock(consent_before.id)
        if token_before.kind is TokenKind.ACCESS:
            kept = turn.work.secret_tokens.lock(token)
            if kept is not None and not kept.ended:
                turn.work.secret_tokens.put(kept.revoked())
        else:
            consents.end_one(turn, consent)
        return Done()

    return _acting_for(engine, consent_before).perform(key, "revoke_token", act, asked=(token,))


def known(engine: Engine, digest: str, at: datetime) -> tuple[KeyBearer, date | None] | Refused:
    """As whom the access token with that digest acts, and the day when it last did.

    Refused for one that is over: it is with its consent and its client, and as long as the roles
    that were lent ask for a second factor that was not used.
    """
    with engine.store.read() as work:
        found = work.secret_tokens.with_person(digest)
        if found is None:
            return Refused(KeyRefused())
        token, consent, client, person = found
        lent = consent.lent(person)
        lasts = token.kind is TokenKind.ACCESS and token.lasts(at) and consent.lasts(at)
        if not lasts or client.ended:
            return Refused(KeyRefused())
        if not consent.strong and consents.is_bound(work, person, lent.grants):
            return Refused(KeyRefused())
    return KeyBearer(consent.id, lent, token.scopes, consent.customer), consent.used_on


def see(engine: Engine, consent: str, day: date) -> None:
    """Note that a client was there that day; once a day."""
    with engine.store.begin() as work:
        found = work.registered_consents.lock(consent)
        if found is not None and found.used(day) is not found:
            work.registered_consents.put(found.used(day))


_Give = Callable[[Turn, IssuedToken, Consent], Answer]


def _changed(
    engine: Engine, key: str, client: OAuthClient, shown: tuple[str, TokenKind], give: _Give,
    at: datetime,
) -> Answer:  # fmt: skip
    """What is given for what was shown, once; shown again, its consent ends."""
    digest, kind = shown
    before = _found(engine, client, digest)
    if before is None or before[0].kind is not kind:
        return Refused(GrantRefused())

    def act(turn: Turn) -> Answer:
        consent = turn.work.registered_consents.must_lock(before[1].id)
        found = turn.work.secret_tokens.lock(digest)
        if found is None or not consent.lasts(at):
            return Refused(GrantRefused())
        if found.used:
            consents.end_one(turn, consent)
            return Done({"state": _REUSED})
        return give(turn, found, consent) if found.lasts(at) else Refused(GrantRefused())

    answer = _acting_for(engine, before[1]).perform(key, f"change_{kind}", act, asked=(digest,))
    is_reused = isinstance(answer, Done) and answer.data.get("state") == _REUSED
    return Refused(GrantRefused()) if is_reused else answer


def _given(
    turn: Turn, shown: IssuedToken, consent: Consent, scopes: tuple[Scope, ...], fresh: Fresh,
    at: datetime,
) -> Answer:  # fmt: skip
    """An access token, and a refresh token that may all that the one shown might."""
    turn.work.secret_tokens.put(shown.exchanged())
    turn.work.secret_tokens.add(issued(TokenKind.ACCESS, fresh.access, consent.id, scopes, at))
    turn.work.secret_tokens.add(
        issued(TokenKind.REFRESH, fresh.refresh, consent.id, shown.scopes, at)
    )
    turn.work.registered_consents.put(consent.prolonged(at))
    return Done({"scope": _written(scopes)})


def _found(
    engine: Engine, client: OAuthClient, digest: str
) -> tuple[IssuedToken, Consent] | None:  # fmt: skip
    """The client's own code or token with that digest, and its consent."""
    with engine.store.read() as work:
        token = work.secret_tokens.get(digest)
        consent = work.registered_consents.must(token.consent) if token else None
    if token is None or consent is None or consent.client != client.id:
        return None
    return token, consent


def _of_itself(work: Work, client: OAuthClient, at: datetime) -> Consent | None:
    for one in work.registered_consents.of(client.by):
        if one.client == client.id and one.by_itself and one.lasts(at):
            return one
    return None


def _acting_for(engine: Engine, consent: Consent) -> Engine:
    """The engine, on which the person acts for whom the client does."""
    with engine.store.read() as work:
        person = work.persons.must(consent.person)
    return engine.acting(signed_in(consent.lent(person)))


def _written(scopes: tuple[Scope, ...]) -> str:
    return " ".join(one.value for one in scopes)
