"""What is owed and paid out, over JSON."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from yeshi.base.refused import Refused
from yeshi.flow.payments import banking, paying_out
from yeshi.flow.payments.desk import MoneyDesk, money_desk, run_seen
from yeshi.web.frame.access import PAYMASTERS, TREASURERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Why
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import MONEY
from yeshi.web.money.bank_file import fetched_file
from yeshi.web.money.told import RunTold, told

router = APIRouter(prefix="/api/money", tags=["operating"])


@router.get("", summary="What is owed to whom, and the runs", dependencies=[*PAYMASTERS, *MONEY])
def money(desk: At) -> MoneyDesk:
    """What is owed, what cannot be paid out and why, and the runs, the last first."""
    return money_desk(desk.engine)


@router.post("/runs", dependencies=[*TREASURERS, *MONEY])
def propose(desk: At, reply: Reply, key: IdempotencyKey) -> JSONResponse:
    """Propose to pay out what is owed now; the answer names the run."""
    return reply.answered(paying_out.propose_run(desk.engine, f"api:money:{key}"))


@router.get("/runs/{run}", response_model=RunTold, dependencies=[*PAYMASTERS, *MONEY])
def run_told(desk: At, reply: Reply, run: Id) -> Any:
    """A run and its payouts, the highest first; of an account's number the last four."""
    seen = run_seen(desk.engine, run)
    return reply.refused(seen) if isinstance(seen, Refused) else told(seen)


@router.post("/runs/{run}/check", dependencies=[*TREASURERS, *MONEY])
def check(desk: At, reply: Reply, run: Id, key: IdempotencyKey) -> JSONResponse:
    """Say that the run is right, as the first of two people."""
    return reply.answered(paying_out.check_run(desk.engine, f"api:money:{key}", run))


@router.post("/runs/{run}/approve", dependencies=[*PAYMASTERS, *MONEY])
def approve(desk: At, reply: Reply, run: Id, key: IdempotencyKey) -> JSONResponse:
    """Have the run be paid out, as the second of two people."""
    return reply.answered(paying_out.approve_run(desk.engine, f"api:money:{key}", run))


@router.post("/runs/{run}/call-off", dependencies=[*PAYMASTERS, *MONEY])
def call_off(desk: At, reply: Reply, run: Id, said: Why, key: IdempotencyKey) -> JSONResponse:
    """Pay nothing of the run."""
    return reply.answered(paying_out.call_off_run(desk.engine, f"api:money:{key}", run, said.why))


@router.post("/runs/{run}/file", dependencies=[*TREASURERS, *MONEY])
def bank_file(desk: At, reply: Reply, run: Id, key: IdempotencyKey) -> Response:
    """The run's transfers as a file for the bank, in the layout that it takes (CSV or XML)."""
    file = fetched_file(desk, f"api:money:{key}", run, reply.language)
    return reply.refused(file) if isinstance(file, Refused) else file


@router.post("/runs/{run}/confirm", dependencies=[*TREASURERS, *MONEY])
def confirm(desk: At, reply: Reply, run: Id, key: IdempotencyKey) -> JSONResponse:
    """Enter that the bank has carried out all of the run that did not come back."""
    return reply.answered(banking.confirm_run(desk.engine, f"api:money:{key}", run))


@router.post("/payouts/{payout}/hold", dependencies=[*TREASURERS, *MONEY])
def hold(desk: At, reply: Reply, payout: Id, said: Why, key: IdempotencyKey) -> JSONResponse:
    """Hold a payout back from its run."""
    return reply.answered(paying_out.hold(desk.engine, f"api:money:{key}", payout, said.why))


@router.post("/payouts/{payout}/release", dependencies=[*TREASURERS, *MONEY])
def release(desk: At, reply: Reply, payout: Id, key: IdempotencyKey) -> JSONResponse:
    """Have a payout that was held back go with its run."""
    return reply.answered(paying_out.release(desk.engine, f"api:money:{key}", payout))


@router.post("/payouts/{payout}/return", dependencies=[*TREASURERS, *MONEY])
def return_payout(
    desk: At, reply: Reply, payout: Id, said: Why, key: IdempotencyKey
) -> JSONResponse:
    """Enter that a payout came back, and why: it is owed again."""
    return reply.answered(banking.return_payout(desk.engine, f"api:money:{key}", payout, said.why))
