"""Complaints that the control room decides: how much is given back, and who bears it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.events.complaints import Bears
from yeshi.flow.orders import complaints_seen, redressing
from yeshi.orders.redress import Ruling
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import FormLine, Id, Key, Line, Start

PAGE = "/control/complaints"
Reason = Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OPERATORS)
def complaints(desk: At, page: Page, start: Start = 0) -> Response:
    """What waits for a decision, the oldest first, then what stalls are to answer."""
    view = complaints_seen.to_decide(desk.engine, start)
    return page.show(
        "control/complaints.html",
        view=view,
        bearers=list(Bears),
        most=NOTE_LENGTH_MAX,
        days=complaints_seen.LOOKED_BACK.days,
    )


@router.post("/control/complaints/{complaint}/uphold", dependencies=OPERATORS)
def uphold(
    desk: At,
    page: Page,
    complaint: Id,
    amount: FormLine,
    bears: Annotated[Bears, Form()],
    key: Key,
    why: Reason = "",
) -> Response:
    """Give so much of it back."""
    engine = desk.engine
    money = amount_of(amount, engine.terms.currency)
    if isinstance(money, Refused):
        return page.refused(money, PAGE)
    ruling = Ruling(money, bears, why.strip())
    return page.back(redressing.uphold(engine, f"page:{key}", complaint, ruling), PAGE, Deed.DONE)


@router.post("/control/complaints/{complaint}/dismiss", dependencies=OPERATORS)
def dismiss(desk: At, page: Page, complaint: Id, key: Key, why: Reason = "") -> Response:
    """Give nothing more of it back."""
    answer = redressing.dismiss(desk.engine, f"page:{key}", complaint, why.strip())
    return page.back(answer, PAGE, Deed.DONE)
