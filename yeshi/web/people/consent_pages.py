"""Whether a client may act for one, and which do: asked, given, seen and ended."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.people import consents
from yeshi.flow.people.giving import GRANTS_MAX
from yeshi.people.api_key import digest_of
from yeshi.people.consent import AskedAmiss
from yeshi.people.factors import ShownOnce
from yeshi.people.issued import TokenKind
from yeshi.people.oauth_client import origin_of
from yeshi.people.person import SignInFirst
from yeshi.web.frame.access import SIGNED_IN, At, InSession, Signed
from yeshi.web.frame.answering import Page, redirect
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.people.oauth import (
    AUTHORIZE,
    AskedBy,
    asked_in_address,
    asked_in_form,
    lent,
    new_secret,
)

PAGE = "/account/clients"

Roles = Annotated[list[Line], Form(max_length=GRANTS_MAX, default_factory=list)]
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(AUTHORIZE, dependencies=SIGNED_IN)
def ask(
    desk: At, request: Request, page: Page, person: Signed,
    asked: Annotated[AskedBy, Depends(asked_in_address)],
) -> Response:  # fmt: skip
    """What a client wants to do for one; where it asks amiss, it is told so itself."""
    client = consents.asking(desk.engine, asked.client_id, asked.redirect_uri)
    if isinstance(client, Refused) or person is None:
        return page.refused(client if isinstance(client, Refused) else Refused(SignInFirst()))
    fault = asked.asks.fault_for(client)
    if fault:
        return redirect(asked.answered(desk.site.address, error=fault.value))
    # Whoever says yes is sent there by the form, which browsers count as where it leads to.
    request.state.forms_to = origin_of(asked.redirect_uri)
    return page.show(
        "people/consent.html",
        client=client,
        asked=asked,
        to=origin_of(asked.redirect_uri),
        scopes=asked.asks.scopes_of(client),
        no=asked.answered(desk.site.address, error="access_denied"),
        action=AUTHORIZE,
    )


@router.post(AUTHORIZE, dependencies=SIGNED_IN)
def give(
    desk: At, page: Page, person: Signed, session: InSession, key: Key,
    asked: Annotated[AskedBy, Depends(asked_in_form)], grants: Roles,
) -> Response:  # fmt: skip
    """Let the client act for one, and go on to it with a code."""
    if person is None or session is None:
        return page.refused(Refused(SignInFirst()))
    code, at = new_secret(TokenKind.CODE), desk.sign_in.wall.now()
    wanted = asked.wanted(lent(person, grants))
    answer = consents.give(desk.engine, f"page:{key}", session, wanted, digest_of(code), at)
    if isinstance(answer, Refused):
        if isinstance(answer.reason, AskedAmiss):
            return redirect(asked.answered(desk.site.address, error=answer.reason.fault))
        return page.refused(answer)
    if answer.data["digest"] != digest_of(code):
        return page.refused(Refused(ShownOnce()))
    return redirect(asked.answered(desk.site.address, code=code))


@router.get(PAGE, dependencies=SIGNED_IN)
def my_clients(desk: At, page: Page, person: Signed) -> Response:
    """The clients that act for one, within which scopes and as what."""
    if person is None:
        return page.refused(Refused(SignInFirst()))
    now = desk.sign_in.wall.now()
    return page.show("people/clients.html", found=consents.open_of(desk.engine, person.id, now))


@router.post(PAGE + "/{consent}/end", dependencies=SIGNED_IN)
def end(desk: At, page: Page, consent: Id, key: Key) -> Response:
    """Have a client act for one no more."""
    return page.back(consents.end(desk.engine, f"page:{key}", consent), PAGE, Deed.DONE)
