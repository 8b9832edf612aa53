"""The tables to which a stall brings: what is open there, cash that it takes, guests that move."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse

from yeshi.base.code_sheet import TABLES_MAX
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.orders import seating, tab_settling
from yeshi.flow.orders.tab_seen import TabOfStall, tabs_of_stall
from yeshi.flow.stalls import menus
from yeshi.web.frame.access import COUNTER_OF, At
from yeshi.web.frame.amounts import amount_of
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.deeds import Deed
from yeshi.web.frame.desk import Desk
from yeshi.web.frame.fields import Id, Key, Line
from yeshi.web.frame.tab_lines import NAMED_MAX, lines_named

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/kitchen/{merchant}/tables", dependencies=COUNTER_OF)
def tables(page: Page, merchant: Id) -> Response:
    """The tables at which something of the stall is open."""
    return _shown(page, merchant, "stall/tables.html")


@router.get("/kitchen/{merchant}/tables/part", dependencies=COUNTER_OF)
def tables_part(page: Page, merchant: Id) -> Response:
    """The part of it that changes."""
    return _shown(page, merchant, "stall/tables_part.html")


@router.get("/kitchen/{merchant}/tables/{tab}", dependencies=COUNTER_OF)
def table(
    desk: At, page: Page, merchant: Id, tab: Id,
    lines: Annotated[list[Line] | None, Query(alias="line", max_length=NAMED_MAX)] = None,
) -> Response:  # fmt: skip
    """One of them: which lines are paid in cash, and what they come to; all of them at first."""
    found = _tab(desk, merchant, tab)
    if isinstance(found, Refused):
        return page.refused(found, f"/kitchen/{merchant}/tables")
    chosen = tuple(one for one in found.payable if lines is None or one.at.written in lines)
    return page.show(
        "stall/table.html",
        merchant=menus.merchant(desk.engine, merchant),
        view=found,
        chosen=chosen,
        amount=found.sum_of(chosen),
        most=TABLES_MAX,
    )


@router.post("/kitchen/{merchant}/tables/{tab}/cash", dependencies=COUNTER_OF)
def cash(
    desk: At, page: Page, merchant: Id, tab: Id, key: Key,
    shown: Annotated[Line, Form(alias="amount", max_length=20)],
    lines: Annotated[list[Line], Form(alias="line", max_length=NAMED_MAX)] = [],  # noqa: B006
) -> Response:  # fmt: skip
    """Enter that those lines were paid in cash."""
    back = f"/kitchen/{merchant}/tables"
    chosen = lines_named(lines)
    if isinstance(chosen, Refused):
        return page.refused(chosen, back)
    amount = amount_of(shown, desk.engine.terms.currency)
    if isinstance(amount, Refused):
        return page.refused(amount, back)
    named = f"cash:{merchant}:{key}"
    answer = tab_settling.take_cash(desk.engine, named, merchant, tab, chosen, amount)
    return page.back(answer, back, Deed.DONE)


@router.post("/kitchen/{merchant}/tables/{tab}/left", dependencies=COUNTER_OF)
def left(desk: At, page: Page, merchant: Id, tab: Id, key: Key) -> Response:
    """Enter that its guests went away without paying."""
    answer = tab_settling.left_unpaid(desk.engine, f"left:{merchant}:{key}", merchant, tab)
    return page.back(answer, f"/kitchen/{merchant}/tables", Deed.DONE)


@router.post("/kitchen/{merchant}/tables/{tab}/move", dependencies=COUNTER_OF)
def move(
    desk: At, page: Page, merchant: Id, tab: Id, key: Key,
    number: Annotated[int, Form(ge=1, le=TABLES_MAX, alias="table")],
) -> Response:  # fmt: skip
    """Enter that its guests went to another of the stall's tables."""
    named = f"move:{merchant}:{key}"
    answer = seating.move_for(desk.engine, named, merchant, tab, number)
    return page.back(answer, f"/kitchen/{merchant}/tables", Deed.DONE)


def _shown(page: PageReply, merchant: str, template: str) -> Response:
    found = menus.merchant(page.desk.engine, merchant)
    if isinstance(found, Refused):
        return page.refused(found, "/kitchen")
    return page.show(template, merchant=found, tabs=tabs_of_stall(page.desk.engine, merchant))


def _tab(desk: Desk, merchant: str, tab: str) -> TabOfStall | Refused:
    found = (one for one in tabs_of_stall(desk.engine, merchant) if one.tab.id == tab)
    return next(found, None) or Refused(Unknown("tab", tab))
