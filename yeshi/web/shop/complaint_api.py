"""Saying that something is wrong with what one got, over JSON; photos are brought by the page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import LINES_MAX, QUANTITY_MAX
from yeshi.events.complaints import BackTo
from yeshi.flow.orders import complaining, complaints_seen
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.complaints_seen import OrderComplaints
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import SAID_LENGTH_MAX, Trouble
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import ORDER

_OF_ORDER = TypeAdapter(OrderComplaints)

Words = Annotated[Line, Field(max_length=SAID_LENGTH_MAX)]

router = APIRouter(prefix="/api", tags=["ordering"])


class WrongBody(Body):
    """So many of a line, named by its number in the stall's part, were not as they should be."""

    number: int = Field(ge=0, lt=LINES_MAX)
    quantity: int = Field(ge=1, le=QUANTITY_MAX)


class ComplaintBody(Body):
    """What was wrong with lines of a stall's part; null for where the money goes as it was paid."""

    merchant: Id
    lines: Annotated[list[WrongBody], Field(min_length=1, max_length=LINES_MAX)]
    trouble: Annotated[Trouble, chosen(Trouble)]
    words: Words = ""
    back_to: Annotated[BackTo, chosen(BackTo)] | None = None


class AppealBody(Body):
    """What one says to the control room."""

    words: Words = ""


@router.get(
    "/orders/{order}/complaints",
    summary="What of my order I complained about, and what I may",
    response_model=OrderComplaints,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def complaints(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """Each line with how many of it are left, and what became of each complaint."""
    return reply.found(complaints_seen.complaints_of(desk.engine, order), _OF_ORDER)


@router.post(
    "/orders/{order}/complaints",
    summary="Say that something is wrong with what I got, once a piece",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def complain(
    desk: At, customer: Customer, reply: Reply, order: Id, said: ComplaintBody, key: IdempotencyKey
) -> JSONResponse:
    """The complaint's id."""
    quantities = {one.number: one.quantity for one in said.lines}
    told = TroubleTold(said.merchant, quantities, said.trouble, said.words.strip())
    asked = RedressAsked(told, said.back_to)
    named = f"api:{customer}:{key}"
    return reply.answered(complaining.complain(desk.engine, named, customer, order, asked))


@router.post(
    "/orders/{order}/complaints/{complaint}/appeal",
    summary="Have the control room decide",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def appeal(
    desk: At,
    customer: Customer,
    reply: Reply,
    order: Id,
    complaint: Id,
    said: AppealBody,
    key: IdempotencyKey,
) -> JSONResponse:
    """The complaint's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(
        complaining.appeal(desk.engine, named, customer, order, complaint, said.words.strip())
    )
