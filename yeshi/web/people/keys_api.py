"""One's own keys over JSON: those there are, a new one, and one that is revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.people import keys
from yeshi.flow.people.keys import KeyWanted
from yeshi.people.person import SignInFirst
from yeshi.people.scope import Scope
from yeshi.web.frame.access import SIGNED_IN, At, InSession, Signed
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, chosen
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, Words
from yeshi.web.frame.scopes import NO_KEY
from yeshi.web.people.keys import Made, make

router = APIRouter(prefix="/api/me/keys", tags=["people"])


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySeen:
    """A key with which something may be done; `used_on`: the day of its last use."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    ends_at: datetime
    used_on: date | None


_SEEN = TypeAdapter(list[KeySeen])
_MADE = TypeAdapter(Made)


class KeyBody(Body):
    """What the key is called, what may be done with it, and the last day on which."""

    name: Words
    scopes: Annotated[
        list[Annotated[Scope, chosen(Scope)]], Field(min_length=1, max_length=len(Scope))
    ]
    until: Day


@router.get("", dependencies=[*SIGNED_IN, *NO_KEY], response_model=list[KeySeen])
def my_keys(desk: At, reply: Reply, person: Signed) -> JSONResponse:
    """The keys with which programs act for one, the newest first."""
    if person is None:
        return reply.refused(Refused(SignInFirst()))
    found = [
        KeySeen(
            id=one.id,
            name=one.name,
            scopes=one.scopes,
            made_at=one.made_at,
            ends_at=one.ends_at,
            used_on=one.used_on,
        )
        for one in keys.open_of(desk.engine, person.id, desk.sign_in.wall.now())
    ]
    return reply.found(found, _SEEN)


@router.post("", dependencies=[*SIGNED_IN, *NO_KEY], response_model=Made)
def make_key(
    desk: At, reply: Reply, this: InSession, body: KeyBody, key: IdempotencyKey
) -> JSONResponse:
    """Make a key; its secret is shown this once."""
    if this is None:
        return reply.refused(Refused(SignInFirst()))
    wanted = KeyWanted(body.name, tuple(body.scopes), body.until)
    return reply.found(make(desk, f"api:key:{key}", this, wanted), _MADE)


@router.post(
    "/{own_key}/revoke",
    dependencies=[*SIGNED_IN, *NO_KEY],
    response_model=dict[Literal["key"], str],
)
def revoke_key(desk: At, reply: Reply, own_key: Id, key: IdempotencyKey) -> JSONResponse:
    """Have nothing done with a key any more."""
    return reply.answered(keys.revoke(desk.engine, f"api:revoke-key:{key}", own_key))
