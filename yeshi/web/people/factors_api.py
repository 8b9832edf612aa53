"""One's second factor over JSON: what there is, set up, replaced, turned off, and other codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.people import factors
from yeshi.people.person import SignInFirst
from yeshi.people.session import SignInStep, WayIn
from yeshi.web.frame.access import SIGNED_IN, At, InSession, Signed
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import IdempotencyKey, Secret
from yeshi.web.frame.scopes import NO_KEY
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.api import how_far
from yeshi.web.people.factors import (
    AuthenticatorOffer,
    Given,
    confirmed,
    offer,
    renew_codes,
    replaced,
)
from yeshi.web.people.second_api import OFFER, CodesShown
from yeshi.web.people.showing import with_cookies_of

router = APIRouter(prefix="/api/me", tags=["people"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsSeen:
    """Since when there is an authenticator, and how many recovery codes are left."""

    authenticator_since: datetime | None
    recovery_codes_left: int


_SEEN = TypeAdapter(FactorsSeen)


class ConfirmBody(Body):
    """The password, and a code of the authenticator or a recovery code."""

    password: Secret
    code: Secret = ""


class AuthenticatorBody(ConfirmBody):
    """Besides, the first code of the authenticator that was offered."""

    first_code: Secret


@router.get("/factors", dependencies=[*SIGNED_IN, *NO_KEY], response_model=FactorsSeen)
def mine(desk: At, reply: Reply, person: Signed) -> JSONResponse:
    """What one shows beside one's password."""
    if person is None:
        return reply.refused(Refused(SignInFirst()))
    known = factors.of(desk.engine, person.id)
    seen = FactorsSeen(authenticator_since=known.since, recovery_codes_left=len(known.recovery))
    return reply.found(seen, _SEEN)


@router.get("/authenticator", dependencies=[*SIGNED_IN, *NO_KEY], response_model=AuthenticatorOffer)
def offered(
    desk: At, request: Request, reply: Reply, person: Signed, this: InSession
) -> JSONResponse:
    """A secret for an authenticator, the same for as long as this session lasts."""
    if person is None or this is None:
        return reply.refused(Refused(SignInFirst()))
    return reply.found(offer(desk, request, person, this), OFFER)


@router.post(
    "/authenticator", dependencies=[*SIGNED_IN, *TRIES, *NO_KEY], response_model=CodesShown
)
def set_up(
    desk: At,
    request: Request,
    reply: Reply,
    person: Signed,
    this: InSession,
    body: AuthenticatorBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Show codes of that authenticator from now on; all other sessions end."""
    if person is None or this is None:
        return reply.refused(Refused(SignInFirst()))
    given = Given(body.password, body.code, body.first_code)
    codes = replaced(desk, request, f"api:enrol:{key}", person, this, given)
    if isinstance(codes, Refused):
        return reply.refused(codes)
    came = Response()
    desk.sign_in.enter_anew(request, person, came, WayIn.CODE, SignInStep.IN)
    told = {**how_far(person, SignInStep.IN), "recovery_codes": codes}
    return with_cookies_of(came, JSONResponse(told))


@router.post(
    "/authenticator/off",
    dependencies=[*SIGNED_IN, *TRIES, *NO_KEY],
    response_model=dict[Literal["person"], str],
)
def turn_off(
    desk: At,
    request: Request,
    reply: Reply,
    person: Signed,
    body: ConfirmBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Sign in without a code from now on; all other sessions end."""
    if person is None:
        return reply.refused(Refused(SignInFirst()))
    answer = confirmed(desk, request, person, body.password, body.code) or factors.turn_off(
        desk.engine, f"api:turn-off:{key}", person
    )
    if isinstance(answer, Refused):
        return reply.refused(answer)
    response = JSONResponse({"person": person.id})
    desk.sign_in.enter_anew(request, person, response, WayIn.PASSWORD, SignInStep.IN)
    return response


@router.post(
    "/recovery-codes", dependencies=[*SIGNED_IN, *TRIES, *NO_KEY], response_model=CodesShown
)
def recovery_codes(
    desk: At,
    request: Request,
    reply: Reply,
    person: Signed,
    body: ConfirmBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """Other recovery codes, shown this once; those of before end."""
    if person is None:
        return reply.refused(Refused(SignInFirst()))
    refused = confirmed(desk, request, person, body.password, body.code)
    codes = refused or renew_codes(desk, f"api:recovery-codes:{key}", person)
    if isinstance(codes, Refused):
        return reply.refused(codes)
    return JSONResponse({**how_far(person, SignInStep.IN), "recovery_codes": codes})
