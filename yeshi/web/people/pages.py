"""Signing in and out, and the language in which a visitor reads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.base.sentences import LANGUAGES
from yeshi.people.person import Person
from yeshi.people.session import SignInStep
from yeshi.web.frame.access import ANYBODY, At, InSession
from yeshi.web.frame.answering import Page, local_path, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import FormPath, Id, Line, Path, Secret
from yeshi.web.frame.language import COOKIE
from yeshi.web.frame.sign_in import way_of
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.made_up_people import sorted_cast
from yeshi.web.people.passkeys import work_here
from yeshi.web.people.second_pages import page_of
from yeshi.web.people.showing import with_cookies_of

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/sign-in", dependencies=ANYBODY)
def door(
    desk: At, request: Request, page: Page, session: InSession, back: Annotated[Path, Query()] = "/"
) -> Response:
    """The door for those who work for the city, a foundation or a party of an accord.

    Who has shown their password already is led on to what they have to show besides.
    """
    if session is not None and session.step is not SignInStep.IN:
        return redirect(page_of(session.step, None, back))
    cast = sorted_cast(_made_up(desk))
    return page.show(
        "people/sign_in.html",
        cast=cast,
        provider=desk.provider.name if desk.provider else "",
        back=local_path(back),
        passkeys_work=work_here(desk, request),
    )


def _made_up(desk: Desk) -> list[Person]:
    """Those as whom anybody may sign in; a city of one's own has none."""
    if not desk.charter().demo:
        return []
    with desk.engine.store.read() as work:
        return [person for person in work.persons.all() if person.is_demo]


@router.post("/sign-in", dependencies=[*ANYBODY, *TRIES])
def enter(
    desk: At,
    request: Request,
    page: Page,
    who: Annotated[Line, Form(max_length=100, alias="id")],
    password: Annotated[Secret, Form()] = "",
    back: FormPath = "/",
) -> Response:
    """Come in and go where one came from."""
    person = desk.sign_in.enter(request, who.strip(), password)
    if isinstance(person, Refused):
        return page.refused(person, f"/sign-in?back={local_path(back)}")
    came = Response()
    step = desk.sign_in.enter_anew(request, person, came, way_of(person))
    return with_cookies_of(came, redirect(page_of(step, person, back)))


@router.post("/sign-out", dependencies=ANYBODY)
def leave(desk: At, request: Request) -> Response:
    """Go out: the session ends, whoever has its cookie still."""
    response = redirect("/")
    desk.sign_in.leave(request, response)
    return response


@router.get("/language/{language}", dependencies=ANYBODY)
def language(language: Id, back: Annotated[Path, Query()] = "/") -> Response:
    """Read in another language from now on."""
    response = redirect(local_path(back))
    if language in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=10**8, samesite="lax")
    return response
