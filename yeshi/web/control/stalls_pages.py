"""A stall in the control room: an operator holds it, lets it go, or acts for it on an order."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import acting_for
from yeshi.flow.orders.acting_for import Step
from yeshi.flow.stalls import holding
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line

Reason = Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/control/stalls/{merchant}", dependencies=OPERATORS)
def stall(desk: At, page: Page, merchant: Id) -> Response:
    """Whether the stall takes orders, and how an operator holds it."""
    found = holding.seen_by_operator(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/control")
    return page.show("control/stall.html", merchant=found)


@router.post("/control/stalls/{merchant}/hold", dependencies=OPERATORS)
def hold(
    desk: At,
    page: Page,
    merchant: Id,
    minutes: Annotated[int, Form(ge=1, le=holding.MINUTES_MAX)],
    key: Key,
    says: Reason = "",
    why: Reason = "",
) -> Response:
    """Have it take no orders for so many minutes."""
    named = f"page:{key}"
    answer = holding.hold(desk.engine, named, merchant, minutes, says.strip(), why.strip())
    return page.back(answer, f"/control/stalls/{merchant}", Deed.DONE)


@router.post("/control/stalls/{merchant}/release", dependencies=OPERATORS)
def release(desk: At, page: Page, merchant: Id, key: Key, why: Reason = "") -> Response:
    """Let it take orders again."""
    answer = holding.release(desk.engine, f"page:{key}", merchant, why.strip())
    return page.back(answer, f"/control/stalls/{merchant}", Deed.DONE)


@router.post("/control/orders/{order}/act-for/{merchant}", dependencies=OPERATORS)
def act_for(
    desk: At,
    page: Page,
    order: Id,
    merchant: Id,
    step: Annotated[Step, Form()],
    key: Key,
    why: Reason = "",
    minutes: Annotated[int, Form(ge=1, le=240)] = 15,
) -> Response:
    """Take the step for a stall that does not answer."""
    named = f"page:{key}"
    answer = acting_for.act_for(desk.engine, named, order, merchant, step, why.strip(), minutes)
    return page.back(answer, f"/control/orders/{order}", Deed.DONE)
