"""Signing in over JSON, and who one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.refused import Refused
from yeshi.people.person import Person, SignInFirst
from yeshi.people.session import SignInStep
from yeshi.web.frame.access import ANYBODY, SIGNED_IN, At, Signed
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Line, Secret
from yeshi.web.frame.scopes import ANY_KEY, NO_KEY
from yeshi.web.frame.sign_in import way_of
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.showing import with_cookies_of

router = APIRouter(prefix="/api", tags=["programmes"])


class SignInBody(Body):
    """Who signs in; a demo person has no password."""

    id: Line = Field(max_length=100)
    password: Secret = ""


@dataclass(frozen=True, slots=True)
class HowFar:
    """Who is signing in, and how far they are: `in`, or what they have to show besides.

    `code`: a code, at `/api/sign-in/code`; `enrol`: an authenticator, at
    `/api/sign-in/authenticator`.
    """

    person: str
    step: SignInStep


def how_far(person: Person, step: SignInStep) -> dict[str, str]:
    """What somebody is told who signs in."""
    return {"person": person.id, "step": step.value}


@router.post("/sign-in", dependencies=[*ANYBODY, *TRIES, *NO_KEY], response_model=HowFar)
def sign_in(desk: At, request: Request, reply: Reply, body: SignInBody) -> JSONResponse:
    """Sign in; the session lasts 12 hours, of a stall or courier 60 days from its last use.

    The one before ends.
    """
    person = desk.sign_in.enter(request, body.id, body.password)
    if isinstance(person, Refused):
        return reply.refused(person)
    came = Response()
    step = desk.sign_in.enter_anew(request, person, came, way_of(person))
    return with_cookies_of(came, JSONResponse(how_far(person, step)))


@router.get("/me", dependencies=[*SIGNED_IN, *ANY_KEY])
def me(person: Signed, reply: Reply) -> Any:
    """Who is signed in, and their roles."""
    if person is None:
        return reply.refused(Refused(SignInFirst()))
    grants = [{"role": one.role, "scope": one.scope} for one in person.grants]
    return {"person": person.id, "name": person.name, "grants": grants}
