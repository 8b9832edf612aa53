"""Asking the stalls of one's order for invoices, over JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.flow.orders import invoices_seen, invoicing
from yeshi.flow.orders.invoices_seen import OrderInvoices
from yeshi.orders.invoice_wish import (
    MAIL_LENGTH_MAX,
    TITLE_LENGTH_MAX,
    InvoiceFor,
    InvoiceKind,
)
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, chosen
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import ORDER

_OF_ORDER = TypeAdapter(OrderInvoices)

router = APIRouter(prefix="/api", tags=["ordering"])


class InvoiceBody(Body):
    """For whom it is; a company has a tax number."""

    invoice_kind: Annotated[InvoiceKind, chosen(InvoiceKind)] = InvoiceKind.PERSON
    title: Annotated[Line, Field(min_length=1, max_length=TITLE_LENGTH_MAX)]
    tax_number: Annotated[Line, Field(max_length=40)] = ""
    mail: Annotated[Line, Field(min_length=1, max_length=MAIL_LENGTH_MAX)]

    @property
    def made_for(self) -> InvoiceFor:
        """As the stalls are asked."""
        return InvoiceFor(
            kind=self.invoice_kind, title=self.title, tax_number=self.tax_number, mail=self.mail
        )


@router.get(
    "/orders/{order}/invoice",
    summary="What invoices of my order I wished, and what became of each",
    response_model=OrderInvoices,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def invoices(desk: At, reply: Reply, order: Id) -> JSONResponse:
    """One of each stall; `suggested`: for whom it was last time."""
    return reply.found(invoices_seen.invoices_of(desk.engine, order), _OF_ORDER)


@router.post(
    "/orders/{order}/invoice",
    summary="Ask each stall of my order for an invoice",
    dependencies=[*OWNER_ALONE, *ORDER],
)
def wish_for_invoice(
    desk: At, customer: Customer, reply: Reply, order: Id, said: InvoiceBody, key: IdempotencyKey
) -> JSONResponse:
    """The order's id; until a stall has answered it may be asked for otherwise."""
    named = f"api:{customer}:{key}"
    return reply.answered(invoicing.ask_invoice(desk.engine, named, customer, order, said.made_for))
