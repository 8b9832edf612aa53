"""How orders are brought, as customers say, and hiding of what is written what the law forbids."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.flow.orders import rated, rating
from yeshi.web.frame.access import HIDERS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, Start

PAGE = "/control/ratings"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=HIDERS)
def words(desk: At, page: Page, start: Start = 0) -> Response:
    """What was written to ratings lately, and what zones got for how orders are brought."""
    given, view = rated.of_city(desk.engine), rated.written(desk.engine, start)
    return page.show("control/ratings.html", given=given, view=view)


@router.post("/control/ratings/{rating_id}/hide", dependencies=HIDERS)
def hide(
    desk: At,
    page: Page,
    rating_id: Id,
    on: Annotated[bool, Form()],
    key: Key,
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)] = "",
) -> Response:
    """Show what was written to nobody, or to everybody again."""
    answer = rating.hide_rating(desk.engine, f"page:{key}", rating_id, why.strip(), hide=on)
    return page.back(answer, PAGE, Deed.DONE)
