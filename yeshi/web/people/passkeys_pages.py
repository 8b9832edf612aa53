"""Passkeys over pages: registered with a name, used at the door, removed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import passkeys
from yeshi.people.passkey import NAME_MAX
from yeshi.people.person import SignInFirst
from yeshi.people.session import SignInStep, WayIn
from yeshi.web.frame.access import ANYBODY, HALF_WAY_IN, SIGNED_IN, At, InSession, OnTheWay, Signed
from yeshi.web.frame.answering import Page, done, local_path, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormPath, FormText, Id, Key, Line, Secret
from yeshi.web.frame.language import language_of
from yeshi.web.frame.problems import problem
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.account import stay
from yeshi.web.people.factors import confirmed
from yeshi.web.people.passkeys import ask_for_new, ask_who, new_of, who_answers
from yeshi.web.people.second_pages import ENROL, page_of

ACCOUNT = "/account"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

PasskeyName = Annotated[Line, Form(max_length=NAME_MAX)]
Password = Annotated[Secret, Form()]


@router.post("/sign-in/passkey/ask", dependencies=[*ANYBODY, *TRIES])
def ask_for_any(desk: At, request: Request) -> Response:
    """What any device with a passkey of this city is asked, for the page's script."""
    return _asked(ask_who(desk, request), request)


@router.post("/sign-in/passkey", dependencies=[*ANYBODY, *TRIES])
def enter_by_passkey(
    desk: At, request: Request, page: Page, answer: FormText, back: FormPath = "/"
) -> Response:
    """Come in by a passkey alone: the device has asked its owner for more than that it is there."""
    person = who_answers(desk, request, answer)
    if isinstance(person, Refused):
        return page.refused(person, f"/sign-in?back={local_path(back)}")
    response = redirect(page_of(SignInStep.IN, person, back))
    desk.sign_in.enter_anew(request, person, response, WayIn.PASSKEY, SignInStep.IN)
    return response


@router.post("/sign-in/passkeys/ask", dependencies=[*HALF_WAY_IN, *TRIES])
def ask_for_first(desk: At, request: Request, one: OnTheWay) -> Response:
    """What a device is asked that shall be the second factor of somebody who has to have one."""
    if one.session.step is not SignInStep.ENROL:
        return _asked(Refused(SignInFirst()), request)
    return _asked(ask_for_new(desk, request, one.person, one.session.id), request)


@router.post("/sign-in/passkeys", dependencies=[*HALF_WAY_IN, *TRIES])
def register_first(
    desk: At,
    request: Request,
    page: Page,
    one: OnTheWay,
    key: Key,
    name: PasskeyName,
    answer: FormText,
    back: FormPath = "/",
) -> Response:
    """Come in by registering a passkey."""
    if one.session.step is not SignInStep.ENROL:
        return page.refused(Refused(SignInFirst()))
    made = new_of(desk, one.session.id, one.person, name, answer)
    kept = (
        made
        if isinstance(made, Refused)
        else passkeys.register(desk.engine, f"page:{key}", one.person, made)
    )
    if isinstance(kept, Refused):
        return page.refused(kept, ENROL)
    response = redirect(page_of(SignInStep.IN, one.person, back))
    desk.sign_in.enter_anew(request, one.person, response, WayIn.PASSKEY, SignInStep.IN)
    return response


@router.post("/account/passkeys/ask", dependencies=[*SIGNED_IN, *TRIES])
def ask_for_another(
    desk: At,
    request: Request,
    person: Signed,
    session: InSession,
    password: Password,
    code: Annotated[Secret, Form()] = "",
) -> Response:
    """What a device is asked that shall have a passkey; with the password, and a code if any."""
    if person is None or session is None:
        return _asked(Refused(SignInFirst()), request)
    refused = confirmed(desk, request, person, password, code)
    return _asked(refused or ask_for_new(desk, request, person, session.id), request)


@router.post("/account/passkeys", dependencies=[*SIGNED_IN, *TRIES])
def register(
    desk: At,
    page: Page,
    person: Signed,
    session: InSession,
    key: Key,
    name: PasskeyName,
    answer: FormText,
) -> Response:
    """Sign in with that passkey from now on."""
    if person is None or session is None:
        return page.refused(Refused(SignInFirst()), ACCOUNT)
    made = new_of(desk, session.id, person, name, answer)
    if isinstance(made, Refused):
        return page.refused(made, ACCOUNT)
    return page.back(
        passkeys.register(desk.engine, f"page:{key}", person, made), ACCOUNT, Deed.PASSKEY
    )


@router.post("/account/passkeys/{passkey}/remove", dependencies=[*SIGNED_IN, *TRIES])
def remove(
    desk: At,
    request: Request,
    page: Page,
    person: Signed,
    session: InSession,
    passkey: Id,
    key: Key,
    password: Password,
    code: Annotated[Secret, Form()] = "",
) -> Response:
    """Let nobody in with that passkey any more; all other devices are signed out."""
    if person is None or session is None:
        return page.refused(Refused(SignInFirst()), ACCOUNT)
    answer = confirmed(desk, request, person, password, code) or passkeys.remove(
        desk.engine, f"page:{key}", person, passkey
    )
    if isinstance(answer, Refused):
        return page.refused(answer, ACCOUNT)
    return stay(desk, request, person, done(ACCOUNT, Deed.PASSKEY_GONE), session)


def _asked(options: str | Refused, request: Request) -> Response:
    """What the page's script hands to the device; or why nothing can be asked."""
    if isinstance(options, Refused):
        return problem(options, language_of(request))
    return Response(options, media_type="application/json")
