"""Clients for an owner of the city: those there are, a new one, another secret, the end of one."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Annotated, Any

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import clients
from yeshi.flow.people.clients import ClientWanted
from yeshi.flow.people.giving import GRANTS_MAX
from yeshi.people.api_key import digest_of
from yeshi.people.factors import ShownOnce
from yeshi.people.oauth_client import NAME_MAX, REDIRECT_LENGTH_MAX, REDIRECTS_MAX, SECRET_PREFIX
from yeshi.people.person import Person, SignInFirst
from yeshi.people.scope import Scope
from yeshi.web.frame.access import OWNERS, At, InSession, Signed
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormText, Id, Key, Line

PAGE = "/settings/clients"
_BYTES = 32

Scopes = Annotated[list[Scope], Form(max_length=len(Scope), default_factory=list)]
Roles = Annotated[list[Line], Form(max_length=GRANTS_MAX, default_factory=list)]
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OWNERS)
def all_clients(page: Page) -> Response:
    """The clients that may ask people for access, and a form for one more."""
    found = clients.all_of(page.desk.engine)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    person: Person | None = page.request.state.person
    return page.show(
        "settings/clients.html",
        clients=found,
        own=[(one, as_text(one)) for one in person.grants] if person else [],
        scopes=[scope.value for scope in Scope],
        usual=Scope.READ.value,
        name_max=NAME_MAX,
        text_max=REDIRECTS_MAX * (REDIRECT_LENGTH_MAX + 2),
        address=page.desk.site.address,
    )


@router.post(PAGE, dependencies=OWNERS)
def register(
    desk: At,
    page: Page,
    person: Signed,
    session: InSession,
    key: Key,
    name: Annotated[Line, Form()],
    scopes: Scopes,
    by_itself: Roles,
    redirects: FormText = "",
    kind: Annotated[Line, Form()] = "confidential",
) -> Response:
    """Register a client, and show its secret this once."""
    if person is None or session is None:
        return page.refused(Refused(SignInFirst()), PAGE)
    wanted = ClientWanted(
        name=name.strip(),
        redirects=tuple(one.strip() for one in redirects.splitlines() if one.strip()),
        is_confidential=kind != "public",
        scopes=tuple(scopes),
        by_itself=tuple(one for one in person.grants if as_text(one) in by_itself),
    )
    secret, at = _new_secret(), desk.sign_in.wall.now()
    answer = clients.register(
        desk.engine, f"page:{key}", session, wanted, digest_of(secret), at
    )  # fmt: skip
    if isinstance(answer, Refused):
        return page.refused(answer, PAGE)
    shown = secret if wanted.is_confidential else ""
    return _shown(page, answer.data, wanted.name, secret, shown)


@router.post(PAGE + "/{client}/secret", dependencies=OWNERS)
def renew(desk: At, page: Page, client: Id, key: Key) -> Response:
    """Give a client another secret, and show it this once; the one until now is over."""
    secret, at = _new_secret(), desk.sign_in.wall.now()
    answer = clients.renew(desk.engine, f"page:{key}", client, digest_of(secret), at)
    if isinstance(answer, Refused):
        return page.refused(answer, PAGE)
    return _shown(page, answer.data, "", secret, secret)


@router.post(PAGE + "/{client}/revoke", dependencies=OWNERS)
def revoke(desk: At, page: Page, client: Id, key: Key) -> Response:
    """Have nothing done by a client any more, for anybody."""
    return page.back(clients.revoke(desk.engine, f"page:{key}", client), PAGE, Deed.DONE)


def as_text(grant: Any) -> str:
    """A role and where, as a form sends it."""
    return f"{grant.role.value}@{grant.scope}"


def _shown(page: PageReply, told: Any, name: str, secret: str, shown: str) -> Response:
    """The page with the client's secret, "" where it has none; once."""
    if told["digest"] != digest_of(secret):
        return page.refused(Refused(ShownOnce()), PAGE)
    address = page.desk.site.address
    return page.show(
        "settings/client_shown.html", id=told["client"], name=name, secret=shown, address=address
    )


def _new_secret() -> str:
    return f"{SECRET_PREFIX}{token_urlsafe(_BYTES)}"
