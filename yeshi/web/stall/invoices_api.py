"""What invoices customers wish of a stall, over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.flow.orders import invoices_seen, invoicing
from yeshi.flow.orders.invoices_seen import StallInvoices
from yeshi.orders.invoice_wish import ISSUED_LENGTH_MAX
from yeshi.web.frame.access import TILL_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, Why
from yeshi.web.frame.fields import Id, IdempotencyKey, Line, Start
from yeshi.web.frame.scopes import KITCHEN

_INVOICES = TypeAdapter(StallInvoices)

router = APIRouter(prefix="/api", tags=["working"])


class IssuedBody(Body):
    """The number of the invoice that was made."""

    invoice_number: Annotated[Line, Field(min_length=1, max_length=ISSUED_LENGTH_MAX)]


@router.get(
    "/merchants/{merchant}/invoices",
    summary="What invoices customers wish of the stall",
    response_model=StallInvoices,
    dependencies=[*TILL_OF, *KITCHEN],
)
def stall_invoices(desk: At, reply: Reply, merchant: Id, start: Start = 0) -> JSONResponse:
    """Those that wait, then the newest, from that one on; and whether a red one is due."""
    return reply.found(invoices_seen.wishes_of_stall(desk.engine, merchant, start), _INVOICES)


@router.post("/merchants/{merchant}/invoices/{wish}/issue", dependencies=[*TILL_OF, *KITCHEN])
def enter_issued(
    desk: At, reply: Reply, merchant: Id, wish: Id, said: IssuedBody, key: IdempotencyKey
) -> JSONResponse:
    """Say that it was made; the wish's id."""
    named = f"api:{merchant}:{key}"
    answer = invoicing.issue_invoice(desk.engine, named, merchant, wish, said.invoice_number)
    return reply.answered(answer)


@router.post("/merchants/{merchant}/invoices/{wish}/decline", dependencies=[*TILL_OF, *KITCHEN])
def enter_declined(
    desk: At, reply: Reply, merchant: Id, wish: Id, said: Why, key: IdempotencyKey
) -> JSONResponse:
    """Say that it cannot be made, and why; the wish's id."""
    named = f"api:{merchant}:{key}"
    return reply.answered(invoicing.decline_invoice(desk.engine, named, merchant, wish, said.why))
