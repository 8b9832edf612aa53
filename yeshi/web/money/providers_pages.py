"""Who takes money for the city: tried, what they hold, and what they do not give back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.errors import InputError
from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.payments.given_back import pay_otherwise
from yeshi.flow.payments.provider_desk import provider_desk
from yeshi.flow.payments.refunding import refund_again
from yeshi.web.frame.access import PAYMASTERS, TREASURERS, At
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.frame.sparing import TRIES

PAGE = "/money/providers"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=PAYMASTERS)
def providers(page: Page) -> Response:
    """Each provider, and what does not go back through it."""
    return _shown(page, "", "")


@router.post("/money/providers/{provider}/try", dependencies=[*PAYMASTERS, *TRIES])
def try_it(desk: At, page: Page, provider: Id) -> Response:
    """Ask a provider whether it knows the city by its keys."""
    asked = desk.providers.get(provider)
    if asked is None:
        return page.refused(Refused(Unknown("provider", provider)), PAGE)
    try:
        return _shown(page, provider, "well", asked.greet())
    except InputError:
        return _shown(page, provider, "not_known")
    except Exception:  # Whatever the network, or the provider's own program, makes of it.
        return _shown(page, provider, "not_reached")


@router.post("/money/refunds/{refund}/again", dependencies=TREASURERS)
def again(desk: At, page: Page, refund: Id, key: Key) -> Response:
    """Ask the provider once more."""
    return page.back(refund_again(desk.engine, f"page:{key}", refund), PAGE, None)


@router.post("/money/refunds/{refund}/otherwise", dependencies=TREASURERS)
def otherwise(
    desk: At,
    page: Page,
    refund: Id,
    key: Key,
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)] = "",
) -> Response:
    """Enter that it was given in cash at the office."""
    return page.back(pay_otherwise(desk.engine, f"page:{key}", refund, why.strip()), PAGE, None)


def _shown(page: PageReply, tried: str, how: str, name: str = "") -> Response:
    view = provider_desk(page.desk.engine)
    return page.show("money/providers.html", view=view, tried=tried, how=how, known_as=name)
