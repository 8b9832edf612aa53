"""The stall's board over JSON: its tickets, its stock, and whether it takes orders."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from yeshi.base.refused import Refused
from yeshi.flow.orders import collecting, cooking, reading
from yeshi.flow.orders.cooking import DISHES_MAX
from yeshi.flow.stalls import listing
from yeshi.orders.order import Order
from yeshi.web.frame.access import COUNTER_OF, TILL_OF, At
from yeshi.web.frame.answering import Reply
from yeshi.web.frame.bodies import Body, Why
from yeshi.web.frame.fields import Id, IdempotencyKey
from yeshi.web.frame.scopes import KITCHEN

router = APIRouter(prefix="/api", tags=["working"])


class Accept(Body):
    """How many minutes until it is ready."""

    minutes: int = Field(ge=1, le=240)


class Taking(Body):
    """Whether the merchant takes orders now."""

    taking: bool


class Rejection(Why):
    """Why it is not made, and which dishes are off the menu for tonight with it."""

    sold_out: list[Id] = Field([], max_length=DISHES_MAX)


class Stock(Body):
    """How many are left; null: it does not run out."""

    left: int | None = Field(ge=0, le=100_000)


@router.get(
    "/merchants/{merchant}/orders", response_model=list[Order], dependencies=[*COUNTER_OF, *KITCHEN]
)
def board(desk: At, reply: Reply, merchant: Id) -> list[Order] | JSONResponse:
    """The merchant's orders, those under way first."""
    found = reading.board(desk.engine, merchant)
    return reply.refused(found) if isinstance(found, Refused) else found


@router.post("/merchants/{merchant}/orders/{order}/accept", dependencies=[*COUNTER_OF, *KITCHEN])
def accept(
    desk: At, reply: Reply, merchant: Id, order: Id, said: Accept, key: IdempotencyKey
) -> JSONResponse:
    """Take on the merchant's part of the order."""
    ready_at = desk.engine.clock.now() + timedelta(minutes=said.minutes)
    named = f"api:{merchant}:{key}"
    return reply.answered(cooking.accept(desk.engine, named, merchant, order, ready_at))


@router.post("/merchants/{merchant}/orders/{order}/reject", dependencies=[*COUNTER_OF, *KITCHEN])
def reject(
    desk: At, reply: Reply, merchant: Id, order: Id, said: Rejection, key: IdempotencyKey
) -> JSONResponse:
    """Turn the merchant's part of the order down; it is paid back."""
    named, gone = f"api:{merchant}:{key}", said.sold_out
    return reply.answered(cooking.reject(desk.engine, named, merchant, order, said.why, gone))


@router.post("/merchants/{merchant}/orders/{order}/ready", dependencies=[*COUNTER_OF, *KITCHEN])
def ready(desk: At, reply: Reply, merchant: Id, order: Id, key: IdempotencyKey) -> JSONResponse:
    """Put the merchant's part of the order on the counter."""
    named = f"api:{merchant}:{key}"
    return reply.answered(cooking.ready(desk.engine, named, merchant, order))


@router.post("/merchants/{merchant}/orders/{order}/hand-over", dependencies=[*COUNTER_OF, *KITCHEN])
def hand_over(desk: At, reply: Reply, merchant: Id, order: Id, key: IdempotencyKey) -> JSONResponse:
    """Hand the merchant's part of the order to who collects it, and take what is due."""
    named = f"api:{merchant}:{key}"
    return reply.answered(collecting.hand_over(desk.engine, named, merchant, order))


@router.post("/merchants/{merchant}/taking", dependencies=[*TILL_OF, *KITCHEN])
def taking(desk: At, reply: Reply, merchant: Id, said: Taking, key: IdempotencyKey) -> JSONResponse:
    """Take orders, or pause."""
    named = f"api:{merchant}:{key}"
    return reply.answered(listing.take_orders(desk.engine, named, merchant, said.taking))


@router.post("/merchants/{merchant}/items/{item}/stock", dependencies=[*COUNTER_OF, *KITCHEN])
def stock(
    desk: At, reply: Reply, merchant: Id, item: Id, said: Stock, key: IdempotencyKey
) -> JSONResponse:
    """Count an item anew."""
    named = f"api:{merchant}:{key}"
    return reply.answered(listing.restock(desk.engine, named, merchant, item, said.left))
