"""How much a stall makes, and who answers its orders, as its board says it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Invalid, Refused
from yeshi.flow.stalls import capacity
from yeshi.market.room import DISHES_MAX
from yeshi.web.frame.access import COUNTER_OF, TILL_OF, At
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Id, Key, Line

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/kitchen/{merchant}/room", dependencies=COUNTER_OF)
def set_room(
    desk: At,
    page: Page,
    merchant: Id,
    key: Key,
    dishes_most: Annotated[Line, Form(max_length=6)] = "",
    sold_most: Annotated[Line, Form(max_length=30)] = "",
) -> Response:
    """Say how much is made in a quarter of an hour; what is left empty has no bound."""
    to, written = f"/kitchen/{merchant}", dishes_most.strip()
    if written and not written.isdecimal():
        return page.refused(Refused(Invalid("dishes_most", f"1…{DISHES_MAX}")), to)
    most = amount_of(sold_most, desk.engine.terms.currency) if sold_most.strip() else None
    if isinstance(most, Refused):
        return page.refused(most, to)
    count = int(written) if written else None
    return page.back(capacity.set_room(desk.engine, f"page:{key}", merchant, count, most), to)


@router.post("/kitchen/{merchant}/answers", dependencies=TILL_OF)
def answers(desk: At, page: Page, merchant: Id, on: Annotated[bool, Form()], key: Key) -> Response:
    """Have orders taken on when they are placed; or answer them again."""
    answer = capacity.answer_itself(desk.engine, f"page:{key}", merchant, on)
    return page.back(answer, f"/kitchen/{merchant}", None)
