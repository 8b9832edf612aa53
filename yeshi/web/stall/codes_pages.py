"""Codes to print for a stall: for its front, its till and each of its tables."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse

from yeshi.base.code_sheet import TABLES_MAX
from yeshi.base.refused import Refused
from yeshi.flow.stalls import menus, tables
from yeshi.flow.stalls.tables import OfStall
from yeshi.web.frame.access import STALLHOLDER_OF, At, Language
from yeshi.web.frame.answering import Page, kept_as
from yeshi.web.frame.code_sheets import sheet_of
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.fields import Id, Key

Tables = Annotated[int, Form(ge=0, le=TABLES_MAX, alias="tables")]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/codes", dependencies=STALLHOLDER_OF)
def codes(desk: At, page: Page, merchant: Id) -> Response:
    """How many tables have a code, how who sits there pays, and where the codes lead."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.show(
        "stall/codes.html",
        merchant=found,
        address=f"{desk.site.address}/stalls/{merchant}",
        tables=tables.tables_of(desk.engine, merchant),
        most=TABLES_MAX,
    )


@router.post("/kitchen/{merchant}/codes", dependencies=STALLHOLDER_OF)
def set_tables(desk: At, page: Page, merchant: Id, key: Key, count: Tables) -> Response:
    """Have so many tables with a code."""
    named, place = f"tables:{merchant}:{key}", OfStall(merchant)
    answer = tables.set_tables(desk.engine, named, place, count)
    return page.back(answer, f"/kitchen/{merchant}/codes", Deed.SAVED)


@router.post("/kitchen/{merchant}/pay-first", dependencies=STALLHOLDER_OF)
def pay_first(
    desk: At, page: Page, merchant: Id, key: Key, first: Annotated[bool, Form()]
) -> Response:
    """Have who sits at a table pay before it is made, or at the end."""
    answer = tables.set_pay_first(desk.engine, f"pay-first:{merchant}:{key}", merchant, first)
    return page.back(answer, f"/kitchen/{merchant}/codes", Deed.SAVED)


@router.get("/kitchen/{merchant}/codes.pdf", dependencies=STALLHOLDER_OF)
def printed(desk: At, page: Page, merchant: Id, language: Language) -> Response:
    """The codes to print: the front's and the till's lead to the menu, a table's to that table."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    sheet = sheet_of(desk, language, found.name, merchant, f"/stalls/{merchant}")
    made = desk.print_codes(sheet, desk.engine.clock.now())
    if isinstance(made, Refused):
        return page.refused(made, f"/kitchen/{merchant}/codes")
    return kept_as(made, "application/pdf", "codes.pdf", inline=True)
