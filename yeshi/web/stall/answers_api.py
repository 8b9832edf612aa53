"""What a kitchen cannot make as it was ordered, over JSON: later, less, or another dish."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import QUANTITY_MAX
from yeshi.base.selection import WRITTEN_LENGTH_MAX
from yeshi.flow.orders import altering, cooking
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.cooking import LATER_MINUTES_MAX
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
