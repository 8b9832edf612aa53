"""Coming in by a code to a phone or by mail, and proving that one of them is one's own."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import proving
from yeshi.people.sent_code import DIGITS, CodeFor, wrong_code
from yeshi.web.frame.access import ANYBODY, SIGNED_IN, At, Signed
from yeshi.web.frame.answering import Page, done, local_path, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormPath, Id, Key, Line, Path, Secret
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.second_pages import page_of
from yeshi.web.people.sent_codes import (
    COOKIE,
    come_in,
    keep,
    let_go,
    prove,
    send,
    send_to_prove,
    under_way,
)
from yeshi.web.people.showing import with_cookies_of

TYPED, ACCOUNT, PROVEN = "/sign-in/sent-code", "/account", "/account/contacts/code"

Contact = Annotated[Line, Form(max_length=254)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/sign-in/send-code", dependencies=[*ANYBODY, *TRIES])
def send_code(
    desk: At, request: Request, page: Page, contact: Contact, back: FormPath = "/"
) -> Response:
    """Have a code sent; whether there is an account, the answer does not tell."""
    token = send(desk, request, contact)
    if isinstance(token, Refused):
        return page.refused(token, f"/sign-in?back={_on(back)}")
    return keep(redirect(f"{TYPED}?back={_on(back)}"), token)


@router.get(TYPED, dependencies=ANYBODY)
def code_page(
    desk: At, request: Request, page: Page, back: Annotated[Path, Query()] = "/"
) -> Response:
    """Where the code is typed that was sent to whoever asked for it with this browser."""
    found = under_way(desk, request.cookies.get(COOKIE, ""))
    if found is None or found.purpose is not CodeFor.ENTER:
        return redirect(f"/sign-in?back={_on(back)}")
    return page.show(
        "people/sent_code.html",
        to=found.contact.address,
        is_shown=found.contact.by in desk.shown,
        digits=DIGITS,
        action=TYPED,
        other=f"/sign-in?back={_on(back)}",
        back=local_path(back),
    )


@router.post(TYPED, dependencies=[*ANYBODY, *TRIES])
def type_code(
    desk: At, request: Request, page: Page, code: Annotated[Secret, Form()], back: FormPath = "/"
) -> Response:
    """Come in by the code, as whoever the phone or mail is of, or as somebody new."""
    came = Response()
    found = come_in(desk, request, request.cookies.get(COOKIE, ""), code, came)
    if isinstance(found, Refused):
        over = found != wrong_code()
        return page.refused(found, f"{'/sign-in' if over else TYPED}?back={_on(back)}")
    return let_go(with_cookies_of(came, redirect(page_of(found.step, found.person, back))))


@router.post("/account/contacts", dependencies=[*SIGNED_IN, *TRIES])
def add(
    desk: At, request: Request, page: Page, person: Signed, contact: Contact,
    password: Annotated[Secret, Form()] = "",
) -> Response:  # fmt: skip
    """Have a code sent to another phone or mail address of one's own."""
    token = send_to_prove(desk, request, person, contact, password)
    if isinstance(token, Refused):
        return page.refused(token, ACCOUNT)
    return keep(redirect(PROVEN), token)


@router.get(PROVEN, dependencies=SIGNED_IN)
def proof_page(desk: At, request: Request, page: Page, person: Signed) -> Response:
    """Where the code is typed that proves it."""
    found = under_way(desk, request.cookies.get(COOKIE, ""))
    if found is None or person is None or found.person != person.id:
        return redirect(ACCOUNT)
    return page.show(
        "people/sent_code.html",
        to=found.contact.address,
        is_shown=found.contact.by in desk.shown,
        digits=DIGITS,
        action=PROVEN,
        other=ACCOUNT,
        back="",
    )


@router.post(PROVEN, dependencies=[*SIGNED_IN, *TRIES])
def show_proof(
    desk: At, request: Request, page: Page, person: Signed, key: Key,
    code: Annotated[Secret, Form()],
) -> Response:  # fmt: skip
    """Have the contact be one's own from now on."""
    token = request.cookies.get(COOKIE, "")
    refused = prove(desk, request, f"page:{key}", person, token, code)
    if refused:
        return page.refused(refused, PROVEN if refused == wrong_code() else ACCOUNT)
    return let_go(done(ACCOUNT, Deed.CONTACT))


@router.post("/account/contacts/{contact}/remove", dependencies=SIGNED_IN)
def remove(desk: At, page: Page, contact: Id, key: Key) -> Response:
    """Come in by it no more."""
    return page.back(
        proving.remove(desk.engine, f"page:{key}", contact), ACCOUNT, Deed.CONTACT_GONE
    )


def _on(back: str) -> str:
    return quote(local_path(back), safe="/?=")
