"""How much a stall makes, and who answers its orders, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.flow.stalls import capacity
from yeshi.market.room import DISHES_MAX
from yeshi.web.frame.access import COUNTER_OF, TILL_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import KITCHEN

router = APIRouter(prefix="/api", tags=["working"])


class RoomBody(Body):
    """What is made in a quarter of an hour: dishes, and what they are sold for; null: no bound."""

    dishes_most: int | None = Field(default=None, ge=1, le=DISHES_MAX)
    sold_most_fen: int | None = Field(default=None, ge=1, le=PRICE_FEN_MAX)


class Answering(Body):
    """Whether orders are taken on when they are placed, without anybody's answer."""

    on: bool


@router.post("/merchants/{merchant}/room", dependencies=[*COUNTER_OF, *KITCHEN])
def set_room(
    desk: At, reply: Reply, merchant: Id, said: RoomBody, key: IdempotencyKey
) -> JSONResponse:
    """Say how much is made in a quarter of an hour; what is beyond it is promised later."""
    fen, currency = said.sold_most_fen, desk.engine.terms.currency
    sold = Money(fen, currency) if fen is not None else None
    named = f"api:{merchant}:{key}"
    return reply.answered(capacity.set_room(desk.engine, named, merchant, said.dishes_most, sold))


@router.post("/merchants/{merchant}/answers", dependencies=[*TILL_OF, *KITCHEN])
def answers(
    desk: At, reply: Reply, merchant: Id, said: Answering, key: IdempotencyKey
) -> JSONResponse:
    """Have orders taken on when they are placed; or answer them again."""
    named = f"api:{merchant}:{key}"
    return reply.answered(capacity.answer_itself(desk.engine, named, merchant, said.on))
