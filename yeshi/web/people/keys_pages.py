"""One's own keys over pages: those there are, a new one that is shown once, one that is revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import keys
from yeshi.flow.people.keys import KeyWanted
from yeshi.people.api_key import LASTS_MAX, NAME_MAX
from yeshi.people.person import SignInFirst
from yeshi.people.scope import Scope
from yeshi.web.frame.access import SIGNED_IN, At, InSession, Signed
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormDay, Id, Key, Line
from yeshi.web.people.keys import make

PAGE = "/account/keys"
# Long enough to be of use, and short enough that a forgotten one ends.
USUAL = timedelta(days=90)

# Each of them once, at most.
Scopes = Annotated[list[Scope], Form(max_length=len(Scope), default_factory=list)]
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=SIGNED_IN)
def my_keys(desk: At, page: Page, person: Signed) -> Response:
    """The keys with which programs act for one, and a form for one more."""
    if person is None:
        return page.refused(Refused(SignInFirst()), PAGE)
    now = desk.sign_in.wall.now()
    today = desk.engine.terms.calendar.local(now).date()
    return page.show(
        "people/keys.html",
        keys=keys.open_of(desk.engine, person.id, now),
        scopes=[scope.value for scope in Scope],
        name_max=NAME_MAX,
        first=today,
        usual=today + USUAL,
        last=today + LASTS_MAX - timedelta(days=1),
    )


@router.post(PAGE, dependencies=SIGNED_IN)
def make_key(
    desk: At,
    page: Page,
    session: InSession,
    key: Key,
    name: Annotated[Line, Form()],
    until: FormDay,
    scopes: Scopes,
) -> Response:
    """Make a key, and show its secret this once."""
    if session is None:
        return page.refused(Refused(SignInFirst()), PAGE)
    made = make(desk, f"page:{key}", session, KeyWanted(name.strip(), tuple(scopes), until))
    if isinstance(made, Refused):
        return page.refused(made, PAGE)
    return page.show("people/key_shown.html", name=name.strip(), secret=made.secret)


@router.post("/account/keys/{own_key}/revoke", dependencies=SIGNED_IN)
def revoke_key(desk: At, page: Page, own_key: Id, key: Key) -> Response:
    """Have nothing done with a key any more."""
    return page.back(keys.revoke(desk.engine, f"page:{key}", own_key), PAGE, Deed.KEY_GONE)
