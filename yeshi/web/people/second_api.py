"""The second step of signing in, over JSON."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.people.person import SignInFirst
from yeshi.people.session import SignInStep, WayIn
from yeshi.web.frame.access import HALF_WAY_IN, At, OnTheWay
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import IdempotencyKey, Secret
from yeshi.web.frame.scopes import NO_KEY
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.api import HowFar, how_far
from yeshi.web.people.factors import AuthenticatorOffer, enrol, offer
from yeshi.web.people.showing import with_cookies_of

router = APIRouter(prefix="/api/sign-in", tags=["people"])

OFFER = TypeAdapter(AuthenticatorOffer)


class CodeBody(Body):
    """A code of the authenticator, or a recovery code."""

    code: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesShown:
    """Recovery codes, which are shown this once; each lets somebody in once."""

    person: str
    step: SignInStep
    recovery_codes: list[str]


@router.post("/code", dependencies=[*HALF_WAY_IN, *TRIES, *NO_KEY], response_model=HowFar)
def code(desk: At, request: Request, reply: Reply, one: OnTheWay, body: CodeBody) -> JSONResponse:
    """Come in by a code, which is used by it."""
    if one.session.step is not SignInStep.CODE:
        return reply.refused(Refused(SignInFirst()))
    way = desk.sign_in.use_code(request, one.person.id, body.code)
    if isinstance(way, Refused):
        return reply.refused(way)
    response = JSONResponse(how_far(one.person, SignInStep.IN))
    desk.sign_in.enter_anew(request, one.person, response, way, SignInStep.IN)
    return response


@router.get(
    "/authenticator", dependencies=[*HALF_WAY_IN, *NO_KEY], response_model=AuthenticatorOffer
)
def offered(desk: At, request: Request, reply: Reply, one: OnTheWay) -> JSONResponse:
    """The secret for an authenticator of somebody who has to have one."""
    if one.session.step is not SignInStep.ENROL:
        return reply.refused(Refused(SignInFirst()))
    return reply.found(offer(desk, request, one.person, one.session), OFFER)


@router.post(
    "/authenticator", dependencies=[*HALF_WAY_IN, *TRIES, *NO_KEY], response_model=CodesShown
)
def authenticator(
    desk: At, request: Request, reply: Reply, one: OnTheWay, body: CodeBody, key: IdempotencyKey
) -> JSONResponse:
    """Come in by the first code of the authenticator that was offered."""
    if one.session.step is not SignInStep.ENROL:
        return reply.refused(Refused(SignInFirst()))
    codes = enrol(desk, request, f"api:enrol:{key}", one.person, one.session, body.code)
    if isinstance(codes, Refused):
        return reply.refused(codes)
    came = Response()
    desk.sign_in.enter_anew(request, one.person, came, WayIn.CODE, SignInStep.IN)
    told = {**how_far(one.person, SignInStep.IN), "recovery_codes": codes}
    return with_cookies_of(came, JSONResponse(told))
