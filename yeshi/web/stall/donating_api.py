"""What a stall gives of its trade, over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.base.money import Money
from yeshi.flow.programmes import donating
from yeshi.web.frame.access import STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Fen, Id, IdempotencyKey
from yeshi.web.frame.scopes import KITCHEN

router = APIRouter(prefix="/api", tags=["programmes"])


class GiveBody(Body):
    """What a merchant gives of each order that is delivered; 0: nothing any more."""

    programme: Id
    fen: Fen


@router.post("/merchants/{merchant}/pledge", dependencies=[*STALLHOLDER_OF, *KITCHEN])
def give(desk: At, reply: Reply, merchant: Id, body: GiveBody, key: IdempotencyKey) -> JSONResponse:
    """Have a merchant give so much of each order to a programme."""
    amount = Money(body.fen, desk.engine.terms.currency)
    named = f"api:pledge:{key}"
    return reply.answered(
        donating.give_per_order(desk.engine, named, merchant, body.programme, amount)
    )
