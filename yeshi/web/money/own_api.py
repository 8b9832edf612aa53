"""What a stall or a courier is owed, and when it comes, over JSON.

Whom to pay is said in a browser alone: whoever finds a key must not lead money elsewhere.
"""

from __future__ import annotations

from fastapi import APIRouter

from yeshi.flow.payments import coming
from yeshi.ledger import accounts
from yeshi.web.frame.access import COURIER_OF, STALLHOLDER_OF, At
from yeshi.web.frame.fields import Id
from yeshi.web.frame.scopes import MONEY
from yeshi.web.money.told import ComingTold, told_coming

router = APIRouter(prefix="/api", tags=["working"])


@router.get("/merchants/{merchant}/money", dependencies=[*STALLHOLDER_OF, *MONEY])
def of_stall(desk: At, merchant: Id) -> ComingTold:
    """What the stall is owed, when it comes, and the latest payouts, the last first."""
    return told_coming(coming.paid_out(desk.engine, accounts.merchant(merchant)))


@router.get("/couriers/{courier}/money", dependencies=[*COURIER_OF, *MONEY])
def of_courier(desk: At, courier: Id) -> ComingTold:
    """What the courier is owed, when it comes, and the latest payouts, the last first."""
    return told_coming(coming.paid_out(desk.engine, accounts.courier(courier)))
