"""What a stall's dishes got, and what it says to that."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.orders import rated, rating
from yeshi.orders.rating import WORD_LENGTH_MAX
from yeshi.web.frame.access import TILL_OF, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, Start

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/ratings", dependencies=TILL_OF)
def ratings(desk: At, page: Page, merchant: Id, start: Start = 0) -> Response:
    """The mean of each dish, and the ratings from that one on, the newest first."""
    found = rated.of_stall(desk.engine, merchant, start)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.show("stall/ratings.html", view=found, most=WORD_LENGTH_MAX)


@router.post("/kitchen/{merchant}/ratings/{rating_id}", dependencies=TILL_OF)
def answer(
    desk: At,
    page: Page,
    merchant: Id,
    rating_id: Id,
    key: Key,
    reply: Annotated[Line, Form(max_length=WORD_LENGTH_MAX)] = "",
) -> Response:
    """Answer a rating, once."""
    said = rating.answer_rating(desk.engine, f"page:{key}", merchant, rating_id, reply.strip())
    return page.back(said, f"/kitchen/{merchant}/ratings", Deed.DONE)
