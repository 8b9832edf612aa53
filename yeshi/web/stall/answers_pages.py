"""What a kitchen answers to an order, from its board."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX, QUANTITY_MAX
from yeshi.base.selection import WRITTEN_LENGTH_MAX
from yeshi.flow.orders import altering, attention, collecting, cooking
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.cooking import LATER_MINUTES_MAX
from yeshi.orders.attention import SEEN_MAX
from yeshi.web.frame.access import COUNTER_OF, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.fields import Id, IdOrNone, Key, Line

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.post("/kitchen/{merchant}/seen", dependencies=COUNTER_OF)
def seen(
    desk: At,
    merchant: Id,
    order: Annotated[list[Id], Form(min_length=1, max_length=SEEN_MAX)],
    key: Key,
) -> Response:
    """Note that the orders were shown, as the page that shows them tells by itself."""
    attention.note_seen(desk.engine, f"page:{key}", merchant, order)
    return Response(status_code=204)


@router.post("/kitchen/{merchant}/{order}/accept", dependencies=COUNTER_OF)
def accept(
    desk: At,
    page: Page,
    merchant: Id,
    order: Id,
    minutes: Annotated[int, Form(ge=1, le=240)],
    key: Key,
) -> Response:
    """Take on the stall's part of the order, ready in so many minutes."""
    ready_at = desk.engine.clock.now() + timedelta(minutes=minutes)
    answer = cooking.accept(desk.engine, f"page:{key}", merchant, order, ready_at)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/{order}/reject", dependencies=COUNTER_OF)
def reject(
    desk: At,
    page: Page,
    merchant: Id,
    order: Id,
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)],
    key: Key,
    sold_out: Annotated[IdOrNone, Form()] = "",
) -> Response:
    """Turn the stall's part of the order down; a dish that is sold out is off for tonight."""
    gone = (sold_out,) if sold_out else ()
    answer = cooking.reject(desk.engine, f"page:{key}", merchant, order, why, gone)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/{order}/ready", dependencies=COUNTER_OF)
def ready(desk: At, page: Page, merchant: Id, order: Id, key: Key) -> Response:
    """Put the stall's part of the order on the counter."""
    answer = cooking.ready(desk.engine, f"page:{key}", merchant, order)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/{order}/hand-over", dependencies=COUNTER_OF)
def hand_over(desk: At, page: Page, merchant: Id, order: Id, key: Key) -> Response:
    """Hand the stall's part of the order to who collects it."""
    answer = collecting.hand_over(desk.engine, f"page:{key}", merchant, order)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/{order}/later", dependencies=COUNTER_OF)
def later(
    desk: At,
    page: Page,
    merchant: Id,
    order: Id,
    minutes: Annotated[int, Form(ge=1, le=LATER_MINUTES_MAX)],
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)],
    key: Key,
) -> Response:
    """Be ready so many minutes later than was said."""
    answer = cooking.later(desk.engine, f"page:{key}", merchant, order, minutes, why)
    return page.back(answer, f"/kitchen/{merchant}", None)


@router.post("/kitchen/{merchant}/{order}/offer", dependencies=COUNTER_OF)
def offer(
    desk: At,
    page: Page,
    merchant: Id,
    order: Id,
    line: Annotated[Line, Form(max_length=WRITTEN_LENGTH_MAX)],
    quantity: Annotated[int, Form(ge=1, le=QUANTITY_MAX)],
    key: Key,
    instead: Annotated[IdOrNone, Form()] = "",
    off: Annotated[bool, Form()] = False,
) -> Response:
    """Ask the customer to do without a dish, or to have another one instead."""
    short = Shortage(line, quantity, instead, off)
    answer = altering.offer_instead(desk.engine, f"page:{key}", merchant, order, short)
    return page.back(answer, f"/kitchen/{merchant}", None)
