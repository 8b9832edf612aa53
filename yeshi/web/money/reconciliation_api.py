"""What does not agree with a provider or the bank, over JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from yeshi.base.refused import Refused
from yeshi.flow.payments import reconciling
from yeshi.flow.payments.reconciliation_desk import ReconciliationDesk, reconciliation_desk
from yeshi.web.frame.access import PAYMASTERS, TREASURERS, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Why
from yeshi.web.frame.fields import Id, IdempotencyKey, IdOrNone
from yeshi.web.frame.scopes import MONEY

router = APIRouter(prefix="/api/money", tags=["operating"])


@router.get(
    "/reconciliation",
    summary="What does not agree with a provider or the bank",
    response_model=ReconciliationDesk,
    dependencies=[*PAYMASTERS, *MONEY],
)
def reconciliation(desk: At, reply: Reply, account: Annotated[IdOrNone, Query()] = "") -> Any:
    """What is open, the oldest first, with its age in days and the likely reason."""
    seen = reconciliation_desk(desk.engine, account)
    return reply.refused(seen) if isinstance(seen, Refused) else seen


@router.post("/reconciliation/{account}/again", dependencies=[*TREASURERS, *MONEY])
def again(desk: At, reply: Reply, account: Id, key: IdempotencyKey) -> JSONResponse:
    """Look at what is open with what the books say by now; the answer tells how much agrees."""
    return reply.answered(reconciling.look_again(desk.engine, f"api:money:{key}", account))


@router.post("/discrepancies/{discrepancy}/explain", dependencies=[*TREASURERS, *MONEY])
def explain(
    desk: At, reply: Reply, discrepancy: Id, said: Why, key: IdempotencyKey
) -> JSONResponse:
    """Say how one comes: it is open no more."""
    answer = reconciling.explain(desk.engine, f"api:money:{key}", discrepancy, said.why)
    return reply.answered(answer)
