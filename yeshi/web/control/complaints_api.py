"""Complaints that the control room decides, over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.base.money import Money
from yeshi.events.complaints import Bears
from yeshi.flow.orders import complaints_seen, redressing
from yeshi.flow.orders.complaints_seen import DecidingDesk
from yeshi.orders.redress import Ruling
from yeshi.web.frame.access import OPERATORS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Why, chosen
from yeshi.web.frame.fields import FenGiven, Id, IdempotencyKey, Start
from yeshi.web.frame.scopes import CONTROL

router = APIRouter(prefix="/api/control/complaints", tags=["operating"])


class UpholdBody(Why):
    """How much of it is given back, who bears it, and why."""

    amount_fen: FenGiven
    bears: Annotated[Bears, chosen(Bears)]


@router.get("", summary="Complaints to decide", dependencies=[*OPERATORS, *CONTROL])
def complaints(desk: At, start: Start = 0) -> DecidingDesk:
    """What waits for a decision, the oldest first, then what stalls are to answer; from there on.

    With what its customer and its stall had in ninety days.
    """
    return complaints_seen.to_decide(desk.engine, start)


@router.post("/{complaint}/uphold", dependencies=[*OPERATORS, *CONTROL])
def uphold(
    desk: At, reply: Reply, complaint: Id, said: UpholdBody, key: IdempotencyKey
) -> JSONResponse:
    """Give so much of it back."""
    amount = Money(said.amount_fen, desk.engine.terms.currency)
    ruling = Ruling(amount, said.bears, said.why)
    named = f"api:complaints:{key}"
    return reply.answered(redressing.uphold(desk.engine, named, complaint, ruling))


@router.post("/{complaint}/dismiss", dependencies=[*OPERATORS, *CONTROL])
def dismiss(desk: At, reply: Reply, complaint: Id, said: Why, key: IdempotencyKey) -> JSONResponse:
    """Give nothing more of it back."""
    named = f"api:complaints:{key}"
    return reply.answered(redressing.dismiss(desk.engine, named, complaint, said.why))
