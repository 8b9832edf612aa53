"""The cash desk over JSON."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from yeshi.base.money import Money
from yeshi.flow.orders import cash, tills
from yeshi.flow.orders.cash import CashDesk
from yeshi.web.frame.access import CASHIERS_OF_CITY, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Why
from yeshi.web.frame.fields import FenGiven, Id, IdempotencyKey
from yeshi.web.frame.scopes import MONEY

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
    amount, named = Money(body.fen, desk.engine.terms.currency), f"api:cash:{key}"
    return reply.answered(cash.hand_in(desk.engine, named, courier, amount, body.why))


@router.post("/couriers/{courier}/set-off", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def set_off(
    desk: At, reply: Reply, courier: Id, body: CashBody, key: IdempotencyKey
) -> JSONResponse:
    """Let the courier keep cash as pay."""
    amount, named = Money(body.fen, desk.engine.terms.currency), f"api:cash:{key}"
    return reply.answered(cash.set_off(desk.engine, named, courier, amount, body.why))


@router.post("/stalls/{merchant}/hand-in", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def hand_in_till(
    desk: At, reply: Reply, merchant: Id, body: CashBody, key: IdempotencyKey
) -> JSONResponse:
    """Enter what the stall handed in of its till."""
    amount, named = Money(body.fen, desk.engine.terms.currency), f"api:cash:{key}"
    return reply.answered(tills.hand_in(desk.engine, named, merchant, amount, body.why))


@router.post("/stalls/{merchant}/set-off", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def set_off_till(
    desk: At, reply: Reply, merchant: Id, body: CashBody, key: IdempotencyKey
) -> JSONResponse:
    """Let the stall keep what it owes of its till, as what it is owed itself."""
    amount, named = Money(body.fen, desk.engine.terms.currency), f"api:cash:{key}"
    return reply.answered(tills.set_off(desk.engine, named, merchant, amount, body.why))


@router.post("/customers/{customer}/allow", dependencies=[*CASHIERS_OF_CITY, *MONEY])
def allow(desk: At, reply: Reply, customer: Id, said: Why, key: IdempotencyKey) -> JSONResponse:
    """Let the customer pay in cash again."""
    return reply.answered(cash.allow_cash(desk.engine, f"api:cash:{key}", customer, said.why))
