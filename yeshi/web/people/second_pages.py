"""The second step of signing in: a code, or an authenticator of one's own that shows its first."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.people.person import Person, SignInFirst
from yeshi.people.session import SignInStep, WayIn
from yeshi.web.frame.access import HALF_WAY_IN, At, OnTheWay
from yeshi.web.frame.answering import Page, PageReply, local_path, redirect
from yeshi.web.frame.entrances import lands_at
from yeshi.web.frame.fields import FormPath, Key, Path, Secret
from yeshi.web.frame.qr_codes import drawn
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.factors import enrol, offer
from yeshi.web.people.passkeys import work_here
from yeshi.web.people.showing import in_groups, with_cookies_of

CODE, ENROL = "/sign-in/code", "/sign-in/authenticator"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def page_of(step: SignInStep, person: Person | None, back: str) -> str:
    """Where somebody goes on who is that far in; by the front door, to where they work."""
    to = local_path(back)
    if step is not SignInStep.IN:
        return f"{CODE if step is SignInStep.CODE else ENROL}?back={quote(to, safe='/?=')}"
    return lands_at(person) if person is not None and to == "/" else to


@router.get(CODE, dependencies=HALF_WAY_IN)
def code_page(
    desk: At, request: Request, page: Page, one: OnTheWay, back: Annotated[Path, Query()] = "/"
) -> Response:
    """Where a code is asked for, after the password."""
    if one.session.step is not SignInStep.CODE:
        return redirect(page_of(one.session.step, one.person, back))
    return page.show(
        "people/code.html", back=local_path(back), passkeys_work=work_here(desk, request)
    )


@router.post(CODE, dependencies=[*HALF_WAY_IN, *TRIES])
def show_code(
    desk: At,
    request: Request,
    page: Page,
    one: OnTheWay,
    code: Annotated[Secret, Form()],
    back: FormPath = "/",
) -> Response:
    """Come in by a code of the authenticator, or a recovery code, which is used by it."""
    if one.session.step is not SignInStep.CODE:
        return page.refused(Refused(SignInFirst()))
    way = desk.sign_in.use_code(request, one.person.id, code)
    if isinstance(way, Refused):
        return page.refused(way, page_of(SignInStep.CODE, one.person, back))
    response = redirect(page_of(SignInStep.IN, one.person, back))
    desk.sign_in.enter_anew(request, one.person, response, way, SignInStep.IN)
    return response


@router.get(ENROL, dependencies=HALF_WAY_IN)
def enrol_page(
    desk: At, request: Request, page: Page, one: OnTheWay, back: Annotated[Path, Query()] = "/"
) -> Response:
    """Where somebody whose roles ask for it sets up an authenticator, before anything else."""
    if one.session.step is not SignInStep.ENROL:
        return redirect(page_of(one.session.step, one.person, back))
    offered = offer(desk, request, one.person, one.session)
    return page.show(
        "people/enrol.html",
        back=local_path(back),
        picture=drawn(offered.uri),
        secret=in_groups(offered.secret),
        uri=offered.uri,
        passkeys_work=work_here(desk, request),
    )


@router.post(ENROL, dependencies=[*HALF_WAY_IN, *TRIES])
def show_first_code(
    desk: At,
    request: Request,
    page: Page,
    one: OnTheWay,
    key: Key,
    code: Annotated[Secret, Form()],
    back: FormPath = "/",
) -> Response:
    """Come in by the first code of one's authenticator; the recovery codes are shown, once."""
    if one.session.step is not SignInStep.ENROL:
        return page.refused(Refused(SignInFirst()))
    codes = enrol(desk, request, f"page:{key}", one.person, one.session, code)
    if isinstance(codes, Refused):
        return page.refused(codes, page_of(SignInStep.ENROL, one.person, back))
    came = Response()
    desk.sign_in.enter_anew(request, one.person, came, WayIn.CODE, SignInStep.IN)
    return shown_codes(page, codes, page_of(SignInStep.IN, one.person, back), came)


def shown_codes(page: PageReply, codes: list[str], to: str, came: Response) -> Response:
    """The page with recovery codes, which nobody is shown again, and the cookies of `came`."""
    return with_cookies_of(came, page.show("people/recovery_codes.html", codes=codes, to=to))
