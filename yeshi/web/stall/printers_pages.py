"""A stall's printers: entered and ended by its owner, tried and seen by who works there."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from yeshi.base.refused import Refused
from yeshi.flow.stalls import menus, printers
from yeshi.flow.stalls.menus import Stall
from yeshi.market.printer import OF_ORDERS, PORT_LEAST, PORT_MOST, WIDTHS_MM, Coding, Printer
from yeshi.people.person import Role
from yeshi.web.frame.access import COUNTER_OF, STALLHOLDER_OF, At
from yeshi.web.frame.answering import Page, PageReply, done
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.entry import LongEntry, entry_page
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.forms import Fields
from yeshi.web.frame.typed import TypedForm
from yeshi.web.stall.printer_form import (
    categories_of,
    filled_with,
    first_filled,
    read_printer,
    ticked_categories,
)

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/printers", dependencies=COUNTER_OF)
def listed(desk: At, page: Page, merchant: Id) -> Response:
    """The stall's printers, whether each prints, and what waits for it."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.show(
        "stall/printers.html",
        merchant=found,
        part=_part(page, merchant),
        printers=[one.printer for one in printers.printers_of(desk.engine, merchant)],
        keeps=desk.engine.actor.has(Role.STALLHOLDER, merchant),
    )


@router.get("/kitchen/{merchant}/printers/part", dependencies=COUNTER_OF)
def listed_part(desk: At, page: Page, merchant: Id) -> Response:
    """The part of it that changes."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.part(_part(page, merchant))


@router.get("/kitchen/{merchant}/printers/new", dependencies=STALLHOLDER_OF)
def new(desk: At, page: Page, merchant: Id) -> Response:
    """The form of a new printer."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    return _form(page, LongEntry(first_filled()), stall)


@router.post("/kitchen/{merchant}/printers/new", dependencies=STALLHOLDER_OF)
def enter(desk: At, page: Page, merchant: Id, fields: Fields) -> Response:
    """Print by it from now on; or the form again, with what is wrong in it."""
    return _entered(desk, page, merchant, fields, None)


@router.get("/kitchen/{merchant}/printers/{printer}", dependencies=STALLHOLDER_OF)
def one(desk: At, page: Page, merchant: Id, printer: Id) -> Response:
    """The form of a printer there is."""
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    known = printers.printer_of(desk.engine, merchant, printer)
    if isinstance(known, Refused):
        return page.refused(known, f"/kitchen/{merchant}/printers")
    return _form(page, LongEntry(filled_with(known.said)), stall, known)


@router.post("/kitchen/{merchant}/printers/{printer}", dependencies=STALLHOLDER_OF)
def change(desk: At, page: Page, merchant: Id, printer: Id, fields: Fields) -> Response:
    """Say it anew."""
    return _entered(desk, page, merchant, fields, printer)


@router.post("/kitchen/{merchant}/printers/{printer}/try", dependencies=COUNTER_OF)
def put_to_trial(desk: At, page: Page, merchant: Id, printer: Id, key: Key) -> Response:
    """Have it print a slip on trial."""
    answer = printers.try_printer(desk.engine, f"page:{key}", merchant, printer)
    return page.back(answer, f"/kitchen/{merchant}/printers#{printer}", Deed.SLIP)


@router.post("/kitchen/{merchant}/printers/{printer}/end", dependencies=STALLHOLDER_OF)
def end(desk: At, page: Page, merchant: Id, printer: Id, key: Key) -> Response:
    """Print by it no more."""
    answer = printers.end_printer(desk.engine, f"page:{key}", merchant, printer)
    return page.back(answer, f"/kitchen/{merchant}/printers", Deed.PRINTER_GONE)


def _part(page: PageReply, merchant: str) -> Markup:
    """The printers, the same for all who work there."""

    def facts() -> dict[str, Any]:
        return {"merchant": merchant, "views": printers.printers_of(page.desk.engine, merchant)}

    return page.shared("stall/printers_part.html", merchant, facts, concerns=(merchant,))


def _entered(
    desk: At, page: PageReply, merchant: str, fields: Fields, printer: str | None
) -> Response:
    stall = menus.stall(desk.engine, merchant)
    if isinstance(stall, Refused):
        return page.refused(stall, "/kitchen")
    known = printers.printer_of(desk.engine, merchant, printer) if printer else None
    if isinstance(known, Refused):
        return page.refused(known, f"/kitchen/{merchant}/printers")
    typed = TypedForm(fields, desk.engine.terms.currency)
    said, named = read_printer(typed, fields), f"page:{fields['key']}"
    if typed.faults:
        return _form(page, LongEntry(fields, faults=typed.faults), stall, known)
    answer = (
        printers.say_anew(desk.engine, named, merchant, known.id, said)
        if known
        else printers.enter_printer(desk.engine, named, merchant, said)
    )
    if isinstance(answer, Refused):
        return _form(page, LongEntry(fields, answer), stall, known)
    return done(f"/kitchen/{merchant}/printers#{answer.data['printer']}", Deed.PRINTER)


def _form(
    page: PageReply, entry: LongEntry, stall: Stall, known: Printer | None = None
) -> Response:
    ticked = ticked_categories(entry.filled)
    return entry_page(
        page,
        "stall/printer_entry.html",
        entry,
        (),
        stall=stall,
        known=known,
        kinds=OF_ORDERS,
        widths=WIDTHS_MM,
        codings=list(Coding),
        ports=(PORT_LEAST, PORT_MOST),
        categories=categories_of(stall, ticked),
        ticked=ticked,
    )
