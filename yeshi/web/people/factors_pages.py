"""One's second factor on one's account: set up, replaced, turned off, and other recovery codes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import factors
from yeshi.people.person import SignInFirst
from yeshi.people.session import SignInStep, WayIn
from yeshi.web.frame.access import SIGNED_IN, At, InSession, Signed
from yeshi.web.frame.answering import Page, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Key, Secret
from yeshi.web.frame.qr_codes import drawn
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.factors import Given, confirmed, offer, renew_codes, replaced
from yeshi.web.people.second_pages import shown_codes
from yeshi.web.people.showing import in_groups

ACCOUNT, PAGE = "/account", "/account/authenticator"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

Password = Annotated[Secret, Form()]
Code = Annotated[Secret, Form()]


@router.get(PAGE, dependencies=SIGNED_IN)
def authenticator(
    desk: At, request: Request, page: Page, person: Signed, session: InSession
) -> Response:
    """A secret for an authenticator, which takes the place of the one there is."""
    if person is None or session is None:
        return page.refused(Refused(SignInFirst()), ACCOUNT)
    offered = offer(desk, request, person, session)
    return page.show(
        "people/authenticator.html",
        picture=drawn(offered.uri),
        secret=in_groups(offered.secret),
        uri=offered.uri,
        replaces=factors.of(desk.engine, person.id).has_authenticator,
    )


@router.post(PAGE, dependencies=[*SIGNED_IN, *TRIES])
def set_up(
    desk: At,
    request: Request,
    page: Page,
    person: Signed,
    session: InSession,
    key: Key,
    password: Password,
    first: Annotated[Secret, Form(alias="first_code")],
    code: Code = "",
) -> Response:
    """Show codes of that authenticator from now on; the recovery codes are shown, once."""
    if person is None or session is None:
        return page.refused(Refused(SignInFirst()), ACCOUNT)
    given = Given(password, code, first)
    codes = replaced(desk, request, f"page:{key}", person, session, given)
    if isinstance(codes, Refused):
        return page.refused(codes, PAGE)
    came = Response()
    desk.sign_in.enter_anew(request, person, came, WayIn.CODE, SignInStep.IN)
    return shown_codes(page, codes, ACCOUNT, came)


@router.post("/account/authenticator/off", dependencies=[*SIGNED_IN, *TRIES])
def turn_off(
    desk: At, request: Request, page: Page, person: Signed, key: Key, password: Password,
    code: Code,
) -> Response:  # fmt: skip
    """Sign in without a code from now on; all other devices are signed out."""
    if person is None:
        return page.refused(Refused(SignInFirst()), ACCOUNT)
    answer = confirmed(desk, request, person, password, code) or factors.turn_off(
        desk.engine, f"page:{key}", person
    )
    if isinstance(answer, Refused):
        return page.refused(answer, ACCOUNT)
    response = done(ACCOUNT, Deed.DONE)
    desk.sign_in.enter_anew(request, person, response, WayIn.PASSWORD, SignInStep.IN)
    return response


@router.post("/account/recovery-codes", dependencies=[*SIGNED_IN, *TRIES])
def recovery_codes(
    desk: At, request: Request, page: Page, person: Signed, key: Key, password: Password,
    code: Code,
) -> Response:  # fmt: skip
    """Other recovery codes, which are shown once; those of before end."""
    if person is None:
        return page.refused(Refused(SignInFirst()), ACCOUNT)
    refused = confirmed(desk, request, person, password, code)
    if refused:
        return page.refused(refused, ACCOUNT)
    codes = renew_codes(desk, f"page:{key}", person)
    if isinstance(codes, Refused):
        return page.refused(codes, ACCOUNT)
    return shown_codes(page, codes, ACCOUNT, Response())
