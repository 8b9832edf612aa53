"""What is mine over JSON: receipts, and the vouchers that may be used now."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.refused import Refused
from yeshi.flow.orders import history
from yeshi.flow.vouchers import spendable
from yeshi.flow.vouchers.spendable import Spendable
from yeshi.orders.receipt import Receipt
from yeshi.vouchers.code import WRITTEN_LENGTH_MAX
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import NOT_KEPT, Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import ORDER
from yeshi.web.shop.voucher_codes import enter_code

_RECEIPT = TypeAdapter(Receipt)

router = APIRouter(prefix="/api", tags=["ordering"])


class VoucherCodeBody(Body):
    """A code as it is written; case, width, spaces and dashes do not count."""

    code: Line = Field(min_length=1, max_length=WRITTEN_LENGTH_MAX, examples=["NIGHT24"])


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


@router.post(
    "/vouchers/codes", summary="Enter the code of a voucher", dependencies=[*OWNER_ALONE, *ORDER]
)
def code(
    desk: At, request: Request, customer: Customer, reply: Reply, body: VoucherCodeBody,
    key: IdempotencyKey,
) -> JSONResponse:  # fmt: skip
    """The campaign whose voucher is mine by it; the same code again changes nothing."""
    named = f"api:code:{customer}:{key}"
    return reply.answered(enter_code(desk, request, named, customer, body.code))
