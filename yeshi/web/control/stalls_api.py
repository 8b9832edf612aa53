"""A stall in the control room over JSON: held, let go, or acted for on an order."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.flow.orders import acting_for
from yeshi.flow.orders.acting_for import Step
from yeshi.flow.stalls import holding
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api", tags=["working"])


class Grounds(Body):
    """Why an operator does it, as the record keeps it."""

    why: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class HoldBody(Grounds):
    """For how many minutes, and what customers read."""

    minutes: int = Field(ge=1, le=holding.MINUTES_MAX)
    says: Line = Field(min_length=1, max_length=NOTE_LENGTH_MAX)


class ForStallBody(Grounds):
    """What is done in the stall's place; `minutes` until what is accepted is ready."""

    step: Annotated[Step, chosen(Step)]
    minutes: int = Field(default=15, ge=1, le=240)


@router.post("/control/stalls/{merchant}/hold", dependencies=[*OPERATORS, *CONTROL])
def hold(desk: At, reply: Reply, merchant: Id, said: HoldBody, key: IdempotencyKey) -> JSONResponse:
    """Have a stall take no orders for so many minutes."""
    named = f"api:hold:{key}"
    return reply.answered(
        holding.hold(desk.engine, named, merchant, said.minutes, said.says, said.why)
    )


@router.post("/control/stalls/{merchant}/release", dependencies=[*OPERATORS, *CONTROL])
def release(
    desk: At, reply: Reply, merchant: Id, said: Grounds, key: IdempotencyKey
) -> JSONResponse:
    """Let a stall that is held take orders again."""
    return reply.answered(holding.release(desk.engine, f"api:release:{key}", merchant, said.why))


@router.post("/control/orders/{order}/act-for/{merchant}", dependencies=[*OPERATORS, *CONTROL])
def act_for(
    desk: At, reply: Reply, order: Id, merchant: Id, said: ForStallBody, key: IdempotencyKey
) -> JSONResponse:
    """Take the step for a stall that does not answer."""
    named = f"api:act-for:{key}"
    return reply.answered(
        acting_for.act_for(desk.engine, named, order, merchant, said.step, said.why, said.minutes)
    )
