"""Signing in at an organisation's provider: there, and back."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.web.frame.access import ANYBODY, At
from yeshi.web.frame.answering import Page, local_path, redirect
from yeshi.web.frame.fields import ONE_LINE, Path
from yeshi.web.frame.sparing import TRIES
from yeshi.web.people.provided import BACK, COOKIE, LASTS, begin, come_in, under_way
from yeshi.web.people.second_pages import page_of
from yeshi.web.people.showing import with_cookies_of

Given = Annotated[str, Query(max_length=4000, pattern=ONE_LINE)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/sign-in/provider", dependencies=[*ANYBODY, *TRIES])
def go_there(desk: At, page: Page, back: Annotated[Path, Query()] = "/") -> Response:
    """Go to where one's organisation says who one is."""
    found = begin(desk, local_path(back))
    if isinstance(found, Refused):
        return page.refused(found, f"/sign-in?back={quote(local_path(back), safe='/?=')}")
    to, kept = found
    response = redirect(to)
    response.set_cookie(
        COOKIE, kept, max_age=int(LASTS.total_seconds()), httponly=True, samesite="lax"
    )
    return response


@router.get(BACK, dependencies=[*ANYBODY, *TRIES])
def come_back(
    desk: At, request: Request, page: Page, code: Given = "", state: Given = "",
    iss: Given = "",
) -> Response:  # fmt: skip
    """Come in as whoever that is, if they are somebody here or invited; once."""
    kept = under_way(desk, request, state)
    came = Response()
    found = come_in(desk, request, kept, code, iss, came)
    if isinstance(found, Refused):
        response = page.refused(found, "/sign-in")
    else:
        back = kept.back if kept else "/"
        response = with_cookies_of(came, redirect(page_of(found.step, found.person, back)))
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
