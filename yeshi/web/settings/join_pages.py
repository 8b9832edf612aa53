"""Stalls and couriers ask to come, and see by a link what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from yeshi.base.refused import Refused
from yeshi.fleet.courier import Vehicle
from yeshi.flow.city import entered, newcomers
from yeshi.people.newcomer import NewcomerKind
from yeshi.web.frame.access import ANYBODY, At, Language
from yeshi.web.frame.answering import Page, PageReply, redirect
from yeshi.web.frame.fields import Key, Token, or_none
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.sparing import TRIES
from yeshi.web.settings.answers import form
from yeshi.web.settings.join_form import asked_typed
from yeshi.web.settings.stall_form import sectors

PAGE = "/join"
Kind = Annotated[NewcomerKind | None, BeforeValidator(or_none), Query()]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=ANYBODY)
def door(page: Page, kind: Kind = None) -> Response:
    """What one may ask for; the form of what one chose."""
    return _form(page, {"kind": kind.value if kind else ""})


@router.post(PAGE, dependencies=[*ANYBODY, *TRIES])
def ask(desk: At, page: Page, language: Language, fields: Fields) -> Response:
    """Ask, and go on to the page that says what became of it."""
    asked = asked_typed(fields, language)
    answer = (
        asked if isinstance(asked, Refused)
        else newcomers.ask(desk.engine, f"page:{fields['key']}", asked, desk.links)
    )  # fmt: skip
    if isinstance(answer, Refused):
        return _form(page, fields, answer)
    token = desk.links.token(newcomers.PURPOSE, answer.data["newcomer"], 1)
    return redirect(f"{PAGE}/{token}")


@router.get(PAGE + "/{token}", dependencies=ANYBODY)
def state(desk: At, page: Page, token: Token) -> Response:
    """What became of it."""
    found = newcomers.by_token(desk.engine, token)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    return page.show("settings/joined.html", view=found, token=token, link=f"{PAGE}/{token}")


@router.post(PAGE + "/{token}/withdraw", dependencies=[*ANYBODY, *TRIES])
def withdraw(desk: At, page: Page, token: Token, key: Key) -> Response:
    """Ask no more."""
    answer = newcomers.withdraw(desk.engine, f"page:{key}", token)
    return page.back(answer, f"{PAGE}/{token}", None)


def _form(page: PageReply, filled: Mapping[str, str], refused: Refused | None = None) -> Response:
    kind = filled.get("kind", "")
    return form(
        page, "settings/join.html", filled, refused,
        kind=kind if kind in set(NewcomerKind) else "",
        sells=kind == NewcomerKind.STALL,
        markets=entered.open_markets(page.desk.engine), sectors=sectors(), vehicles=list(Vehicle),
    )  # fmt: skip
