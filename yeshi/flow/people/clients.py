"""Clients of the city: registered by an owner, given another secret, and revoked.

Their moments are those of the clock on the wall, as those of sessions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.clients import ClientRegistered, ClientRenewed, ClientRevoked
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.people import consents
from yeshi.flow.ports import Answer, Done
from yeshi.people.actor import admit
from yeshi.people.oauth_client import (
    CLIENTS_MAX,
    NAME_MAX,
    REDIRECTS_MAX,
    ClientOver,
    NoSecret,
    OAuthClient,
    TooManyClients,
    is_redirect,
)
from yeshi.people.person import CITY, Grant, Role
from yeshi.people.scope import Scope, in_order
from yeshi.people.session import SignedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientWanted:
    """A client as an owner wants it.

    `by_itself`: as what of the owner's own roles it acts without anybody being asked, if at all.
    """

    name: str
    redirects: tuple[str, ...]
    is_confidential: bool
    scopes: tuple[Scope, ...]
    by_itself: tuple[Grant, ...] = ()


def register(
    engine: Engine, key: str, session: SignedIn, wanted: ClientWanted, digest: str, at: datetime
) -> Answer:
    """Let a program ask people for access; `digest` is that of its secret, if it has one.

    The answer's `digest` is that of the client there is: asked again, that of the first time.
    """

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OWNER) or _beyond(wanted)
        if refused:
            return refused
        person = turn.work.persons.must_lock(turn.by.id)
        if sum(not one.ended for one in turn.work.registered_clients.all()) >= CLIENTS_MAX:
            return Refused(TooManyClients(CLIENTS_MAX))
        client = OAuthClient(
            id=turn.new_id("client"),
            name=wanted.name,
            redirects=wanted.redirects,
            digest=digest if wanted.is_confidential else "",
            scopes=in_order(wanted.scopes),
            by=person.id,
            made_at=at,
        )
        given = consents.drawn_up(
            turn, client.id, person, client.scopes, wanted.by_itself, session, at, by_itself=True
        ) if wanted.by_itself else None  # fmt: skip
        if isinstance(given, Refused):
            return given
        turn.work.registered_clients.add(client)
        scopes = tuple(one.value for one in client.scopes)
        turn.emit(ClientRegistered(client.id, client.name, scopes, client.redirects))
        if given:
            consents.keep(turn, given)
        return Done({"client": client.id, "digest": digest})

    return engine.perform(key, "register_client", act, asked=(wanted,))


def renew(engine: Engine, key: str, id_: str, digest: str, at: datetime) -> Answer:
    """Give a client another secret: the one until now is over. It acts by itself a year longer."""

    def act(turn: Turn) -> Answer:
        client = _known(turn, id_)
        if isinstance(client, Refused):
            return client
        if client.ended:
            return Refused(ClientOver())
        if not client.is_confidential:
            return Refused(NoSecret())
        turn.work.registered_clients.put(client.renewed(digest))
        for one in turn.work.registered_consents.of(client.by):
            if one.client == id_ and one.by_itself and one.lasts(at):
                kept = turn.work.registered_consents.must_lock(one.id)
                turn.work.registered_consents.put(kept.prolonged(at))
        turn.emit(ClientRenewed(id_))
        return Done({"client": id_, "digest": digest})

    return engine.perform(key, "renew_client", act, asked=(id_,))


def revoke(engine: Engine, key: str, id_: str) -> Answer:
    """Have nothing done by a client any more, for anybody."""

    def act(turn: Turn) -> Answer:
        client = _known(turn, id_)
        if isinstance(client, Refused):
            return client
        if not client.ended:
            turn.work.registered_clients.put(client.revoked())
            turn.emit(ClientRevoked(id_))
        return Done({"client": id_})

    return engine.perform(key, "revoke_client", act, asked=(id_,))


def all_of(engine: Engine) -> list[OAuthClient] | Refused:
    """The clients that were not revoked, the newest first; for an owner."""
    refused = admit(engine.actor, CITY, Role.OWNER)
    if refused:
        return refused
    with engine.store.read() as work:
        found = [one for one in work.registered_clients.all() if not one.ended]
    return sorted(found, key=lambda one: (one.made_at, one.id), reverse=True)


def _known(turn: Turn, id_: str) -> OAuthClient | Refused:
    """The client, kept from others."""
    refused = admit(turn.by, CITY, Role.OWNER)
    if refused:
        return refused
    return turn.work.registered_clients.lock(id_) or Refused(Unknown("client", id_))


def _beyond(wanted: ClientWanted) -> Refused | None:
    if not 0 < len(wanted.name) <= NAME_MAX:
        return Refused(Invalid("name", f"1…{NAME_MAX}"))
    if not wanted.scopes:
        return Refused(Invalid("scopes", f"1…{len(Scope)}"))
    if wanted.by_itself and not wanted.is_confidential:
        return Refused(NoSecret())
    if len(wanted.redirects) > REDIRECTS_MAX or len(set(wanted.redirects)) < len(wanted.redirects):
        return Refused(Invalid("redirects", f"0…{REDIRECTS_MAX}"))
    if not all(is_redirect(one) for one in wanted.redirects):
        return Refused(Invalid("redirects", "redirect"))
    if not (wanted.redirects or wanted.by_itself):
        return Refused(Invalid("redirects", f"1…{REDIRECTS_MAX}"))
    return None
