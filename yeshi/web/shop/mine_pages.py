"""What is mine: orders of all devices, receipts, vouchers, and the ways to all else."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from yeshi.base.ids import short
from yeshi.base.refused import Refused
from yeshi.flow.orders import addresses, history
from yeshi.flow.stalls import favourites
from yeshi.flow.visits.booked import bookings_of
from yeshi.flow.vouchers import spendable
from yeshi.vouchers.code import WRITTEN_LENGTH_MAX
from yeshi.web.frame.access import OWNER_ALONE, At, Customer, Language
from yeshi.web.frame.answering import NOT_KEPT, Page, PageReply, redirect
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, Start
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.voucher_words import rules_said
from yeshi.web.shop.receipt_text import receipt_text
from yeshi.web.shop.voucher_codes import enter_code

PAGE = "/mine"

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get(PAGE, dependencies=OWNER_ALONE)
def mine(
    desk: At, customer: Customer, page: Page, language: Language, start: Start = 0
) -> Response:
    """My orders, those under way first, what I may use now, and where all else of mine is."""
    return _mine(desk, customer, page, language, start)


@router.post(f"{PAGE}/code", dependencies=OWNER_ALONE)
def code(
    desk: At, customer: Customer, page: Page, language: Language, fields: Fields
) -> Response:  # fmt: skip
    """Enter the code of a voucher, which is mine then."""
    typed, named = fields.get("voucher_code", ""), f"code:{customer}:{fields['key']}"
    answer = enter_code(desk, page.request, named, customer, typed)
    if not isinstance(answer, Refused):
        return redirect(f"{PAGE}#vouchers")
    return page.again(_mine(desk, customer, page, language, 0, typed), answer, fields)


def _mine(
    desk: Desk, customer: str, page: PageReply, language: str, start: int, typed: str = ""
) -> HTMLResponse:
    engine = desk.engine
    return page.show(
        "shop/mine.html",
        history=history.history_of(engine, customer, start),
        start=start,
        typed_code=typed,
        code_most=WRITTEN_LENGTH_MAX,
        rules_of=lambda one: rules_said(one.rules, one.places, language),
        vouchers=spendable.spendable_by(engine, customer),
        addresses=len(addresses.book_of(engine, customer).addresses),
        bookings=len(bookings_of(engine, customer).coming),
        favourites=len(favourites.list_of(engine, customer).favourites),
    )


@router.get("/orders/{order_id}/receipt", dependencies=OWNER_ALONE)
def receipt(desk: At, page: Page, order_id: Id) -> Response:
    """The receipt of my order, to be printed."""
    found = history.receipt(desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    return page.show(
        "shop/receipt.html",
        receipt=found.receipt,
        names=found.names,
        given_back=found.given_back,
        invoices=found.invoices,
    )


@router.get("/orders/{order_id}/receipt.txt", dependencies=OWNER_ALONE)
def receipt_file(desk: At, page: Page, language: Language, order_id: Id) -> Response:
    """The same as a text to be kept."""
    found = history.receipt(desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found, PAGE)
    city = desk.charter().name.in_language(language)
    written = receipt_text(found, city, language, desk.engine.terms.calendar)
    named = f'attachment; filename="yeshi-{short(order_id).lower()}.txt"'
    return PlainTextResponse(written, headers={**NOT_KEPT, "Content-Disposition": named})
