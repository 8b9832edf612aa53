"""What is mine over JSON: receipts, and the vouchers that may be used now."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.orders import history
from yeshi.flow.vouchers import spendable
from yeshi.flow.vouchers.spendable import Spendable
from yeshi.orders.receipt import Receipt
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import NOT_KEPT, Reply
from yeshi.web.frame.fields import Id
from yeshi.web.frame.scopes import ORDER

_RECEIPT = TypeAdapter(Receipt)

router = APIRouter(prefix="/api", tags=["ordering"])


@router.get(
    "/orders/{order}/receipt",
    summary="The receipt of my order",
    response_model=Receipt,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def receipt(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """What was bought of whom, each fee and what came back; refused while it is under way."""
    found = history.receipt(desk.engine, order)
    if isinstance(found, Refused):
        return reply.refused(found)
    return reply.found(found.receipt, _RECEIPT)


@router.get(
    "/vouchers", summary="The vouchers that I may use now", dependencies=[*OWNER_ALONE, *ORDER]
)
def vouchers(desk: At, customer: Customer, response: Response) -> list[Spendable]:
    """Those that end first before the others; the one that takes off most is used by itself."""
    response.headers.update(NOT_KEPT)
    return spendable.spendable_by(desk.engine, customer)
