"""The customer's pages of ordering: a quote, paying it, the order on its way, the wallet."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import HTMLResponse, JSONResponse

from yeshi.base.refused import Refused
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import (
    altering,
    calling_off,
    complaints_seen,
    rated,
    reading,
    thread_seen,
)
from yeshi.flow.orders.payment_seen import payment_of_order
from yeshi.orders.hiding import unaddressed, without_code
from yeshi.orders.thread import CUSTOMER
from yeshi.web.frame.access import OWNER_ALONE, At, Customer, Language
from yeshi.web.frame.answering import Page, PageReply
from yeshi.web.frame.fields import Id, Key
from yeshi.web.frame.maps import counter_map, order_map

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/orders/{order_id}", dependencies=OWNER_ALONE)
def order(page: Page, order_id: Id) -> Response:
    """How far an order is."""
    return _order(page, order_id, "shop/order.html")


@router.get("/orders/{order_id}/part", dependencies=OWNER_ALONE)
def order_part(page: Page, order_id: Id) -> Response:
    """The part of the order's page that changes."""
    return _order(page, order_id, "shop/order_part.html")


def _order(page: PageReply, order_id: str, template: str) -> Response:
    found = reading.order(page.desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found)
    mine = reading.is_mine(page.desk.engine, found.order)
    if not mine:
        # Whoever has only the link sees how far it is, not where the door is nor the money.
        found = replace(found, order=without_code(unaddressed(found.order)), transfers=())
    engine = page.desk.engine
    ratings = rated.ratings_of(engine, order_id) if mine else None
    complaints = complaints_seen.complaints_of(engine, order_id) if mine else None
    thread = thread_seen.thread_of(engine, CUSTOMER, order_id) if mine else None
    through = found.order.way is PaidBy.ONLINE
    return page.show(
        template, view=found, mine=mine, ratings=ratings, complaints=complaints,
        payment=payment_of_order(engine, order_id) if mine and through else None,
        thread=thread, thread_at=f"/orders/{order_id}/thread",
    )  # fmt: skip


@router.get("/orders/{order_id}/map", dependencies=OWNER_ALONE)
def order_places(desk: At, page: Page, language: Language, order_id: Id) -> Response:
    """Counter, door, courier and way; of somebody else's order the counter alone."""
    found = reading.order(desk.engine, order_id)
    if isinstance(found, Refused):
        return page.refused(found)
    mine = reading.is_mine(desk.engine, found.order)
    return JSONResponse(order_map(found, language) if mine else counter_map(found, language))


@router.post("/orders/{order_id}/call-off", dependencies=OWNER_ALONE)
def call_off(desk: At, customer: Customer, page: Page, order_id: Id, key: Key) -> Response:
    """Call the order off until it is accepted, one for later until it is begun."""
    answer = calling_off.call_off_order(desk.engine, f"off:{customer}:{key}", customer, order_id)
    return page.back(answer, f"/orders/{order_id}", None)


@router.post("/orders/{order_id}/offers/{merchant}", dependencies=OWNER_ALONE)
def answer_offer(
    desk: At,
    customer: Customer,
    page: Page,
    order_id: Id,
    merchant: Id,
    agrees: Annotated[bool, Form()],
    key: Key,
) -> Response:
    """Take what the stall offers instead, or want it as it was ordered."""
    named = f"offer:{customer}:{key}"
    answering = altering.agree_to_offer if agrees else altering.decline_offer
    answer = answering(desk.engine, named, customer, order_id, merchant)
    return page.back(answer, f"/orders/{order_id}", None)
