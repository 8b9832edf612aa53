"""Codes to a phone or by mail over JSON: to come in by, or to prove that it is one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.people import proving
from yeshi.people.contact import By
from yeshi.people.person import SignInFirst
from yeshi.web.frame.access import ANYBODY, SIGNED_IN, At, Signed
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Line, Secret, Token
from yeshi.web.frame.scopes import NO_KEY
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.api import HowFar, how_far
from yeshi.web.people.sent_codes import come_in, prove, send, send_to_prove
from yeshi.web.people.showing import with_cookies_of

router = APIRouter(prefix="/api", tags=["people"])


class ContactBody(Body):
    """A phone number, with its country's code where it is of another, or a mail address."""

    contact: Line = Field(max_length=254)


class OwnContactBody(ContactBody):
    """The same, with the password of who has one."""

    password: Secret = ""


class SentCodeBody(Body):
    """The code that arrived; `sent`: what was answered to whoever had it sent."""

    sent: Token
    code: Secret


@dataclass(frozen=True, slots=True)
class CodeUnderWay:
    """A code is on its way: what is given back with it."""

    sent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSeen:
    """A phone or mail address by which one comes in."""

    id: str
    by: By
    address: str
    proven_at: datetime


_SEEN = TypeAdapter(list[ContactSeen])


@router.post(
    "/sign-in/send-code", dependencies=[*ANYBODY, *NO_KEY, *TRIES], response_model=CodeUnderWay
)
def send_code(desk: At, request: Request, reply: Reply, body: ContactBody) -> JSONResponse:
    """Have a code sent, which holds for ten minutes; whether there is an account, nothing tells."""
    token = send(desk, request, body.contact)
    return reply.refused(token) if isinstance(token, Refused) else JSONResponse({"sent": token})


@router.post("/sign-in/sent-code", dependencies=[*ANYBODY, *NO_KEY, *TRIES], response_model=HowFar)
def type_code(desk: At, request: Request, reply: Reply, body: SentCodeBody) -> JSONResponse:
    """Come in by the code, as whoever the phone or mail is of, or as somebody new."""
    came = Response()
    found = come_in(desk, request, body.sent, body.code, came)
    if isinstance(found, Refused):
        return reply.refused(found)
    return with_cookies_of(came, JSONResponse(how_far(found.person, found.step)))


@router.get("/me/contacts", dependencies=[*SIGNED_IN, *NO_KEY], response_model=list[ContactSeen])
def mine(desk: At, reply: Reply, person: Signed) -> JSONResponse:
    """The phones and mail addresses by which one comes in, the first first."""
    if person is None:
        return reply.refused(Refused(SignInFirst()))
    found = [
        ContactSeen(
            id=one.id, by=one.contact.by, address=one.contact.address, proven_at=one.proven_at
        )
        for one in proving.of(desk.engine, person.id)
    ]
    return reply.found(found, _SEEN)


@router.post(
    "/me/contacts", dependencies=[*SIGNED_IN, *NO_KEY, *TRIES], response_model=CodeUnderWay
)
def add(
    desk: At, request: Request, reply: Reply, person: Signed, body: OwnContactBody
) -> JSONResponse:
    """Have a code sent to another phone or mail address of one's own."""
    token = send_to_prove(desk, request, person, body.contact, body.password)
    return reply.refused(token) if isinstance(token, Refused) else JSONResponse({"sent": token})


@router.post(
    "/me/contacts/prove",
    dependencies=[*SIGNED_IN, *NO_KEY, *TRIES],
    response_model=dict[Literal["person"], str],
)
def show_proof(
    desk: At, request: Request, reply: Reply, person: Signed, body: SentCodeBody,
    key: IdempotencyKey,
) -> JSONResponse:  # fmt: skip
    """Have the contact be one's own by the code that arrived there."""
    refused = prove(desk, request, f"api:prove:{key}", person, body.sent, body.code)
    if refused or person is None:
        return reply.refused(refused or Refused(SignInFirst()))
    return JSONResponse({"person": person.id})


@router.post(
    "/me/contacts/{contact}/remove",
    dependencies=[*SIGNED_IN, *NO_KEY],
    response_model=dict[Literal["person"], str],
)
def remove(desk: At, reply: Reply, contact: Id, key: IdempotencyKey) -> JSONResponse:
    """Come in by it no more; nothing of it is kept."""
    return reply.answered(proving.remove(desk.engine, f"api:contact:{key}", contact))
