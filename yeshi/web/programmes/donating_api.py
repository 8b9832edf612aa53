"""Donors over JSON: who gives, what came, what is promised; sign in first."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.limits import FEN_MAX
from yeshi.base.money import Money
from yeshi.flow.programmes import donating
from yeshi.web.frame.access import FOUNDATIONS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Day, Id, IdempotencyKey, IdOrNone, Line
from yeshi.web.frame.scopes import MONEY, PROGRAMMES

router = APIRouter(prefix="/api", tags=["programmes"])


class DonorBody(Body):
    """Who gives, and whether they may be named in public."""

    name: Line
    named: bool = False


class GiftBody(Body):
    """A gift that came, on a pledge or without one."""

    fen: int = Field(gt=0, le=FEN_MAX)
    pledge: IdOrNone | None = None


class PledgeBody(Body):
    """What a donor promises for a day."""

    fen: int = Field(gt=0, le=FEN_MAX)
    due_on: Day


@router.post("/programmes/{programme}/donors", dependencies=[*FOUNDATIONS, *PROGRAMMES])
def donor(
    desk: At, reply: Reply, programme: Id, body: DonorBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter a donor."""
    named = f"api:donor:{key}"
    return reply.answered(
        donating.enter_donor(desk.engine, named, programme, body.name, body.named)
    )


@router.post("/donors/{donor}/gifts", dependencies=[*FOUNDATIONS, *MONEY])
def gift(desk: At, reply: Reply, donor: Id, body: GiftBody, key: IdempotencyKey) -> JSONResponse:
    """Book a gift into the fund."""
    amount = Money(body.fen, desk.engine.terms.currency)
    named = f"api:gift:{key}"
    return reply.answered(donating.receive(desk.engine, named, donor, amount, body.pledge))


@router.post("/donors/{donor}/pledges", dependencies=[*FOUNDATIONS, *MONEY])
def pledge(
    desk: At, reply: Reply, donor: Id, body: PledgeBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter a donor's promise."""
    amount = Money(body.fen, desk.engine.terms.currency)
    named = f"api:promise:{key}"
    return reply.answered(donating.pledge(desk.engine, named, donor, amount, body.due_on))
