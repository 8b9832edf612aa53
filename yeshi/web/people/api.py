"""Signing in over JSON, and who one is."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.refused import Refused
from yeshi.people.person import SignInFirst
from yeshi.web.frame.access import ANYBODY, SIGNED_IN, At, Signed
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Line, Secret
from yeshi.web.frame.sign_in import way_of
from yeshi.web.frame.sparing import TRIES

router = APIRouter(prefix="/api", tags=["programmes"])


class SignInBody(Body):
    """Who signs in; a demo person has no password."""

    id: Line = Field(max_length=60)
    password: Secret = ""


@router.post(
    "/sign-in", dependencies=[*ANYBODY, *TRIES], response_model=dict[Literal["person"], str]
)
def sign_in(desk: At, request: Request, reply: Reply, body: SignInBody) -> JSONResponse:
    """Sign in; the session lasts 12 hours, of a stall or courier 60 days from its last use.

    The one before ends.
    """
    person = desk.sign_in.enter(request, body.id, body.password)
    if isinstance(person, Refused):
        return reply.refused(person)
    response = JSONResponse({"person": person.id})
    desk.sign_in.enter_anew(request, person, response, way_of(person))
    return response


@router.get("/me", dependencies=SIGNED_IN)
def me(person: Signed, reply: Reply) -> Any:
    """Who is signed in, and their roles."""
    if person is None:
        return reply.refused(Refused(SignInFirst()))
    grants = [{"role": one.role, "scope": one.scope} for one in person.grants]
    return {"person": person.id, "name": person.name, "grants": grants}
