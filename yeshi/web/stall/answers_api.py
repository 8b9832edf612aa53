"""What a busy kitchen says over JSON: that it is, and what is later, less or another dish."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.selection import WRITTEN_LENGTH_MAX
from yeshi.flow.orders import altering, attention, cooking
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.cooking import LATER_MINUTES_MAX
from yeshi.flow.stalls import rushing
from yeshi.web.frame.access import COUNTER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, Why
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import KITCHEN

router = APIRouter(prefix="/api", tags=["working"])


class Later(Why):
    """How many minutes later than was said, and why."""

    minutes: int = Field(ge=1, le=LATER_MINUTES_MAX)


class OtherDish(Body):
    """So many of a line, named as it was ordered, and the item that is offered for it.

    `instead`: null leaves it out. `off`: its dish is off the menu for tonight.
    """

    line: Line = Field(min_length=1, max_length=WRITTEN_LENGTH_MAX, examples=["it-4+large"])
    quantity: int = Field(ge=1, le=QUANTITY_MAX)
    instead: Id | None = None
    off: bool = False


class Rushed(Body):
    """For how many minutes orders are promised later, and by how many minutes."""

    minutes: int = Field(ge=1, le=rushing.MINUTES_MAX)
    more_minutes: int = Field(ge=1, le=rushing.MORE_MINUTES_MAX)


@router.post("/merchants/{merchant}/rush", dependencies=[*COUNTER_OF, *KITCHEN])
def rush(desk: At, reply: Reply, merchant: Id, said: Rushed, key: IdempotencyKey) -> JSONResponse:
    """Promise later for so many minutes; what was promised stays."""
    named, minutes, more = f"api:{merchant}:{key}", said.minutes, said.more_minutes
    return reply.answered(rushing.rush(desk.engine, named, merchant, minutes, more))


@router.post("/merchants/{merchant}/calm", dependencies=[*COUNTER_OF, *KITCHEN])
def calm(desk: At, reply: Reply, merchant: Id, key: IdempotencyKey) -> JSONResponse:
    """Promise as usual again."""
    return reply.answered(rushing.calm(desk.engine, f"api:{merchant}:{key}", merchant))


@router.post("/merchants/{merchant}/orders/{order}/seen", dependencies=[*COUNTER_OF, *KITCHEN])
def seen(desk: At, reply: Reply, merchant: Id, order: Id, key: IdempotencyKey) -> JSONResponse:
    """Note that who works at the stall was shown the order."""
    return reply.answered(
        attention.note_seen(desk.engine, f"api:{merchant}:{key}", merchant, [order])
    )


@router.post("/merchants/{merchant}/orders/{order}/later", dependencies=[*COUNTER_OF, *KITCHEN])
def later(
    desk: At, reply: Reply, merchant: Id, order: Id, said: Later, key: IdempotencyKey
) -> JSONResponse:
    """Be ready later than was said; what the customer was promised stays."""
    named = f"api:{merchant}:{key}"
    return reply.answered(
        cooking.later(desk.engine, named, merchant, order, said.minutes, said.why)
    )


@router.post("/merchants/{merchant}/orders/{order}/offer", dependencies=[*COUNTER_OF, *KITCHEN])
def offer(
    desk: At, reply: Reply, merchant: Id, order: Id, said: OtherDish, key: IdempotencyKey
) -> JSONResponse:
    """Ask the customer to do without, or to have another dish, for what cannot be made."""
    short = Shortage(said.line, said.quantity, said.instead or "", said.off)
    named = f"api:{merchant}:{key}"
    return reply.answered(altering.offer_instead(desk.engine, named, merchant, order, short))
