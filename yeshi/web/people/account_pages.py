"""One's own account: the devices that are signed in, its name, and a password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NAME_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import reading
from yeshi.flow.people import account as own_account
from yeshi.flow.people import factors, passkeys, providing, proving, sessions
from yeshi.people.password import LENGTH_MIN
from yeshi.people.person import CITY, Role, SignInFirst
from yeshi.web.frame.access import SIGNED_IN, At, Customer, InSession, Signed
from yeshi.web.frame.answering import Page, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, Secret
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.account import change_password, set_password, stay
from yeshi.web.people.passkeys import work_here

PAGE = "/account"
ORDERS_SHOWN = 10

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=SIGNED_IN)
def account(
    desk: At, request: Request, page: Page, person: Signed, session: InSession, customer: Customer
) -> Response:
    """Where one is signed in, which of these this device is, and what else is one's own."""
    if person is None or session is None:
        return page.refused(Refused(SignInFirst()), PAGE)
    return page.show(
        "people/account.html",
        devices=sessions.open_of(desk.engine, person.id, desk.sign_in.wall.now()),
        this=session.id,
        letters_min=LENGTH_MIN,
        owns_city=person.has(Role.OWNER, CITY),
        factors=factors.of(desk.engine, person.id),
        passkeys=passkeys.of(desk.engine, person.id),
        orders=reading.orders_of(desk.engine, customer, ORDERS_SHOWN),
        contacts=proving.of(desk.engine, person.id),
        subjects=providing.of(desk.engine, person.id),
        name_max=NAME_LENGTH_MAX,
        passkeys_work=work_here(desk, request),
        address=desk.site.address,
        must=factors.is_bound(desk.engine, person),
        oversees=bool(person.where(Role.OPERATOR)),
    )


@router.post("/account/sessions/{session}/end", dependencies=SIGNED_IN)
def end(desk: At, page: Page, session: Id, key: Key) -> Response:
    """Sign one device out."""
    return page.back(
        sessions.end_session(desk.engine, f"page:{key}", session), PAGE, Deed.SIGNED_OUT
    )


@router.post("/account/sessions/end-others", dependencies=SIGNED_IN)
def end_others(desk: At, page: Page, this: InSession, key: Key) -> Response:
    """Sign all devices out but this one."""
    but = this.id if this else ""
    return page.back(sessions.end_others(desk.engine, f"page:{key}", but), PAGE, Deed.SIGNED_OUT)


@router.post("/account/password", dependencies=[*SIGNED_IN, *TRIES])
def password(
    desk: At,
    request: Request,
    page: Page,
    person: Signed,
    this: InSession,
    key: Key,
    present: Annotated[Secret, Form(alias="password")],
    new: Annotated[Secret, Form(alias="new_password")],
) -> Response:
    """Take another password: all other devices have to give it."""
    refused = change_password(desk, request, f"page:{key}", person, present, new)
    if refused or person is None or this is None:
        return page.refused(refused or Refused(SignInFirst()), PAGE)
    return stay(desk, request, person, done(PAGE, Deed.PASSWORD), this)


@router.post("/account/first-password", dependencies=[*SIGNED_IN, *TRIES])
def first_password(
    desk: At,
    request: Request,
    page: Page,
    person: Signed,
    this: InSession,
    key: Key,
    new: Annotated[Secret, Form(alias="new_password")],
) -> Response:
    """Take a password, having come in by a code or a provider a moment ago."""
    refused = set_password(desk, f"page:{key}", person, this, new)
    if refused or person is None or this is None:
        return page.refused(refused or Refused(SignInFirst()), PAGE)
    return stay(desk, request, person, done(PAGE, Deed.PASSWORD), this)


@router.post("/account/name", dependencies=SIGNED_IN)
def rename(desk: At, page: Page, key: Key, name: Annotated[Line, Form()]) -> Response:
    """Be called otherwise."""
    return page.back(own_account.rename(desk.engine, f"page:{key}", name), PAGE, Deed.NAME)


@router.post("/account/subjects/{subject}/remove", dependencies=SIGNED_IN)
def remove_subject(desk: At, page: Page, subject: Id, key: Key) -> Response:
    """Come in by that account at the provider no more, until its mail address fits again."""
    return page.back(providing.remove(desk.engine, f"page:{key}", subject), PAGE, Deed.DONE)
