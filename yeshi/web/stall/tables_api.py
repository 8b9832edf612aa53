"""A stall's tables over JSON: how many, who pays when, cash, and guests that move or have gone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.code_sheet import TABLES_MAX
from yeshi.base.limits import FEN_MAX
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.orders import seating, tab_settling
from yeshi.flow.orders.tab_seen import tabs_of_stall
from yeshi.flow.stalls import tables
from yeshi.flow.stalls.tables import OfStall
from yeshi.market.table import DiningTable
from yeshi.web.frame.access import COUNTER_OF, STALLHOLDER_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import KITCHEN
from yeshi.web.frame.tab_lines import lines_named

router = APIRouter(prefix="/api/merchants/{merchant}", tags=["tables"])


class TablesRequest(Body):
    """How many tables have a code, and whether who sits there pays before it is made."""

    tables: int | None = Field(None, ge=0, le=TABLES_MAX)
    pay_first: bool | None = None


class CashRequest(Body):
    """Which lines of the stall's part were paid in cash, and what they come to."""

    lines: list[Annotated[Line, Field(description="`order/stall/place`")]] = Field(
        min_length=1, max_length=1000
    )
    fen: int = Field(gt=0, le=FEN_MAX)


class SeatRequest(Body):
    """The number of the table to which the guests have gone."""

    table: int = Field(ge=1, le=TABLES_MAX)


class OpenTab(Body):
    """A tab on which the stall has something; `lines`: what it may be paid now."""

    tab: str
    number: int
    guests: int
    lines: list[str]
    unpaid_fen: int


_TABLES, _TABS = TypeAdapter(list[DiningTable]), TypeAdapter(list[OpenTab])


@router.get(
    "/tables", summary="A stall's tables with their codes", response_model=list[DiningTable],
    dependencies=[*STALLHOLDER_OF, *KITCHEN],
)  # fmt: skip
def all_tables(desk: At, reply: Reply, merchant: Id) -> JSONResponse:
    """By number; the id is what the code leads to."""
    return reply.found(tables.tables_of(desk.engine, merchant), _TABLES)


@router.post(
    "/tables", summary="Have so many tables, paid first or at the end",
    dependencies=[*STALLHOLDER_OF, *KITCHEN],
)  # fmt: skip
def set_tables(
    desk: At, reply: Reply, merchant: Id, asked: TablesRequest, key: IdempotencyKey
) -> JSONResponse:
    """What was not said stays as it is."""
    if asked.pay_first is not None:
        named = f"api:{merchant}:{key}:first"
        answer = tables.set_pay_first(desk.engine, named, merchant, asked.pay_first)
        if isinstance(answer, Refused) or asked.tables is None:
            return reply.answered(answer)
    named, place = f"api:{merchant}:{key}", OfStall(merchant)
    count = asked.tables
    if count is None:
        count = len(tables.tables_of(desk.engine, merchant))
    return reply.answered(tables.set_tables(desk.engine, named, place, count))


@router.get(
    "/tabs", summary="The tables at which something of the stall is open",
    response_model=list[OpenTab], dependencies=[*COUNTER_OF, *KITCHEN],
)  # fmt: skip
def open_tabs(desk: At, reply: Reply, merchant: Id) -> JSONResponse:
    """With what it may be paid."""
    found = [
        OpenTab(
            tab=one.tab.id, number=one.tab.number, guests=len(one.tab.guests),
            lines=[line.at.written for line in one.payable], unpaid_fen=one.unpaid.fen,
        )
        for one in tabs_of_stall(desk.engine, merchant)
    ]  # fmt: skip
    return reply.found(found, _TABS)


@router.post(
    "/tabs/{tab}/cash", summary="Enter that lines of a tab were paid in cash",
    dependencies=[*COUNTER_OF, *KITCHEN],
)  # fmt: skip
def cash(
    desk: At, reply: Reply, merchant: Id, tab: Id, asked: CashRequest, key: IdempotencyKey
) -> JSONResponse:
    """The tab's id."""
    lines = lines_named(asked.lines)
    if isinstance(lines, Refused):
        return reply.refused(lines)
    amount = Money(asked.fen, desk.engine.terms.currency)
    named = f"api:{merchant}:{key}"
    return reply.answered(tab_settling.take_cash(desk.engine, named, merchant, tab, lines, amount))


@router.post(
    "/tabs/{tab}/left", summary="Enter that a table's guests went away without paying",
    dependencies=[*COUNTER_OF, *KITCHEN],
)  # fmt: skip
def left(desk: At, reply: Reply, merchant: Id, tab: Id, key: IdempotencyKey) -> JSONResponse:
    """The tab's id."""
    named = f"api:{merchant}:{key}"
    return reply.answered(tab_settling.left_unpaid(desk.engine, named, merchant, tab))


@router.post(
    "/tabs/{tab}/move", summary="Enter that a table's guests went to another one",
    dependencies=[*COUNTER_OF, *KITCHEN],
)  # fmt: skip
def move(
    desk: At, reply: Reply, merchant: Id, tab: Id, asked: SeatRequest, key: IdempotencyKey
) -> JSONResponse:
    """The tab's id."""
    named = f"api:{merchant}:{key}"
    return reply.answered(seating.move_for(desk.engine, named, merchant, tab, asked.table))
