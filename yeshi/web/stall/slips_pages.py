"""Slips of an order: shown for the browser to print, and printed again by the stall's printers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.refused import Refused
from yeshi.flow.orders import slips
from yeshi.flow.stalls import printers
from yeshi.market.printer import OF_ORDERS, SlipKind
from yeshi.web.frame.access import COUNTER_OF, At
from yeshi.web.frame.answering import Page
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.language import language_of

# What an order has slips of; one on trial is of none.
OfOrder = Literal[SlipKind.KITCHEN, SlipKind.BILL, SlipKind.LABELS]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/{order}/slip", dependencies=COUNTER_OF)
def slip(
    desk: At,
    page: Page,
    merchant: Id,
    order: Id,
    kind: Annotated[OfOrder, Query()] = SlipKind.KITCHEN,
    width: Annotated[Literal["58", "80"], Query()] = "58",
) -> Response:
    """The slip as it comes out of a printer, to be printed from here."""
    strips = slips.seen(desk.engine, merchant, order, kind, language_of(page.request))
    if isinstance(strips, Refused):
        return page.refused(strips, f"/kitchen/{merchant}")
    known = {one.printer.id: one.printer for one in printers.printers_of(desk.engine, merchant)}
    return page.show(
        "stall/slip.html",
        merchant=merchant,
        order=order,
        kind=kind,
        kinds=OF_ORDERS,
        width=width,
        widths=("58", "80"),
        strips=strips,
        written=[
            one for one in slips.written(desk.engine, merchant, order) if one.printer in known
        ],
        printers=known,
    )


@router.post("/kitchen/{merchant}/{order}/print", dependencies=COUNTER_OF)
def print_again(
    desk: At, page: Page, merchant: Id, order: Id, kind: Annotated[OfOrder, Form()], key: Key
) -> Response:
    """Have the stall's printers print it, once more where it was printed before."""
    answer = slips.print_again(desk.engine, f"page:{key}", merchant, order, kind)
    return page.back(answer, f"/kitchen/{merchant}/{order}/slip?kind={kind}", Deed.SLIP)
