"""Coming in by an invitation: a name and a password, or the roles for who has those already."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import inviting
from yeshi.people.password import LENGTH_MIN
from yeshi.web.frame.access import ANYBODY, SIGNED_IN, TELLS_MORE, At, InSession, Signed
from yeshi.web.frame.answering import Page, redirect
from yeshi.web.frame.fields import Key, NewId, Secret, Token
from yeshi.web.frame.links import COME_IN
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people import coming_in
from yeshi.web.people.second_pages import page_of
from yeshi.web.people.showing import with_cookies_of

PAGE = f"{COME_IN}/{{token}}"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=TELLS_MORE)
def door(desk: At, page: Page, token: Token, person: Signed) -> Response:
    """Who is invited to what, and how they come in."""
    found = inviting.by_token(desk.engine, token)
    if isinstance(found, Refused):
        return page.refused(found, "/sign-in")
    return page.show(
        "people/come_in.html",
        invitation=found,
        token=token,
        signed_in=person,
        letters_min=LENGTH_MIN,
    )


@router.post(PAGE, dependencies=[*ANYBODY, *TRIES])
def enter(
    desk: At,
    request: Request,
    page: Page,
    token: Token,
    key: Key,
    who: Annotated[NewId, Form(alias="id")],
    password: Annotated[Secret, Form()],
) -> Response:
    """Come in under a name and a password of one's own, and go where one works."""
    person = coming_in.come_in(desk, f"page:{key}", token, who, password)
    if isinstance(person, Refused):
        return page.refused(person, f"{COME_IN}/{token}")
    came = Response()
    step = coming_in.enter(desk, request, person, came, None)
    return with_cookies_of(came, redirect(page_of(step, person, "/")))


@router.post(f"{PAGE}/take-on", dependencies=SIGNED_IN)
def take_roles_on(
    desk: At, request: Request, page: Page, token: Token, key: Key, session: InSession
) -> Response:
    """Have the roles besides those one has; on this device one stays signed in."""
    person = coming_in.take_on(desk, request, f"page:{key}", token)
    if isinstance(person, Refused):
        return page.refused(person, f"{COME_IN}/{token}")
    came = Response()
    step = coming_in.enter(desk, request, person, came, session)
    return with_cookies_of(came, redirect(page_of(step, person, "/")))
