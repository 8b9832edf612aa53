"""What invoices customers wish of a stall, and what it says of each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.limits import NOTE_LENGTH_MAX
from yeshi.base.refused import Refused
from yeshi.flow.orders import invoices_seen, invoicing
from yeshi.orders.invoice_wish import ISSUED_LENGTH_MAX
from yeshi.web.frame.access import TILL_OF, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key, Line, Start

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/invoices", dependencies=TILL_OF)
def stall_invoices(desk: At, page: Page, merchant: Id, start: Start = 0) -> Response:
    """Those that wait, then the newest."""
    found = invoices_seen.wishes_of_stall(desk.engine, merchant, start)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.show(
        "stall/invoices.html", view=found, most=ISSUED_LENGTH_MAX, why_most=NOTE_LENGTH_MAX
    )


@router.post("/kitchen/{merchant}/invoices/{wish}/issue", dependencies=TILL_OF)
def enter_issued(
    desk: At, page: Page, merchant: Id, wish: Id, key: Key,
    invoice_number: Annotated[Line, Form(max_length=ISSUED_LENGTH_MAX)] = "",
) -> Response:  # fmt: skip
    """Say that it was made."""
    named = f"page:{key}"
    answer = invoicing.issue_invoice(desk.engine, named, merchant, wish, invoice_number)
    return page.back(answer, f"/kitchen/{merchant}/invoices", Deed.DONE)


@router.post("/kitchen/{merchant}/invoices/{wish}/decline", dependencies=TILL_OF)
def enter_declined(
    desk: At, page: Page, merchant: Id, wish: Id, key: Key,
    why: Annotated[Line, Form(max_length=NOTE_LENGTH_MAX)] = "",
) -> Response:  # fmt: skip
    """Say that it cannot be made."""
    answer = invoicing.decline_invoice(desk.engine, f"page:{key}", merchant, wish, why)
    return page.back(answer, f"/kitchen/{merchant}/invoices", Deed.DONE)
