"""What customers complained about at a stall, and its answers, over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import LINES_MAX, QUANTITY_MAX
from yeshi.flow.orders import complaints_seen, redressing
from yeshi.flow.orders.complaints_seen import ComplaintsPage
from yeshi.orders.complaint import SAID_LENGTH_MAX
from yeshi.web.frame.access import TILL_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Line, Start
from yeshi.web.frame.scopes import KITCHEN

_COMPLAINTS = TypeAdapter(ComplaintsPage)

router = APIRouter(prefix="/api", tags=["working"])


class PieceBody(Body):
    """So many of a line, named by its number in the stall's part."""

    number: int = Field(ge=0, lt=LINES_MAX)
    quantity: int = Field(ge=0, le=QUANTITY_MAX)


class AgreeBody(Body):
    """What of it is given back; null for all."""

    lines: Annotated[list[PieceBody], Field(max_length=LINES_MAX)] | None = None
    reply: Annotated[Line, Field(max_length=SAID_LENGTH_MAX)] = ""


class DeclineBody(Body):
    """Why nothing is given back, as the customer reads it."""

    reply: Annotated[Line, Field(min_length=1, max_length=SAID_LENGTH_MAX)]


@router.get(
    "/merchants/{merchant}/complaints",
    summary="What customers complained about",
    response_model=ComplaintsPage,
    dependencies=[*TILL_OF, *KITCHEN],
)
def complaints(desk: At, reply: Reply, merchant: Id, start: Start = 0) -> JSONResponse:
    """Those that are to be answered, then the newest, from that one on; it names nobody."""
    return reply.found(complaints_seen.of_stall(desk.engine, merchant, start), _COMPLAINTS)


@router.post(
    "/merchants/{merchant}/complaints/{complaint}/agree", dependencies=[*TILL_OF, *KITCHEN]
)
def agree(
    desk: At, reply: Reply, merchant: Id, complaint: Id, said: AgreeBody, key: IdempotencyKey
) -> JSONResponse:
    """Give back all of it, or so many of each line."""
    part = None if said.lines is None else {one.number: one.quantity for one in said.lines}
    named = f"api:{merchant}:{key}"
    return reply.answered(
        redressing.agree(desk.engine, named, merchant, complaint, part, said.reply)
    )


@router.post(
    "/merchants/{merchant}/complaints/{complaint}/decline", dependencies=[*TILL_OF, *KITCHEN]
)
def decline(
    desk: At, reply: Reply, merchant: Id, complaint: Id, said: DeclineBody, key: IdempotencyKey
) -> JSONResponse:
    """Give nothing back, and say why."""
    named = f"api:{merchant}:{key}"
    return reply.answered(redressing.decline(desk.engine, named, merchant, complaint, said.reply))
