"""One's own account over JSON: the devices that are signed in, and another password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.people import sessions
from yeshi.people.person import SignInFirst
from yeshi.people.session import WayIn
from yeshi.web.frame.access import SIGNED_IN, At, InSession, Signed
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Secret
from yeshi.web.frame.scopes import NO_KEY
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.account import change_password, stay

router = APIRouter(prefix="/api/me", tags=["people"])


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSeen:
    """A device that is signed in; `is_this`: the one that asks."""

    id: str
    device: str
    way: WayIn
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    is_this: bool


_SEEN = TypeAdapter(list[SessionSeen])


class PasswordBody(Body):
    """The password there is, and the one there shall be."""

    present: Secret
    new: Secret


@router.get("/sessions", dependencies=[*SIGNED_IN, *NO_KEY], response_model=list[SessionSeen])
def mine(desk: At, reply: Reply, person: Signed, this: InSession) -> JSONResponse:
    """The devices on which one is signed in, the last seen first."""
    if person is None or this is None:
        return reply.refused(Refused(SignInFirst()))
    found = [
        SessionSeen(
            id=one.id,
            device=one.device,
            way=one.way,
            opened_at=one.opened_at,
            seen_at=one.seen_at,
            ends_at=one.ends_at,
            is_this=one.id == this.id,
        )
        for one in sessions.open_of(desk.engine, person.id, desk.sign_in.wall.now())
    ]
    return reply.found(found, _SEEN)


@router.post(
    "/sessions/{session}/end",
    dependencies=[*SIGNED_IN, *NO_KEY],
    response_model=dict[Literal["session"], str],
)
def end(desk: At, reply: Reply, session: Id, key: IdempotencyKey) -> JSONResponse:
    """Sign one device out."""
    return reply.answered(sessions.end_session(desk.engine, f"api:end-session:{key}", session))


@router.post(
    "/sessions/end-others",
    dependencies=[*SIGNED_IN, *NO_KEY],
    response_model=dict[Literal["session"], str],
)
def end_others(desk: At, reply: Reply, this: InSession, key: IdempotencyKey) -> JSONResponse:
    """Sign all devices out but the one that asks."""
    but = this.id if this else ""
    return reply.answered(sessions.end_others(desk.engine, f"api:end-others:{key}", but))


@router.post(
    "/password",
    dependencies=[*SIGNED_IN, *TRIES, *NO_KEY],
    response_model=dict[Literal["person"], str],
)
def password(
    desk: At,
    request: Request,
    reply: Reply,
    person: Signed,
    this: InSession,
    body: PasswordBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Take another password: all sessions end, and a new one begins here."""
    refused = change_password(desk, request, f"api:password:{key}", person, body.present, body.new)
    if refused or person is None or this is None:
        return reply.refused(refused or Refused(SignInFirst()))
    response = JSONResponse({"person": person.id})
    stay(desk, request, person, response, this)
    return response
