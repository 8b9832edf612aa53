"""A table over JSON: what stands open there, choosing, sending, paying and moving."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field, TypeAdapter

from yeshi.base.limits import FEN_MAX, NOTE_LENGTH_MAX
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import seating, sending, tab_settling
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.orders.tab_seen import TabSeen, tab_of
from yeshi.web.frame.access import ANYBODY, OWNER_ALONE, At, Customer
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body
from yeshi.web.frame.fields import Id, IdempotencyKey, Line
from yeshi.web.frame.scopes import ORDER, READ
from yeshi.web.frame.tab_lines import lines_named
from yeshi.web.shop.ordering_api import Quantities

LineNamed = Annotated[Line, Field(description="`order/stall/place`, the place from 0 on")]

WayAtTable = Literal["wallet", "cash", "tab"]
_WAYS: dict[PaidBy, WayAtTable] = {
    PaidBy.WALLET: "wallet",
    PaidBy.CASH: "cash",
    PaidBy.TAB: "tab",
}

router = APIRouter(prefix="/api", tags=["tables"])


class WantedLine(Body):
    """What a guest wants; guests count from 1 on."""

    guest: int
    item: str
    quantity: int


class TabLine(Body):
    """A line that was ordered: whose it is, whether it is paid, and whether it can be now."""

    line: str
    name: str
    quantity: int
    fen: int
    guest: int
    paid: bool
    may_pay: bool


class TableTold(Body):
    """A table with what stands open there; `me`: which guest asks, none who has not sat down."""

    table: str
    number: int
    place: str
    tab: str | None
    me: int | None
    ways: list[WayAtTable]
    wanted: list[WantedLine]
    lines: list[TabLine]
    orders: list[str]
    to_send_fen: int
    unpaid_fen: int


class SendRequest(Body):
    """`mine`: what one wants oneself alone; `fen`: what it comes to, as it was shown."""

    mine: bool = False
    fen: int | None = Field(None, ge=0, le=FEN_MAX)
    way: Literal["wallet", "tab"] | None = None
    note: Annotated[Line, Field(max_length=NOTE_LENGTH_MAX)] = ""


class PayRequest(Body):
    """Which lines of the tab are paid from one's wallet, and what they come to."""

    tab: Id
    lines: list[LineNamed] = Field(min_length=1, max_length=1000)
    fen: int = Field(gt=0, le=FEN_MAX)


class MoveRequest(Body):
    """The tab that goes along to the table."""

    tab: Id


_TOLD = TypeAdapter(TableTold)


@router.get(
    "/tables/{table}", summary="What stands open at a table, by its code",
    response_model=TableTold, dependencies=[*ANYBODY, *READ],
)  # fmt: skip
def table(desk: At, customer: Customer, reply: Reply, table: Id) -> JSONResponse:
    """What is wanted, ordered, and left to pay."""
    found = tab_of(desk.engine, customer, table)
    return reply.found(found if isinstance(found, Refused) else _told(found), _TOLD)


@router.post(
    "/tables/{table}/wanted", summary="Say what one wants at a table: this and nothing else",
    dependencies=[*ANYBODY, *ORDER],
)  # fmt: skip
def want(
    desk: At, customer: Customer, reply: Reply, table: Id, items: Quantities, key: IdempotencyKey
) -> JSONResponse:
    """The tab's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(seating.want(desk.engine, named, customer, table, items))


@router.post(
    "/tables/{table}/send", summary="Have the kitchens make what is wanted at a table",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def send(
    desk: At, customer: Customer, reply: Reply, table: Id, asked: SendRequest, key: IdempotencyKey
) -> JSONResponse:
    """The order's id."""
    sending_ = TableRound(
        mine=asked.mine,
        amount=None if asked.fen is None else Money(asked.fen, desk.engine.terms.currency),
        way=PaidBy(asked.way) if asked.way else None,
        note=asked.note,
    )
    named = f"api:{customer}:{key}"
    return reply.answered(sending.send(desk.engine, named, customer, table, sending_))


@router.post(
    "/tabs/pay", summary="Pay lines of a tab from one's wallet: all of them, or none",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def pay(
    desk: At, customer: Customer, reply: Reply, asked: PayRequest, key: IdempotencyKey
) -> JSONResponse:
    """The tab's id."""
    lines = lines_named(asked.lines)
    if isinstance(lines, Refused):
        return reply.refused(lines)
    amount = Money(asked.fen, desk.engine.terms.currency)
    named = f"api:{customer}:{key}"
    return reply.answered(
        tab_settling.pay_lines(desk.engine, named, customer, asked.tab, lines, amount)
    )


@router.post(
    "/tables/{table}/move", summary="Take a tab along to that table",
    dependencies=[*OWNER_ALONE, *ORDER],
)  # fmt: skip
def move(
    desk: At, customer: Customer, reply: Reply, table: Id, asked: MoveRequest, key: IdempotencyKey
) -> JSONResponse:
    """The tab's id."""
    named = f"api:{customer}:{key}"
    return reply.answered(seating.move(desk.engine, named, customer, asked.tab, table))


def _told(view: TabSeen) -> TableTold:
    tab = view.tab
    return TableTold(
        table=view.table.id,
        number=view.table.number,
        place=view.table.place,
        tab=tab.id if tab else None,
        me=view.me,
        ways=[_WAYS[one] for one in view.ways],
        wanted=[
            WantedLine(guest=one.guest, item=one.written, quantity=one.quantity)
            for one in (tab.wanted if tab else ())
        ],
        lines=[
            TabLine(
                line=one.at.written, name=one.line.name.zh, quantity=one.line.quantity,
                fen=one.line.amount.fen, guest=one.guest, paid=one.is_paid, may_pay=one.may_pay,
            )
            for one in view.lines
        ],
        orders=[one.id for one in view.orders],
        to_send_fen=view.to_send.fen,
        unpaid_fen=view.left.fen,
    )  # fmt: skip
