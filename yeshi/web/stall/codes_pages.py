"""Codes to print for a stall: for its front, its till and each of its tables."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.code_sheet import TABLES_MAX, CodeSheet
from yeshi.base.refused import Refused
from yeshi.base.sentences import say
from yeshi.flow.stalls import menus
from yeshi.web.frame.access import STALLHOLDER_OF, At, Language
from yeshi.web.frame.answering import Page, kept_as
from yeshi.web.frame.fields import Id

Tables = Annotated[int, Query(ge=0, le=TABLES_MAX)]

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/codes", dependencies=STALLHOLDER_OF)
def codes(desk: At, page: Page, merchant: Id) -> Response:
    """For how many tables codes are printed, and where they lead."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    address = f"{desk.site.address}/stalls/{merchant}"
    return page.show("stall/codes.html", merchant=found, address=address, most=TABLES_MAX)


@router.get("/kitchen/{merchant}/codes.pdf", dependencies=STALLHOLDER_OF)
def printed(
    desk: At, page: Page, merchant: Id, language: Language, tables: Tables = 0
) -> Response:  # fmt: skip
    """The codes to print: all lead to the stall's page, and a table's says its number on paper."""
    found = menus.merchant(desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    numbers = range(1, tables + 1)
    sheet = CodeSheet(
        name=found.name.in_both,
        address=f"{desk.site.address}/stalls/{merchant}",
        reads=say(language, "codes.reads"),
        hint=say(language, "codes.hint"),
        labels=(
            say(language, "codes.till"),
            *(say(language, "codes.table", number=number) for number in numbers),
        ),
    )
    made = desk.print_codes(sheet, desk.engine.clock.now())
    if isinstance(made, Refused):
        return page.refused(made, f"/kitchen/{merchant}/codes")
    return kept_as(made, "application/pdf", "codes.pdf", inline=True)
