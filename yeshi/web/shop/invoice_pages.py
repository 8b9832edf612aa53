"""Asking the stalls of one's order for invoices, and what came of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.orders import invoices_seen, invoicing
from yeshi.flow.privacy.rules import DOORS_KEPT
from yeshi.orders.invoice_wish import (
    ASKED_WITHIN,
    MAIL_LENGTH_MAX,
    TITLE_LENGTH_MAX,
    InvoiceFor,
    InvoiceKind,
)
from yeshi.web.frame.access import OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/orders/{order_id}/invoice", dependencies=OWNER_ALONE)
def invoice(desk: At, page: Page, order_id: Id) -> Response:
    """What was wished of each stall, and the form to wish it."""
    found = invoices_seen.invoices_of(desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found, f"/orders/{order_id}")
    return page.show(
        "shop/invoice.html", seen=found, days=ASKED_WITHIN.days, kept_days=DOORS_KEPT.days
    )


@router.post("/orders/{order_id}/invoice", dependencies=OWNER_ALONE)
def wish_for_invoice(
    desk: At,
    customer: Customer,
    page: Page,
    order_id: Id,
    key: Key,
    invoice_kind: Annotated[InvoiceKind, Form()] = InvoiceKind.PERSON,
    title: Annotated[Line, Form(max_length=TITLE_LENGTH_MAX)] = "",
    tax_number: Annotated[Line, Form(max_length=40)] = "",
    mail: Annotated[Line, Form(max_length=MAIL_LENGTH_MAX)] = "",
) -> Response:
    """Ask for it."""
    said = InvoiceFor(kind=invoice_kind, title=title, tax_number=tax_number, mail=mail)
    answer = invoicing.ask_invoice(desk.engine, f"page:{key}", customer, order_id, said)
    return page.back(answer, f"/orders/{order_id}/invoice", Deed.SENT)
