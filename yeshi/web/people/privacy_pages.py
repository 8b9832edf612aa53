"""What is kept of whom and for how long, as a page; one's own as a file, and its deletion."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow.privacy import leaving, telling
from yeshi.flow.privacy.rules import LINES, KeptLine
from yeshi.flow.privacy.telling import MyData
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, TELLS_MORE, At, Guest, Language, Signed
from yeshi.web.frame.answering import Page, kept_as, redirect
from yeshi.web.frame.fields import Key
from yeshi.web.frame.visitor import COOKIE as VISITOR

PAGE = "/privacy"
TOLD = TypeAdapter(MyData)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=TELLS_MORE)
def privacy(page: Page, guest: Guest, person: Signed, language: Language) -> Response:
    """What is kept, and for whom something may be, how they get and delete it."""
    return page.show(
        "people/privacy.html",
        lines=[(one, _lasts(one, language)) for one in LINES],
        is_somebody=person is not None or not guest.is_new,
        has_roles=bool(person and person.grants),
    )


def _lasts(line: KeptLine, language: str) -> str:
    """How long it is kept, in words: hours where they are few."""
    if line.lasts is None:
        return ""
    if line.lasts <= timedelta(days=1):
        return say(language, "privacy.hours", hours=line.lasts // timedelta(hours=1))
    return say(language, "privacy.days", days=line.lasts.days)


@router.get("/privacy/done", dependencies=ANYBODY)
def done(page: Page) -> Response:
    """That all was deleted."""
    return page.show("people/forgotten.html")


@router.get("/privacy/mine.json", dependencies=OWNER_ALONE)
def mine(desk: At) -> Response:
    """All that is kept of whoever asks, as a file."""
    told = TOLD.dump_json(telling.data_of(desk.engine), indent=2)
    return kept_as(told, "application/json", "yeshi-mine.json")


@router.post("/privacy/forget", dependencies=OWNER_ALONE)
def forget(desk: At, page: Page, person: Signed, key: Key) -> Response:
    """Keep nothing of whoever asks any more; this browser is nobody's then."""
    answer = leaving.forget_me(desk.engine, f"page:{key}")
    if isinstance(answer, Refused):
        return page.refused(answer, PAGE)
    response = redirect("/privacy/done")
    # A made-up person belongs to everybody, and stays.
    if person is not None and not person.is_demo:
        desk.sign_in.leave(page.request, response)
    response.delete_cookie(VISITOR, httponly=True, samesite="lax")
    return response
