"""An earlier order again, over JSON: what of it can be had now, ready to be asked the price of."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.orders.rebuilding import again
from yeshi.orders.again import AgainLine
from yeshi.web.frame.access import OWNER_ALONE, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.fields import Id
from yeshi.web.frame.scopes import ORDER
from yeshi.web.shop.again_told import why_gone


@dataclass(frozen=True, slots=True, kw_only=True)
class HadAgain:
    """A line of the order: so many of what is `written` so, and how many of them can be had now.

    Prices are of one, packing included; `each_now` is none where it is the price of before. `gone`:
    why none can be had, as a word of the interface and in a sentence; "" where some can.
    """

    merchant: str
    written: str
    name: Name
    quantity_was: int
    quantity_now: int
    each_was: Money
    each_now: Money | None
    gone: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAgain:
    """What of an order can be had again: `items` as a quote takes them, and all of its lines."""

    order: str
    items: dict[str, int]
    is_as_before: bool
    lines: tuple[HadAgain, ...]


_TOLD = TypeAdapter(OrderAgain)

router = APIRouter(prefix="/api", tags=["ordering"])


@router.get(
    "/orders/{order}/again",
    summary="What of my order can be had again now, and what of it is gone",
    response_model=OrderAgain,
    dependencies=[*OWNER_ALONE, *ORDER],
)
def had_again(desk: At, request: Request, reply: Reply, order: Id) -> JSONResponse:
    """Its `items` are those of a quote; what is gone says why."""
    found = again(desk.engine, order)
    if isinstance(found, Refused):
        return reply.refused(found)
    told = OrderAgain(
        order=order,
        items=found.wanted,
        is_as_before=found.is_as_before,
        lines=tuple(_told(one, why_gone(desk, request, one)) for one in found.lines),
    )
    return reply.found(told, _TOLD)


def _told(line: AgainLine, says: str) -> HadAgain:
    return HadAgain(
        merchant=line.merchant,
        written=line.was.selection.written,
        name=line.was.name,
        quantity_was=line.was.quantity,
        quantity_now=line.was.quantity - line.short,
        each_was=line.each_was,
        each_now=line.each_now,
        gone=line.gone.reason.code() if line.gone else "",
        says=says,
    )
