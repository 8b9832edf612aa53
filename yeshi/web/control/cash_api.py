"""The cash desk over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.money import Money
from yeshi.flow.orders import cash, complaints_seen, redressing, tills
from yeshi.flow.orders.cash import CashDesk
from yeshi.flow.orders.cash_by_hand import Entering
from yeshi.flow.orders.complaints_seen import ComplaintSeen
from yeshi.web.frame.access import CASHIERS_OF_CITY, At
from yeshi.web.frame.answering import JsonReply, Reply
from yeshi.web.frame.bodies import Why
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import FenGiven, Id, IdempotencyKey
from yeshi.web.frame.scopes import MONEY

_AT_OFFICE = TypeAdapter(tuple[ComplaintSeen, ...])

router = APIRouter(prefix="/api/control/cash", tags=["operating"])


class CashBody(Why):
    """An amount in fen, and the reason."""

    fen: FenGiven


@router.get(
    "", summary="Who carries cash, and who is barred", dependencies=[*CASHIERS_OF_CITY, *MONEY]
)
def desk_of_cash(desk: At) -> CashDesk:
    """Couriers, who carries most first, what is owed at doors, stalls that owe, and customers."""
    return cash.cash_desk(desk.engine)


@router.post("/couriers/{courier}/hand-in", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def hand_in(
    desk: At, reply: Reply, courier: Id, body: CashBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter what the courier handed in."""
    return _entered(desk, reply, cash.hand_in, courier, body, key)


@router.post("/couriers/{courier}/set-off", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def set_off(
    desk: At, reply: Reply, courier: Id, body: CashBody, key: IdempotencyKey
) -> JSONResponse:
    """Let the courier keep cash as pay."""
    return _entered(desk, reply, cash.set_off, courier, body, key)


@router.post("/stalls/{merchant}/hand-in", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def hand_in_till(
    desk: At, reply: Reply, merchant: Id, body: CashBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter what the stall handed in of its till."""
    return _entered(desk, reply, tills.hand_in, merchant, body, key)


@router.post("/stalls/{merchant}/set-off", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def set_off_till(
    desk: At, reply: Reply, merchant: Id, body: CashBody, key: IdempotencyKey
) -> JSONResponse:
    """Let the stall keep what it owes of its till, as what it is owed itself."""
    return _entered(desk, reply, tills.set_off, merchant, body, key)


@router.post("/customers/{customer}/allow", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def allow(desk: At, reply: Reply, customer: Id, said: Why, key: IdempotencyKey) -> JSONResponse:
    """Let the customer pay in cash again."""
    return reply.answered(cash.allow_cash(desk.engine, f"api:cash:{key}", customer, said.why))


@router.get(
    "/complaints",
    summary="Of which complaints cash waits at the office",
    response_model=tuple[ComplaintSeen, ...],
    dependencies=[*CASHIERS_OF_CITY, *MONEY],
)
def at_office(desk: At, reply: Reply) -> JSONResponse:
    """The oldest first."""
    return reply.found(complaints_seen.at_office(desk.engine), _AT_OFFICE)


@router.post("/complaints/{complaint}/hand-out", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def hand_out(desk: At, reply: Reply, complaint: Id, said: Why, key: IdempotencyKey) -> JSONResponse:
    """Enter that its customer was handed the cash that waited for them."""
    return reply.answered(redressing.hand_out(desk.engine, f"api:cash:{key}", complaint, said.why))


def _entered(
    desk: Desk, reply: JsonReply, enter: Entering, whose: str, body: CashBody, key: str
) -> JSONResponse:
    amount = Money(body.fen, desk.engine.terms.currency)
    return reply.answered(enter(desk.engine, f"api:cash:{key}", whose, amount, body.why))
